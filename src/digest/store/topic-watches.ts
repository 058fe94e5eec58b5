import { sql } from 'kysely';
import { type Db, EVERYBODY, type EveryTenant, inTransaction } from '../../storage/database.ts';
import type { WatchTable } from '../../storage/schema.ts';
import { ensureTenant } from '../../storage/tenants.ts';

/** A channel's watch on a topic, whose new facts are posted as they come. */
export interface Watch {
  readonly tenant: string;
  readonly channel: string;
  /** The topic's id. */
  readonly topic: string;
  readonly createdBy: string;
  readonly created: string;
  /** The instant (ISO 8601) of the last alert; null if there was none. */
  readonly lastPosted: string | null;
  /** The language tag of the person who watches it; null for English. */
  readonly locale: string | null;
  /** The person whose own sources are watched too, in a direct message; null for a channel's watch. */
  readonly person: string | null;
}

const watchFrom = (row: WatchTable): Watch => ({
  tenant: row.tenant,
  channel: row.channel,
  topic: row.topic,
  createdBy: row.created_by,
  created: row.created,
  lastPosted: row.last_posted,
  locale: row.locale,
  person: row.person,
});

/** The data from which a watch is made. */
export type NewWatch = Pick<Watch, 'channel' | 'topic' | 'createdBy'> &
  Partial<Pick<Watch, 'locale' | 'person'>>;

/** Adds a watch for a channel. Returns false if the topic is watched already. */
export async function addWatch(
  db: Db,
  tenant: string,
  { channel, topic, createdBy, locale = null, person = null }: NewWatch,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await ensureTenant(trx, tenant, now);
    const rows = await trx
      .insertInto('watches')
      .values({
        tenant,
        channel,
        topic,
        created_by: createdBy,
        created: now.toISOString(),
        last_posted: null,
        locale,
        person,
      })
      .onConflict((conflict) => conflict.columns(['tenant', 'channel', 'topic']).doNothing())
      .returning('topic')
      .execute();
    return rows.length > 0;
  });
}

/** Removes a watch. Returns false if the topic was not watched. */
export async function removeWatch(db: Db, tenant: string, channel: string, topic: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('watches')
    .where('tenant', '=', tenant)
    .where('channel', '=', channel)
    .where('topic', '=', topic)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Returns a tenant's watches, or those of one channel. */
export async function watchesOf(db: Db, tenant: string, channel?: string): Promise<Watch[]> {
  let query = db.selectFrom('watches').selectAll().where('tenant', '=', tenant);
  if (channel !== undefined) query = query.where('channel', '=', channel);
  return (await query.orderBy('channel').orderBy('topic').execute()).map(watchFrom);
}

/**
 * Returns the watches of all tenants that can see an article added after an instant (ISO 8601), for the worker that
 * posts topic alerts. The cost grows with the number of new articles, not of watches.
 */
export async function watchesWithNews(db: Db, _scope: EveryTenant, since: string): Promise<Watch[]> {
  const common = await db
    .selectFrom('tenant_articles')
    .select('id')
    .where('tenant', '=', EVERYBODY)
    .where('changed', '>', since)
    .limit(1)
    .executeTakeFirst();
  const watches = db.selectFrom('watches').selectAll();
  const reached = db.selectFrom('tenant_articles').select('tenant').where('changed', '>', since);
  const found = common
    ? watches
    : watches.where(({ or, eb, ref }) =>
        or([
          eb('tenant', 'in', reached),
          // The person's own library, beside the tenant's; null for a channel's watch.
          eb(sql<string>`${ref('tenant')} || '/' || ${ref('person')}`, 'in', reached),
        ]),
      );
  const rows = await found.orderBy('tenant').orderBy('channel').orderBy('topic').execute();
  return rows.map(watchFrom);
}

/**
 * Reserves the right to post alerts in a channel now, for one process. Returns true if nothing was posted there after
 * `since` (ten minutes ago), and sets the time of all the channel's watches.
 */
export async function reserveAlert(
  db: Db,
  tenant: string,
  channel: string,
  since: Date,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    // The row locks serialise two processes. SQLite's transactions do so anyway.
    const rows = await trx
      .updateTable('watches')
      .set((set) => ({ last_posted: set.ref('last_posted') }))
      .where('tenant', '=', tenant)
      .where('channel', '=', channel)
      .returning('last_posted')
      .execute();
    if (rows.length === 0) return false;
    // A time far in the future was written while the clock was wrong.
    const ahead = new Date(2 * now.getTime() - since.getTime()).toISOString();
    const isRecent = (at: string | null) => at !== null && at > since.toISOString() && at <= ahead;
    if (rows.some((row) => isRecent(row.last_posted))) return false;
    await trx
      .updateTable('watches')
      .set({ last_posted: now.toISOString() })
      .where('tenant', '=', tenant)
      .where('channel', '=', channel)
      .execute();
    return true;
  });
}
