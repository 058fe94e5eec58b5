import { noticeDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Card } from '../../domain/card.ts';
import type { ListedSource } from '../ports.ts';
import { MAX_FAILURES } from './poll-schedule.ts';

/** The card for the person who added a source that is no longer read. */
export function pausedCard({ title, url, state }: ListedSource, id: string): Card {
  const name = shortened(title ?? url, 120);
  const isGone = state.failures < MAX_FAILURES;
  const what = isGone ? 'is gone for good.' : `could not be read ${state.failures} times running.`;
  const why = state.lastError ? ` The last time: ${shortened(state.lastError, 200)}` : '';
  return noticeDraft(
    { id },
    `Paused: ${name}`,
    `${shortened(url, 200)} ${what}${why} Add it again to resume it.`,
  ).card;
}
