import { type SqlBool, sql, type UpdateObject } from 'kysely';
import { platformOf } from '../../domain/publisher.ts';
import { type Db, type EveryTenant, isPostgres } from '../../storage/database.ts';
import { withAsyncCommit } from '../../storage/engine/async-commit.ts';
import type { DeliveryTable, Schema } from '../../storage/schema.ts';
import { type Delivery, deliveryFrom } from './ledger.ts';

export interface ClaimOptions {
  readonly now: Date;
  /** The id of the worker that holds the lease. */
  readonly owner: string;
  readonly limit: number;
  readonly leaseMs: number;
  /** Only this platform's tenants ("slack"); all by default. */
  readonly platform?: string;
  /** Only deliveries due before this instant; all due ones by default. */
  readonly dueBefore?: Date;
}

/**
 * The predicate of the partial indexes on open deliveries, word for word: otherwise the databases scan the whole
 * ledger.
 */
const IS_OPEN = sql<SqlBool>`state in ('planned', 'claimed')`;

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

/**
 * Releases claims whose lease has ended. They may have been posted (`mayBePosted`) and can be claimed again after
 * `settleMs`: by then a post that their worker had begun has arrived or never will. Returns their number.
 */
export async function releaseLapsed(
  db: Db,
  _scope: EveryTenant,
  { now, settleMs }: { readonly now: Date; readonly settleMs: number },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({
      state: 'planned',
      owner: null,
      lease_until: null,
      doubtful: 1,
      next_try: later(now, settleMs),
      updated: now.toISOString(),
    })
    .where('state', '=', 'claimed')
    .where(IS_OPEN)
    .where('next_try', '<=', now.toISOString())
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/**
 * Claims due deliveries for one worker, the longest due first. If `mayBePosted` is set, an earlier claim may have
 * posted it: look in the channel before posting.
 */
export async function claimDue(
  db: Db,
  _scope: EveryTenant,
  { now, owner, limit, leaseMs, platform, dueBefore }: ClaimOptions,
): Promise<Delivery[]> {
  const at = now.toISOString();
  const rows = await db
    .with('due', (cte) => {
      // While claimed, next_try is the end of the lease: one index serves both.
      let due = cte
        .selectFrom('deliveries')
        .select('id')
        .where('state', '=', 'planned')
        .where(IS_OPEN)
        .where('next_try', '<=', at)
        .orderBy('next_try')
        .orderBy('id')
        .limit(limit);
      if (platform !== undefined) due = due.where('platform', '=', platform);
      if (dueBefore) due = due.where('due', '<', dueBefore.toISOString());
      return isPostgres(db) ? due.forUpdate().skipLocked() : due;
    })
    .updateTable('deliveries')
    .set((set) => ({
      state: 'claimed',
      owner,
      lease_until: later(now, leaseMs),
      next_try: later(now, leaseMs),
      attempts: set('attempts', '+', 1),
      updated: at,
    }))
    .where('id', 'in', (select) => select.selectFrom('due').select('id'))
    .returningAll()
    .execute();
  return rows
    .map(deliveryFrom)
    .sort((a, b) => (a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1));
}

/** Updates a delivery if this worker still has the claim. Returns false if it does not. */
async function updateClaim(
  db: Db,
  { tenant, id, owner }: { readonly tenant: string; readonly id: string; readonly owner: string },
  values: UpdateObject<Schema, 'deliveries'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set(values)
    .where((where) => where.and({ tenant, id, owner, state: 'claimed' }))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Renews a claim's lease. Returns false if the claim is no longer this worker's. */
export async function renewLease(
  db: Db,
  tenant: string,
  id: string,
  { now, owner, leaseMs }: Omit<ClaimOptions, 'limit'>,
): Promise<boolean> {
  const until = later(now, leaseMs);
  return updateClaim(
    db,
    { tenant, id, owner },
    { lease_until: until, next_try: until, updated: now.toISOString() },
  );
}

type PostedRow = Pick<DeliveryTable, 'tenant' | 'id' | 'message_id'>;

/** A delivery that was posted, with the platform's id of the message. */
export interface Sent {
  readonly tenant: string;
  readonly id: string;
  readonly messageId: string;
}

/**
 * Records posted deliveries, all of them or none, also if another worker has claimed one by now. Returns the ids of
 * those not recorded before. The commit does not wait for the disk: after a power loss the claim lapses and the channel
 * is searched, as after a crash between posting and recording. Claims do wait for the disk.
 */
export async function markSent(db: Db, sent: readonly Sent[], now: Date): Promise<Set<string>> {
  const values = sent.map(({ tenant, id, messageId }) => sql`(${tenant}, ${id}, ${messageId})`);
  if (sent.length === 0) return new Set();
  const rows = await withAsyncCommit(db, (quick) =>
    quick
      .with('posted(tenant, id, message_id)', () => sql<PostedRow>`(values ${sql.join(values)})`)
      .updateTable('deliveries')
      .from('posted')
      .set((set) => ({
        state: 'sent',
        message_id: set.ref('posted.message_id'),
        owner: null,
        lease_until: null,
        doubtful: 0,
        error: null,
        updated: now.toISOString(),
      }))
      .whereRef('deliveries.tenant', '=', 'posted.tenant')
      .whereRef('deliveries.id', '=', 'posted.id')
      .where('deliveries.state', '!=', 'sent')
      .returning('deliveries.id as id')
      .execute(),
  );
  return new Set(rows.map(({ id }) => id));
}

export interface Outcome {
  readonly owner: string;
  /** The reason in one line, as /digest status shows it. */
  readonly error: string;
  readonly now: Date;
}

async function end(
  db: Db,
  tenant: string,
  id: string,
  state: 'unknown' | 'failed' | 'skipped',
  { owner, error, now }: Outcome,
): Promise<boolean> {
  return updateClaim(
    db,
    { tenant, id, owner },
    { state, error, owner: null, lease_until: null, updated: now.toISOString() },
  );
}

/**
 * Marks a delivery that may or may not have been posted, so that it is not posted again. Returns false if another
 * worker has claimed it.
 */
export const markUnknown = (db: Db, tenant: string, id: string, outcome: Outcome): Promise<boolean> =>
  end(db, tenant, id, 'unknown', outcome);

/** Marks a delivery that was certainly not posted and never will be. */
export const markFailed = (db: Db, tenant: string, id: string, outcome: Outcome): Promise<boolean> =>
  end(db, tenant, id, 'failed', outcome);

/** Marks a delivery that is too late or no longer wanted. */
export const markSkipped = (db: Db, tenant: string, id: string, outcome: Outcome): Promise<boolean> =>
  end(db, tenant, id, 'skipped', outcome);

/** A claim that is released for a later attempt. */
export interface Retry extends Outcome, Omit<Sent, 'messageId'> {
  /** The earliest time of the next attempt. */
  readonly instant: Date;
  readonly stillInDoubt?: boolean;
}

/**
 * Reschedules a delivery that was certainly not posted (refused, rate limited). With `stillInDoubt`, the worker could
 * not search for an earlier attempt's post. Returns false if another worker has claimed it.
 */
export async function retryAt(db: Db, retry: Retry): Promise<boolean> {
  const { tenant, id, instant, owner, error, now, stillInDoubt = false } = retry;
  return updateClaim(
    db,
    { tenant, id, owner },
    {
      state: 'planned',
      owner: null,
      lease_until: null,
      next_try: instant.toISOString(),
      doubtful: stillInDoubt ? 1 : 0,
      error,
      updated: now.toISOString(),
    },
  );
}

/**
 * Postpones a tenant's planned deliveries until an instant, after its platform asked to wait. Claimed deliveries and
 * those planned for later stay as they are. Returns the number postponed.
 */
export async function postponeTenant(
  db: Db,
  tenant: string,
  until: Date,
  { error, now }: Pick<Outcome, 'error' | 'now'>,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ next_try: until.toISOString(), error, updated: now.toISOString() })
    .where('tenant', '=', tenant)
    .where('platform', '=', platformOf(tenant))
    .where('state', '=', 'planned')
    .where(IS_OPEN)
    .where('next_try', '<=', now.toISOString())
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/**
 * Returns when the next open delivery is due for an attempt, ISO 8601, for one platform or all; null if none is open.
 */
export async function nextOpen(db: Db, _scope: EveryTenant, platform?: string): Promise<string | null> {
  let open = db.selectFrom('deliveries').select('next_try').where(IS_OPEN).orderBy('next_try').limit(1);
  if (platform !== undefined) open = open.where('platform', '=', platform);
  const row = await open.executeTakeFirst();
  return row?.next_try ?? null;
}
