import { type Db, type EveryTenant, inTransaction } from '../../storage/database.ts';
import type { WatchTable } from '../../storage/schema.ts';
import { ensureTenant } from '../../storage/tenants.ts';

/** A channel that wants to hear of a topic as it happens. */
export interface Watch {
  readonly tenant: string;
  readonly channel: string;
  /** Id of a topic. */
  readonly topic: string;
  readonly createdBy: string;
  readonly created: string;
  /** ISO instant of the last post on it; null where there was none. */
  readonly lastPosted: string | null;
}

const watchFrom = (row: WatchTable): Watch => ({
  tenant: row.tenant,
  channel: row.channel,
  topic: row.topic,
  createdBy: row.created_by,
  created: row.created,
  lastPosted: row.last_posted,
});

/** Watches a topic in a channel; false where it is watched already. */
export async function addWatch(
  db: Db,
  tenant: string,
  { channel, topic, createdBy }: Pick<Watch, 'channel' | 'topic' | 'createdBy'>,
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
      })
      .onConflict((conflict) => conflict.columns(['tenant', 'channel', 'topic']).doNothing())
      .returning('topic')
      .execute();
    return rows.length > 0;
  });
}

/** False where it was not watched. */
export async function removeWatch(db: Db, tenant: string, channel: string, topic: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('watches')
    .where('tenant', '=', tenant)
    .where('channel', '=', channel)
    .where('topic', '=', topic)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** A tenant's watches; of one channel where it is named. */
export async function watchesOf(db: Db, tenant: string, channel?: string): Promise<Watch[]> {
  let query = db.selectFrom('watches').selectAll().where('tenant', '=', tenant);
  if (channel !== undefined) query = query.where('channel', '=', channel);
  return (await query.orderBy('channel').orderBy('topic').execute()).map(watchFrom);
}

/** All watches of all tenants: for the worker that tells channels of new facts. */
export async function allWatches(db: Db, _scope: EveryTenant): Promise<Watch[]> {
  const rows = await db
    .selectFrom('watches')
    .selectAll()
    .orderBy('tenant')
    .orderBy('channel')
    .orderBy('topic')
    .execute();
  return rows.map(watchFrom);
}

/**
 * Takes the right to post in a channel now, for one process alone: true where nothing was posted there since `since`
 * (ten minutes ago, say), and the time of all the channel's watches is set.
 */
export async function takeWatchTurn(
  db: Db,
  tenant: string,
  channel: string,
  since: Date,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    // The locked rows make two processes come one after the other; SQLite's transactions do so anyway.
    const rows = await trx
      .updateTable('watches')
      .set((set) => ({ last_posted: set.ref('last_posted') }))
      .where('tenant', '=', tenant)
      .where('channel', '=', channel)
      .returning('last_posted')
      .execute();
    if (rows.length === 0) return false;
    // A turn far ahead was taken when the clock was wrong.
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
