import { gathered } from '../storage/batch.ts';
import { type Db, inTransaction } from '../storage/database.ts';
import { createHolds, type Holds } from './rate-limit-pauses.ts';
import type { Delivery } from './store/ledger.ts';
import { markSent, type Retry, retryAt, type Sent } from './store/outbox.ts';
import { ordersStand } from './subscription-status.ts';

/** What each of many deliveries under way asks of the database, asked for all of them together. */
export interface Together {
  /** Whether the channel still wants it. */
  stands(delivery: Delivery): Promise<boolean>;
  /** Records that it was posted; false where that was known. */
  sent(sent: Sent): Promise<boolean>;
  /** Gives it back until an instant; false where the claim is another's by now. */
  later(retry: Retry): Promise<boolean>;
  /** Whose platform asked to wait. */
  readonly holds: Holds;
}

export function createTogether({ db, now }: { readonly db: Db; readonly now: () => Date }): Together {
  return {
    stands: gathered((deliveries: readonly Delivery[]) => ordersStand(db, deliveries)),
    sent: gathered(async (sent: readonly Sent[]) => {
      const recorded = await markSent(db, sent, now());
      return sent.map(({ id }) => recorded.has(id));
    }),
    later: gathered((retries: readonly Retry[]) =>
      inTransaction(db, async (trx) => {
        const given: boolean[] = [];
        for (const retry of retries) given.push(await retryAt(trx, retry));
        return given;
      }),
    ),
    holds: createHolds(now),
  };
}
