import { type Db, type EveryTenant, inTransaction } from '../../storage/database.ts';
import { json } from '../../storage/encoding.ts';
import type { SubscriptionTable } from '../../storage/schema.ts';
import { ensureTenant } from '../../storage/tenants.ts';

/** A channel that wants a digest. */
export interface Subscription {
  readonly id: string;
  readonly tenant: string;
  readonly channel: string;
  /** The channel's wall clock, `HH:MM`. */
  readonly localTime: string;
  /** IANA name. */
  readonly zone: string;
  /** Ids of topics; empty for all. */
  readonly topics: readonly string[];
  /** What a day without news gets: one short line, or nothing. */
  readonly quiet: 'line' | 'nothing';
  /** Who set it up: hears when it is switched off by the platform. */
  readonly createdBy: string;
  readonly created: string;
  readonly active: boolean;
  /** Why the platform forced it off; null otherwise. */
  readonly offReason: string | null;
  /** The scheduler's hint, an ISO instant; null means look. Never the truth: the ledger is. */
  readonly nextDue: string | null;
  /** ISO instant: what was due before, at another time or while it was off, is not owed. */
  readonly since: string;
}

export type NewSubscription = Pick<
  Subscription,
  'id' | 'channel' | 'localTime' | 'zone' | 'topics' | 'quiet' | 'createdBy'
>;

export function subscriptionFrom(row: SubscriptionTable): Subscription {
  return {
    id: row.id,
    tenant: row.tenant,
    channel: row.channel,
    localTime: row.local_time,
    zone: row.zone,
    topics: JSON.parse(row.topics) as string[],
    quiet: row.quiet === 'nothing' ? 'nothing' : 'line',
    createdBy: row.created_by,
    created: row.created,
    active: row.active === 1,
    offReason: row.off_reason,
    nextDue: row.next_due,
    since: row.since,
  };
}

/**
 * Switches a channel's digest on, or changes it. A channel has one: its id stays when it is changed, and when it is switched
 * off and on again, so that the ledger knows what was sent today. Gives the subscription as it now is.
 */
export async function saveSubscription(
  db: Db,
  tenant: string,
  wanted: NewSubscription,
  now: Date,
): Promise<Subscription> {
  const values = {
    local_time: wanted.localTime,
    zone: wanted.zone,
    topics: json(wanted.topics),
    quiet: wanted.quiet,
    created_by: wanted.createdBy,
    active: 1,
    off_reason: null,
    next_due: null,
  };
  return inTransaction(db, async (trx) => {
    await ensureTenant(trx, tenant, now);
    const before = await subscriptionOf(trx, tenant, wanted.channel);
    const asBefore = before?.active && before.localTime === wanted.localTime && before.zone === wanted.zone;
    const since = asBefore ? before.since : now.toISOString();
    const created = now.toISOString();
    const row = await trx
      .insertInto('subscriptions')
      .values({ id: wanted.id, tenant, channel: wanted.channel, created, since, ...values })
      .onConflict((conflict) => conflict.columns(['tenant', 'channel']).doUpdateSet({ ...values, since }))
      .returningAll()
      .executeTakeFirstOrThrow();
    return subscriptionFrom(row);
  });
}

/** A channel's subscription, also where it is off; null where it never had one. */
export async function subscriptionOf(db: Db, tenant: string, channel: string): Promise<Subscription | null> {
  const row = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row ? subscriptionFrom(row) : null;
}

/** Which of these subscriptions are on. */
export async function activeAmong(
  db: Db,
  _scope: EveryTenant,
  subscriptions: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('subscriptions')
    .select(['id', 'active'])
    .where('id', 'in', subscriptions)
    .execute();
  // Were this asked of SQLite, it would walk through all that are on.
  return new Set(rows.filter(({ active }) => active === 1).map(({ id }) => id));
}

/** All of a tenant's subscriptions, by channel. */
export async function subscriptionsOf(db: Db, tenant: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('tenant', '=', tenant)
    .orderBy('channel')
    .execute();
  return rows.map(subscriptionFrom);
}

/**
 * Switches a channel's digest off, with the reason where the platform forced it; what is planned and not yet claimed is
 * skipped. False where it was off.
 */
export async function switchOff(
  db: Db,
  tenant: string,
  channel: string,
  reason: string | null,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const row = await trx
      .updateTable('subscriptions')
      .set({ active: 0, off_reason: reason, next_due: null })
      .where('tenant', '=', tenant)
      .where('channel', '=', channel)
      .where('active', '=', 1)
      .returning('id')
      .executeTakeFirst();
    if (!row) return false;
    await trx
      .updateTable('deliveries')
      .set({ state: 'skipped', error: reason ?? 'switched off', updated: now.toISOString() })
      .where('tenant', '=', tenant)
      .where('subscription', '=', row.id)
      .where('state', '=', 'planned')
      .execute();
    return true;
  });
}

/** Every active subscription of all tenants, a page at a time in the order of their ids; `after` is the last id met. */
export async function activeSubscriptions(
  db: Db,
  _scope: EveryTenant,
  after: string,
  limit: number,
): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('active', '=', 1)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(subscriptionFrom);
}
