import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely';
import { storedFault } from '../../domain/fault.ts';
import { type Db, type EveryTenant, inTransaction } from '../../storage/database.ts';
import { json } from '../../storage/encoding.ts';
import type { Schema, SubscriptionTable } from '../../storage/schema.ts';
import { ensureTenant } from '../../storage/tenants.ts';
import { assignSlots, clockTimes, type Slots } from '../schedule/slots.ts';
import type { Weekday } from '../schedule/weekdays.ts';

/** A digest subscription of a channel or person. */
export interface Subscription {
  readonly id: string;
  readonly tenant: string;
  readonly channel: string;
  /** The digest's number in its channel, from 1. */
  readonly number: number;
  /** The first time of day, `HH:MM`, in the channel's zone. */
  readonly localTime: string;
  /** All times of day by slot. */
  readonly slots: Slots;
  /** Days of the week; empty means every day. */
  readonly days: readonly Weekday[];
  /** IANA time zone. */
  readonly zone: string;
  /** Topic ids; empty means all. */
  readonly topics: readonly string[];
  /** Words of which each fact must contain one; empty means no restriction. */
  readonly include: readonly string[];
  /** Words that no fact may contain. */
  readonly exclude: readonly string[];
  /** What to post on a day without news: one short line, or nothing. */
  readonly quiet: 'line' | 'nothing';
  /** The person whose direct messages it is posted in; null for a channel's. */
  readonly person: string | null;
  /** The language of its cards, as the platform names it; null for English. */
  readonly locale: string | null;
  /** The person who set it up, who is told if the platform forces it off. */
  readonly createdBy: string;
  readonly created: string;
  readonly active: boolean;
  /** The instant (ISO 8601) at which it was paused; null while it is not. */
  readonly paused: string | null;
  /** Why it was switched off because of the platform; null otherwise. */
  readonly offReason: string | null;
  /** The scheduler's hint when it is next due, ISO 8601; null means unknown. Only the ledger decides what is due. */
  readonly nextDue: string | null;
  /**
   * The instant (ISO 8601) from which on digests are due. Earlier ones, from before a change or while it was off, are
   * not.
   */
  readonly since: string;
}

/**
 * A requested subscription. Defaults: `localTime` as the only time, every day, no words, the channel's first number.
 */
export type NewSubscription = Pick<
  Subscription,
  'id' | 'channel' | 'localTime' | 'zone' | 'topics' | 'quiet' | 'createdBy'
> &
  Partial<Pick<Subscription, 'number' | 'days' | 'include' | 'exclude' | 'person' | 'locale'>> & {
    /** Several times of day, `HH:MM`; `localTime` is the first of them. */
    readonly times?: readonly string[];
  };

const listIn = <T>(text: string): readonly T[] => JSON.parse(text) as T[];

export function subscriptionFrom(row: Selectable<SubscriptionTable>): Subscription {
  const slots = listIn<string | null>(row.times);
  return {
    id: row.id,
    tenant: row.tenant,
    channel: row.channel,
    number: row.number,
    localTime: row.local_time,
    slots: slots.length > 0 ? slots : [row.local_time],
    days: listIn<Weekday>(row.days),
    zone: row.zone,
    topics: listIn<string>(row.topics),
    include: listIn<string>(row.include_words),
    exclude: listIn<string>(row.exclude_words),
    quiet: row.quiet === 'nothing' ? 'nothing' : 'line',
    person: row.person,
    locale: row.locale,
    createdBy: row.created_by,
    created: row.created,
    active: row.active === 1,
    paused: row.paused,
    offReason: row.off_reason,
    nextDue: row.next_due,
    since: row.since,
  };
}

/** Whether the schedule is unchanged, so that slots that came due meanwhile remain due. */
const hasSameSchedule = (
  before: Subscription | null,
  slots: Slots,
  { days = [], zone }: NewSubscription,
): boolean =>
  before?.active === true &&
  before.zone === zone &&
  clockTimes(before.slots).join() === clockTimes(slots).join() &&
  before.days.join() === days.join();

/**
 * Creates, reactivates or changes one of a channel's digests. Its id stays the same, so that the ledger knows what was
 * sent today. Returns the new state.
 */
export async function saveSubscription(
  db: Db,
  tenant: string,
  wanted: NewSubscription,
  now: Date,
): Promise<Subscription> {
  const { number = 1, times = [wanted.localTime] } = wanted;
  return inTransaction(db, async (trx) => {
    await ensureTenant(trx, tenant, now);
    const before = await subscriptionNumbered(trx, tenant, wanted.channel, number);
    const slots = assignSlots(before?.slots ?? [], times);
    const values = {
      local_time: clockTimes(slots)[0] ?? wanted.localTime,
      times: json(slots),
      days: json(wanted.days ?? []),
      zone: wanted.zone,
      topics: json(wanted.topics),
      include_words: json(wanted.include ?? []),
      exclude_words: json(wanted.exclude ?? []),
      quiet: wanted.quiet,
      person: wanted.person ?? null,
      locale: wanted.locale ?? null,
      created_by: wanted.createdBy,
      active: 1,
      paused: null,
      off_reason: null,
      next_due: null,
      since: hasSameSchedule(before, slots, wanted) ? before!.since : now.toISOString(),
    };
    const created = now.toISOString();
    const row = await trx
      .insertInto('subscriptions')
      .values({ id: wanted.id, tenant, channel: wanted.channel, number, created, ...values })
      .onConflict((conflict) => conflict.columns(['tenant', 'channel', 'number']).doUpdateSet(values))
      .returningAll()
      .executeTakeFirstOrThrow();
    return subscriptionFrom(row);
  });
}

