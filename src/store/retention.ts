import { SEEN } from './chat-memory.ts';
import type { Store } from './db.ts';

const DAY = 24 * 3600 * 1000;

/** How long things are kept, in milliseconds. */
export interface Retention {
  readonly cards: number;
  readonly conversations: number;
  readonly seen: number;
  readonly feedback: number;
  readonly deliveries: number;
}

/** Cards' buttons work for a month; a year of digests and feedback can be looked back on. */
export const RETENTION: Retention = {
  cards: 30 * DAY,
  conversations: DAY,
  seen: SEEN,
  feedback: 365 * DAY,
  deliveries: 400 * DAY,
};

/** Deletes what has aged; gives how many rows went. */
export async function prune({ db, now }: Store, keep: Retention = RETENTION): Promise<number> {
  const before = (age: number): string => new Date(now().getTime() - age).toISOString();
  const results = [
    await db.deleteFrom('cards').where('made', '<', before(keep.cards)).executeTakeFirstOrThrow(),
    await db
      .deleteFrom('conversations')
      .where('updated', '<', before(keep.conversations))
      .executeTakeFirstOrThrow(),
    await db.deleteFrom('seen_events').where('at', '<', before(keep.seen)).executeTakeFirstOrThrow(),
    await db.deleteFrom('feedback').where('made', '<', before(keep.feedback)).executeTakeFirstOrThrow(),
    await db
      .deleteFrom('deliveries')
      .where('local_date', '<', before(keep.deliveries).slice(0, 10))
      .executeTakeFirstOrThrow(),
  ];
  return results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}
