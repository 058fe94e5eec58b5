import { noticeDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Card } from '../../domain/card.ts';
import type { FollowedSource } from '../ports.ts';

/** What the person who added a source hears when it is read no more. */
export function pausedCard({ title, url, state }: FollowedSource, id: string): Card {
  const name = shortened(title ?? url, 120);
  const why = state.lastError ? ` The last time: ${shortened(state.lastError, 200)}` : '';
  return noticeDraft(
    { id },
    `Paused: ${name}`,
    `${shortened(url, 200)} could not be read ${state.failures} times running.${why} Add it again to resume it.`,
  ).card;
}
