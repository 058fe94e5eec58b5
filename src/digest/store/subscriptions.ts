import type { Selectable } from 'kysely';
import { type Db, type EveryTenant, inTransaction } from '../../storage/database.ts';
import { json } from '../../storage/encoding.ts';
import type { SubscriptionTable } from '../../storage/schema.ts';
import { ensureTenant } from '../../storage/tenants.ts';
import { clockTimes, movedTo, type Slots } from '../schedule/slots.ts';
import type { Weekday } from '../schedule/weekdays.ts';

/** A digest that a channel or a person wants. */
export interface Subscription {
  readonly id: string;
  readonly tenant: string;
  readonly channel: string;
  /** Counts the channel's digests, from 1. */
  readonly number: number;
  /** The channel's wall clock, `HH:MM`: the first time of the day. */
  readonly localTime: string;
  /** All times of the day. */
  readonly slots: Slots;
  /** Empty for every day. */
  readonly days: readonly Weekday[];
  /** IANA name. */
  readonly zone: string;
  /** Ids of topics; empty for all. */
  readonly topics: readonly string[];
  /** Words of which a line must hold one; empty for none asked for. */
  readonly include: readonly string[];
  /** Words that no line may hold. */
  readonly exclude: readonly string[];
  /** What a day without news gets: one short line, or nothing. */
  readonly quiet: 'line' | 'nothing';
  /** The person whose own it is, in their direct messages; null for a channel's. */
  readonly person: string | null;
  /** The language of its cards, as the platform names it; null for English. */
  readonly locale: string | null;
  /** Who set it up: hears when it is switched off by the platform. */
  readonly createdBy: string;
  readonly created: string;
  readonly active: boolean;
  /** ISO instant since when it is paused; null while it is not. */
  readonly paused: string | null;
  /** Why the platform forced it off; null otherwise. */
  readonly offReason: string | null;
  /** The scheduler's hint, an ISO instant; null means look. Never the truth: the ledger is. */
  readonly nextDue: string | null;
  /** ISO instant: what was due before, at another time or while it was off, is not owed. */
  readonly since: string;
}

/** A digest as it is asked for. What is left out: its `localTime` alone, every day, no words, the channel's first. */
export type NewSubscription = Pick<
  Subscription,
  'id' | 'channel' | 'localTime' | 'zone' | 'topics' | 'quiet' | 'createdBy'
> &
  Partial<Pick<Subscription, 'number' | 'days' | 'include' | 'exclude' | 'person' | 'locale'>> & {
    /** `HH:MM`, where there are several; `localTime` is then the first. */
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

/** Whether a digest comes at the same moments as before: what came due meanwhile is then still owed. */
const keepsRhythm = (
  before: Subscription | null,
  slots: Slots,
  { days = [], zone }: NewSubscription,
): boolean =>
  before?.active === true &&
  before.zone === zone &&
  clockTimes(before.slots).join() === clockTimes(slots).join() &&
  before.days.join() === days.join();

/**
 * Switches one of a channel's digests on, or changes it. Its id stays when it is changed, and when it is switched
 * off and on again, so that the ledger knows what was sent today. Gives the subscription as it now is.
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
    const slots = movedTo(before?.slots ?? [], times);
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
      since: keepsRhythm(before, slots, wanted) ? before!.since : now.toISOString(),
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

async function subscriptionNumbered(
  db: Db,
  tenant: string,
  channel: string,
  number: number,
): Promise<Subscription | null> {
  const row = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('channel', '=', channel)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? subscriptionFrom(row) : null;
}

/** All of a channel's digests by number, also those that are off. */
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

/** Of a channel's digests the first that is on; where none is, the first that is paused, or off; null for none. */
export const mainOf = (all: readonly Subscription[]): Subscription | null =>
  all.find(({ active }) => active) ?? all.find(({ paused }) => paused !== null) ?? all[0] ?? null;

/** A channel's digest, also where it is off; of several the first that is on; null where it never had one. */
export const subscriptionOf = async (db: Db, tenant: string, channel: string): Promise<Subscription | null> =>
  mainOf(await subscriptionsIn(db, tenant, channel));

/** The most digests of one channel. */
export const MOST_DIGESTS = 10;

/**
 * Makes room for another digest of a channel: a number that none had, else one whose digest is off, which is then forgotten.
 * Null where the channel has the most that it may have.
 */
export async function freeNumber(db: Db, tenant: string, channel: string): Promise<number | null> {
  return inTransaction(db, async (trx) => {
    const all = await subscriptionsIn(trx, tenant, channel);
    const unused = Array.from({ length: MOST_DIGESTS }, (_, at) => at + 1).find(
      (number) => !all.some((one) => one.number === number),
    );
    if (unused !== undefined) return unused;
    const off = all.find(({ active, paused }) => !active && paused === null);
    if (!off) return null;
    await trx.deleteFrom('subscriptions').where('tenant', '=', tenant).where('id', '=', off.id).execute();
    return off.number;
  });
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
    .orderBy('number')
    .execute();
  return rows.map(subscriptionFrom);
}

/** What is planned and not yet claimed is skipped. */
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
 * Switches a channel's digests off, or the one with a number, with the reason where the platform forced it; what is planned
 * and not yet claimed is skipped. False where it was off.
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
    await skipPlanned(trx, tenant, ids, reason ?? 'switched off', now);
    return true;
  });
}

/** Lets a channel's digest rest until it is resumed; what is planned and not yet claimed is skipped. False where it is not on. */
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
      .where('tenant', '=', tenant)
      .where('channel', '=', channel)
      .where('number', '=', number)
      .where('active', '=', 1)
      .returning('id')
      .executeTakeFirst();
    if (row) await skipPlanned(trx, tenant, [row.id], 'paused', now);
    return row !== undefined;
  });
}

/** Lets a paused digest go on; what came due meanwhile is not owed. False where it is not paused. */
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
    .where('tenant', '=', tenant)
    .where('channel', '=', channel)
    .where('number', '=', number)
    .where('paused', 'is not', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
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
