import { platformOf } from '../../domain/publisher.ts';
import { DAY } from '../../domain/time.ts';
import { type Db, EVERY_TENANT, type EveryTenant, inTransaction } from '../../storage/database.ts';
import { chunksOf, json } from '../../storage/encoding.ts';
import type { DeliveryTable } from '../../storage/schema.ts';

type DeliveryState = 'planned' | 'claimed' | 'sent' | 'unknown' | 'failed' | 'skipped';

/** One row of the ledger: the delivery of a subscription in one slot of a local date. */
export interface Delivery {
  readonly id: string;
  readonly tenant: string;
  readonly subscription: string;
  readonly channel: string;
  /** The channel's date, `YYYY-MM-DD`, with the slot after a day's first: `slotKey`. A topic alert's is its instant. */
  readonly localDate: string;
  /** The instant at which it was due, ISO 8601. */
  readonly due: string;
  readonly state: DeliveryState;
  /** The content to post, as the planner wrote it. */
  readonly payload: unknown;
  /** The ids of the facts in it. */
  readonly facts: readonly string[];
  readonly owner: string | null;
  readonly leaseUntil: string | null;
  readonly attempts: number;
  /** True if an earlier claim lapsed without an outcome: look in the channel before posting. */
  readonly mayBePosted: boolean;
  readonly messageId: string | null;
  readonly error: string | null;
  readonly updated: string;
}

/** A delivery to insert. */
export interface NewDelivery
  extends Pick<
    Delivery,
    'id' | 'tenant' | 'subscription' | 'channel' | 'localDate' | 'due' | 'payload' | 'facts'
  > {
  /** `skipped` for a missed or quiet day; `planned` by default. */
  readonly state?: 'planned' | 'skipped';
  /** The reason why it is skipped. */
  readonly error?: string;
}

export function deliveryFrom(row: DeliveryTable): Delivery {
  return {
    id: row.id,
    tenant: row.tenant,
    subscription: row.subscription,
    channel: row.channel,
    localDate: row.local_date,
    due: row.due,
    state: row.state as DeliveryState,
    payload: JSON.parse(row.payload) as unknown,
    facts: JSON.parse(row.facts) as string[],
    owner: row.owner,
    leaseUntil: row.lease_until,
    attempts: row.attempts,
    mayBePosted: row.doubtful === 1,
    messageId: row.message_id,
    error: row.error,
    updated: row.updated,
  };
}

/** A row has 18 values: 500 rows stay under SQLite's limit of 32,766 a statement. */
const ROWS_PER_STATEMENT = 500;

/**
 * Inserts deliveries, all of them or none. A (subscription, local date) that has a row already stays as it is.
 * Returns the ids of the new rows. Runs in the caller's transaction if there is one.
 */
