import type { CardBasis } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { noticeDraft } from './notice-card.ts';
import { topicAction } from './topic-buttons.ts';

/** Nothing but small words: there is nothing to look for. */
export function emptyDraft(basis: CardBasis): Draft {
  const topics = basis.readout.topics().slice(0, 3);
  return noticeDraft(basis, 'Name what you want to know about', 'For example: what about INF?', [
    ...topics.map(({ topic }) => topicAction(topic)),
    { verb: 'topics', label: 'Topics' },
  ]);
}

/** Whoever types "share" is told what does that. */
export const shareHintDraft = (basis: CardBasis): Draft =>
  noticeDraft(basis, 'To share a card, press Share under it', 'It then stands in the channel for everybody.');
