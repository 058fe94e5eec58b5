import { DAY } from '../../domain/time.ts';
import { type Db, type EveryTenant, isPostgres } from '../../storage/database.ts';
import { chunksOf } from '../../storage/encoding.ts';
import { type Subscription, subscriptionFrom } from './subscriptions.ts';

/** A due hint further away than this (ms) was written while the clock was wrong. */
const MAX_HINT_AHEAD_MS = 12 * DAY;

/**
 * Active subscriptions of all tenants whose due hint has passed, is missing or is implausibly far away. In a PostgreSQL
 * transaction they are locked until its end: other processes skip them.
 */
export async function lockDueSubscriptions(
  db: Db,
  _scope: EveryTenant,
  now: Date,
  limit: number,
): Promise<Subscription[]> {
  const [at, beyond] = [now, new Date(now.getTime() + MAX_HINT_AHEAD_MS)].map((instant) =>
    instant.toISOString(),
  );
  const toLookAt = db
    .selectFrom('subscriptions')
    .selectAll()
    .where('active', '=', 1)
    .where((where) =>
      where.or([
        where('next_due', 'is', null),
        where('next_due', '<=', at!),
        where('next_due', '>', beyond!),
      ]),
    )
    .orderBy('next_due')
    .orderBy('id')
    .limit(limit);
  const isShared = db.isTransaction && isPostgres(db);
  const rows = await (isShared ? toLookAt.forUpdate().skipLocked() : toLookAt).execute();
  return rows.map(subscriptionFrom);
}

/** The earliest due hint of all tenants after an instant, ISO 8601; null if there is none. */
export async function nextDueHint(db: Db, _scope: EveryTenant, after: Date): Promise<string | null> {
  const row = await db
    .selectFrom('subscriptions')
    .select('next_due')
    .where('active', '=', 1)
    .where('next_due', '>', after.toISOString())
    .orderBy('next_due')
    .limit(1)
    .executeTakeFirst();
  return row?.next_due ?? null;
}

/** Clears all due hints, so that the scheduler computes them again: time zone rules may have changed before a start. */
export async function clearDueHints(db: Db, _scope: EveryTenant): Promise<void> {
  await db.updateTable('subscriptions').set({ next_due: null }).where('next_due', 'is not', null).execute();
}

/** Sets the due hint of these subscriptions, ISO 8601. */
export async function setNextDues(
  db: Db,
  _scope: EveryTenant,
  subscriptions: readonly string[],
  due: string,
): Promise<void> {
  for (const run of chunksOf(subscriptions, 1_000))
    await db.updateTable('subscriptions').set({ next_due: due }).where('id', 'in', run).execute();
}