export async function planDeliveries(
  db: Db,
  _scope: EveryTenant,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<Set<string>> {
  const updated = now.toISOString();
  const planned = new Set<string>();
  // Insert in one order, so that two planners of the same days cannot deadlock.
  const key = ({ subscription, localDate }: NewDelivery) => `${subscription} ${localDate}`;
  const ordered = [...deliveries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  await inTransaction(db, async (trx) => {
    for (const run of chunksOf(ordered, ROWS_PER_STATEMENT)) {
      const rows = await trx
        .insertInto('deliveries')
        .values(
          run.map((one) => ({
            id: one.id,
            tenant: one.tenant,
            platform: platformOf(one.tenant),
            subscription: one.subscription,
            channel: one.channel,
            local_date: one.localDate,
            due: one.due,
            state: one.state ?? 'planned',
            payload: json(one.payload),
            facts: json(one.facts),
            owner: null,
            lease_until: null,
            next_try: one.due,
            attempts: 0,
            doubtful: 0,
            message_id: null,
            error: one.error ?? null,
            updated,
          })),
        )
        .onConflict((conflict) => conflict.columns(['subscription', 'local_date']).doNothing())
        .returning('id')
        .execute();
      for (const { id } of rows) planned.add(id);
    }
  });
  return planned;
}

/** Returns which slots of these consecutive dates have a row, as `subscription key`. */
export async function ledgerOn(
  db: Db,
  _scope: EveryTenant,
  subscriptions: readonly string[],
  dates: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  const [first, last] = [dates.reduce(least, dates[0] ?? ''), dates.reduce(greatest, '')];
  for (const run of chunksOf(subscriptions, 1_000)) {
    const rows = await db
      .selectFrom('deliveries')
      .select(['subscription', 'local_date'])
      .where('subscription', 'in', run)
      .where('local_date', '>=', first)
      // The keys of a date's later slots come before the next date.
      .where('local_date', '<', dayAfter(last))
      .execute();
    for (const row of rows) found.add(`${row.subscription} ${row.local_date}`);
  }
  return found;
}

const dayAfter = (date: string): string =>
  date === '' ? '' : new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
const least = (one: string, other: string): string => (other < one ? other : one);
const greatest = (one: string, other: string): string => (other > one ? other : one);

/** Returns a subscription's deliveries, newest first, for /digest status. */
export async function deliveriesOf(
  db: Db,
  tenant: string,
  subscription: string,
  limit: number,
): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('subscription', '=', subscription)
    .orderBy('due', 'desc')
    .orderBy('local_date', 'desc')
    .limit(limit)
    .execute();
  return rows.map(deliveryFrom);
}

export async function deliveryOf(db: Db, tenant: string, id: string): Promise<Delivery | null> {
  const row = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? deliveryFrom(row) : null;
}

/** The facts that were, or may have been, delivered for a subscription. */
export interface Delivered {
  readonly facts: ReadonlySet<string>;
  /** When the last post that contains facts was due, ISO 8601; null before the first. */
  readonly last: string | null;
}

export const NOTHING_DELIVERED: Delivered = { facts: new Set(), last: null };

const dayBefore = (instant: string): string => new Date(Date.parse(instant) - DAY).toISOString().slice(0, 10);

/**
 * Returns the facts delivered for each of these subscriptions, ever or since an instant (ISO 8601). Subscriptions
 * without any are absent.
 */
export async function deliveredTo(
  db: Db,
  _scope: EveryTenant,
  subscriptions: readonly string[],
  since = '',
): Promise<Map<string, Delivered>> {
  const delivered = new Map<string, { facts: Set<string>; last: string }>();
  for (const run of chunksOf(subscriptions, 1_000)) {
    const rows = await db
      .selectFrom('deliveries')
      .select(['subscription', 'facts', 'due'])
      .where('subscription', 'in', run)
      .where('state', 'not in', ['skipped', 'failed'])
      .where('facts', '!=', '[]')
      .where('due', '>=', since)
      // This condition uses the index: a local date is at most a day behind the one in UTC.
      .where('local_date', '>=', since === '' ? '' : dayBefore(since))
      .execute();
    for (const { subscription, facts, due } of rows) {
      const one = delivered.get(subscription) ?? { facts: new Set(), last: due };
      for (const id of JSON.parse(facts) as string[]) one.facts.add(id);
      if (due > one.last) one.last = due;
      delivered.set(subscription, one);
    }
  }
  return delivered;
}

/** Returns the ids of the facts that were, or may have been, delivered for one subscription. */
export async function deliveredFactIds(
  db: Db,
  tenant: string,
  subscription: string,
): Promise<ReadonlySet<string>> {
  const own = await db
    .selectFrom('deliveries')
    .select('id')
    .where('tenant', '=', tenant)
    .where('subscription', '=', subscription)
    .limit(1)
    .executeTakeFirst();
  return own
    ? ((await deliveredTo(db, EVERY_TENANT, [subscription])).get(subscription)?.facts ?? new Set())
    : new Set();
}
