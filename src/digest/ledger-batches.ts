import { batched } from '../storage/batch.ts';
import { type Db, inTransaction } from '../storage/database.ts';
import { createRateLimitPauses, type RateLimitPauses } from './rate-limit-pauses.ts';
import type { Delivery } from './store/ledger.ts';
import { markSent, type Retry, retryAt, type Sent } from './store/outbox.ts';
import { stillWanted } from './subscription-status.ts';

/** The ledger's statements for many deliveries in flight, batched: ten of them cost one fsync. */
export interface LedgerBatches {
  /** Whether the channel's subscription is still active. */
  stillWanted(delivery: Delivery): Promise<boolean>;
  /** Records a posted delivery. Returns false if that was already recorded. */
  sent(sent: Sent): Promise<boolean>;
  /** Reschedules a delivery. Returns false if another worker has claimed it meanwhile. */
  reschedule(retry: Retry): Promise<boolean>;
  /** The tenants whose platform asked to wait. */
  readonly pauses: RateLimitPauses;
}

export function createLedgerBatches({
  db,
  now,
}: {
  readonly db: Db;
  readonly now: () => Date;
}): LedgerBatches {
  return {
    stillWanted: batched((deliveries: readonly Delivery[]) => stillWanted(db, deliveries)),
    sent: batched(async (sent: readonly Sent[]) => {
      const recorded = await markSent(db, sent, now());
      return sent.map(({ id }) => recorded.has(id));
    }),
    reschedule: batched((retries: readonly Retry[]) =>
      inTransaction(db, async (trx) => {
        const given: boolean[] = [];
        for (const retry of retries) given.push(await retryAt(trx, retry));
        return given;
      }),
    ),
    pauses: createRateLimitPauses(now),
  };
}