/** The condition that identifies one of a channel's digests. */
const isDigest =
  (tenant: string, channel: string, number: number) =>
  (where: ExpressionBuilder<Schema, 'subscriptions'>): Expression<SqlBool> =>
    where.and({ tenant, channel, number });

async function subscriptionNumbered(
  db: Db,
  tenant: string,
  channel: string,
  number: number,
): Promise<Subscription | null> {
  const row = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where(isDigest(tenant, channel, number))
    .executeTakeFirst();
  return row ? subscriptionFrom(row) : null;
}

/** Returns all of a channel's digests by number, including inactive ones. */
export async function subscriptionsIn(db: Db, tenant: string, channel: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('channel', '=', channel)
    .orderBy('number')
    .execute();
  return rows.map(subscriptionFrom);
}

/** Returns the first active digest, else the first one that is paused or off; null if there is none. */
export const mainOf = (all: readonly Subscription[]): Subscription | null =>
  all.find(({ active }) => active) ?? all.find(({ paused }) => paused !== null) ?? all[0] ?? null;

/** Returns a channel's main digest, as `mainOf` chooses it. */
export const subscriptionOf = async (db: Db, tenant: string, channel: string): Promise<Subscription | null> =>
  mainOf(await subscriptionsIn(db, tenant, channel));

/** The most digests of one channel. */
export const MAX_DIGESTS = 10;

/**
 * Returns a number for another digest: an unused one, or that of an inactive digest, which is then deleted. Returns
 * null if the channel has the most allowed.
 */
export async function freeNumber(db: Db, tenant: string, channel: string): Promise<number | null> {
  return inTransaction(db, async (trx) => {
    const all = await subscriptionsIn(trx, tenant, channel);
    const unused = Array.from({ length: MAX_DIGESTS }, (_, at) => at + 1).find(
      (number) => !all.some((one) => one.number === number),
    );
    if (unused !== undefined) return unused;
    const off = all.find(({ active, paused }) => !active && paused === null);
    if (!off) return null;
    await trx.deleteFrom('subscriptions').where('tenant', '=', tenant).where('id', '=', off.id).execute();
    return off.number;
  });
}

/** Returns which of these subscriptions are active. */
export async function filterActive(
  db: Db,
  _scope: EveryTenant,
  subscriptions: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('subscriptions')
    .select(['id', 'active'])
    .where('id', 'in', subscriptions)
    .execute();
  // Filtered here, because SQLite would scan all active subscriptions.
  return new Set(rows.filter(({ active }) => active === 1).map(({ id }) => id));
}

/** Returns all of a tenant's subscriptions, by channel. */
export async function subscriptionsOf(db: Db, tenant: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('tenant', '=', tenant)
    .orderBy('channel')
    .orderBy('number')
    .execute();
  return rows.map(subscriptionFrom);
}

/** Skips a subscription's planned deliveries that are not claimed yet. */
async function skipPlanned(
  trx: Db,
  tenant: string,
  ids: readonly string[],
  why: string,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ state: 'skipped', error: why, updated: now.toISOString() })
    .where('tenant', '=', tenant)
    .where('subscription', 'in', ids)
    .where('state', '=', 'planned')
    .execute();
}

/**
 * Switches off a channel's digests, or the one with the number, and stores the reason if the platform forced it.
 * Planned deliveries that are not claimed yet are skipped. Returns false if it was off.
 */
export async function switchOff(
  db: Db,
  tenant: string,
  channel: string,
  reason: string | null,
  now: Date,
  number?: number,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    let update = trx
      .updateTable('subscriptions')
      .set({ active: 0, paused: null, off_reason: reason, next_due: null })
      .where('tenant', '=', tenant)
      .where('channel', '=', channel)
      .where((where) => where.or([where('active', '=', 1), where('paused', 'is not', null)]));
    if (number !== undefined) update = update.where('number', '=', number);
    const rows = await update.returning('id').execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return false;
    await skipPlanned(trx, tenant, ids, reason ?? storedFault({ code: 'switched_off' }), now);
    return true;
  });
}

/**
 * Pauses a channel's digest until it is resumed. Planned deliveries that are not claimed yet are skipped. Returns false
 * if it is not active.
 */
export async function pauseSubscription(
  db: Db,
  tenant: string,
  channel: string,
  number: number,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const row = await trx
      .updateTable('subscriptions')
      .set({ active: 0, paused: now.toISOString(), next_due: null })
      .where(isDigest(tenant, channel, number))
      .where('active', '=', 1)
      .returning('id')
      .executeTakeFirst();
    if (row) await skipPlanned(trx, tenant, [row.id], storedFault({ code: 'paused' }), now);
    return row !== undefined;
  });
}

/** Resumes a paused digest. Slots that came due meanwhile are not delivered. Returns false if it is not paused. */
export async function resumeSubscription(
  db: Db,
  tenant: string,
  channel: string,
  number: number,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('subscriptions')
    .set({ active: 1, paused: null, next_due: null, since: now.toISOString() })
    .where(isDigest(tenant, channel, number))
    .where('paused', 'is not', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Returns all tenants' active subscriptions, one page at a time by id. `after` is the last id of the previous page. */
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
