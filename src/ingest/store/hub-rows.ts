import type { Db, EveryTenant } from '../../storage/database.ts';
import type { HubSubscriptionTable } from '../../storage/schema.ts';

/** A feed's subscription at its WebSub hub. Instants are ISO 8601. */
export interface HubSubscription {
  /** The feed's address under which it is followed. */
  readonly url: string;
  readonly hub: string;
  /** The feed's address at the hub. */
  readonly topic: string;
  /** The last part of the callback's address, which nobody can guess. */
  readonly path: string;
  /** The secret by which the hub signs its pings. */
  readonly secret: string;
  /** When the hub was last requested to subscribe. */
  readonly asked: string;
  /** The end of the hub's lease; null if it has not confirmed. */
  readonly leaseEnd: string | null;
  /** The time of the last ping. */
  readonly pinged: string | null;
}

const fromRow = ({ lease_end, ...row }: HubSubscriptionTable): HubSubscription => ({
  ...row,
  leaseEnd: lease_end,
});

async function one(db: Db, column: 'url' | 'path', value: string): Promise<HubSubscription | null> {
  const row = await db
    .selectFrom('hub_subscriptions')
    .selectAll()
    .where(column, '=', value)
    .executeTakeFirst();
  return row ? fromRow(row) : null;
}

export const subscriptionOfFeed = (db: Db, _scope: EveryTenant, url: string) => one(db, 'url', url);

export const subscriptionAt = (db: Db, _scope: EveryTenant, path: string) => one(db, 'path', path);

/** Stores a requested subscription in place of the feed's former one. */
export async function saveSubscriptionOfFeed(
  db: Db,
  _scope: EveryTenant,
  { leaseEnd, url, ...rest }: HubSubscription,
): Promise<void> {
  const values = { ...rest, lease_end: leaseEnd };
  await db
    .insertInto('hub_subscriptions')
    .values({ url, ...values })
    .onConflict((conflict) => conflict.column('url').doUpdateSet(values))
    .execute();
}

/** Records that a hub confirmed, refused or used a subscription. */
export async function updateSubscriptionAt(
  db: Db,
  _scope: EveryTenant,
  path: string,
  { leaseEnd, ...rest }: Partial<Pick<HubSubscription, 'leaseEnd' | 'asked' | 'pinged'>>,
): Promise<void> {
  await db
    .updateTable('hub_subscriptions')
    .set({ ...rest, ...(leaseEnd === undefined ? {} : { lease_end: leaseEnd }) })
    .where('path', '=', path)
    .execute();
}

export async function deleteSubscriptionOfFeed(db: Db, _scope: EveryTenant, url: string): Promise<void> {
  await db.deleteFrom('hub_subscriptions').where('url', '=', url).execute();
}

/** Makes a feed due at an instant at the latest, unless it is paused or being read. */
export async function hastenFeed(db: Db, _scope: EveryTenant, url: string, due: string): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ due })
    .where('url', '=', url)
    .where('owner', 'is', null)
    .where('paused', 'is', null)
    .where('due', '>', due)
    .execute();
}

/** Makes a feed due at an instant at the earliest, unless it is being read. */
export async function postponeFeed(db: Db, _scope: EveryTenant, url: string, due: string): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ due })
    .where('url', '=', url)
    .where('owner', 'is', null)
    .where('due', '<', due)
    .execute();
}

/** Returns when a feed was last read; undefined if nobody follows it, null if it was not read yet. */
export async function lastReadOf(
  db: Db,
  _scope: EveryTenant,
  url: string,
): Promise<string | null | undefined> {
  const row = await db.selectFrom('feeds').select('last_read').where('url', '=', url).executeTakeFirst();
  return row?.last_read;
}
