import { type Db, type EveryTenant, isPostgres } from '../../storage/database.ts';
import { runsOf } from '../../storage/encoding.ts';
import { type Subscription, subscriptionFrom } from './subscriptions.ts';

/** No digest is further off than this: a hint that says so was written when the clock was wrong. In milliseconds. */
const FURTHEST = 5 * 24 * 3600 * 1000;

/**
 * Active subscriptions of all tenants whose hint has come, is missing or is beyond belief. Within a transaction they are this
 * process's alone until it ends: others pass them by and find the next ones.
 */
export async function subscriptionsToLookAt(
  db: Db,
  _scope: EveryTenant,
  now: Date,
  limit: number,
): Promise<Subscription[]> {
  const [at, beyond] = [now, new Date(now.getTime() + FURTHEST)].map((instant) => instant.toISOString());
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

/** When the next subscription of all tenants is to be looked at after an instant, ISO 8601; null where none is known. */
export async function nextLook(db: Db, _scope: EveryTenant, after: Date): Promise<string | null> {
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

/** Makes the scheduler look at every subscription anew: after a start, whose zone rules may be others. */
export async function lookAtAll(db: Db, _scope: EveryTenant): Promise<void> {
  await db.updateTable('subscriptions').set({ next_due: null }).where('next_due', 'is not', null).execute();
}

/** Sets when the scheduler next looks at these subscriptions, ISO 8601. */
export async function setNextDues(
  db: Db,
  _scope: EveryTenant,
  subscriptions: readonly string[],
  due: string,
): Promise<void> {
  for (const run of runsOf(subscriptions, 1_000))
    await db.updateTable('subscriptions').set({ next_due: due }).where('id', 'in', run).execute();
}
