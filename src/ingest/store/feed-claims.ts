import { type SqlBool, sql } from 'kysely';
import { type Db, EVERYBODY, type EveryTenant, inTransaction, isPostgres } from '../../storage/database.ts';
import { deleteUnfollowed } from '../../storage/tenants.ts';
import { hostOf, type StoredSource, stateColumns } from './source-rows.ts';

/** A tenant that follows a feed. */
export interface Follower {
  /** Null for shared sources. */
  readonly tenant: string | null;
  /** ISO 8601. */
  readonly addedAt: string;
  readonly addedBy: string | null;
  /** The language of that person; English by default. */
  readonly locale?: string | null;
  /** True until the feed was read for the first time for this tenant. */
  readonly isNew: boolean;
}

/** A feed that one process is reading, with its followers, the earliest first. */
export interface ClaimedFeed extends Omit<StoredSource, 'tenant' | 'addedBy'> {
  readonly followers: readonly Follower[];
}

export interface FeedClaim {
  /** Identifies the process. */
  readonly owner: string;
  /** ISO 8601. */
  readonly now: string;
  /** The end of the lease, ISO 8601. Another process may then claim the feed. */
  readonly until: string;
  readonly limit: number;
  /** Claims only this feed, due or not. */
  readonly url?: string;
  /** Hosts that must not get further requests now. */
  readonly busyHosts?: readonly string[];
}

/** The result of reading a feed. */
export interface FinishedFeed {
  readonly state: StoredSource['state'];
  /** Its address, which differs if it moved permanently. */
  readonly url: string;
  /** False if reading failed or was aborted. */
  readonly isRead: boolean;
  /** The followers that were new when it was claimed. */
  readonly newcomers: readonly (string | null)[];
}

/** The most feeds of one host in one claim, so that a publisher's feeds are not all requested at once. */
const OF_HOST = 2;
/** The number of due feeds from which a claim chooses. */
const WINDOW = 1_000;

const rowTenant = (tenant: string | null): string => tenant ?? EVERYBODY;

/**
 * Claims due feeds for one process, the longest due first, at most two of a host. Concurrent processes get different
 * feeds: PostgreSQL skips locked rows, and SQLite has one writer at a time.
 */
export async function claimFeeds(db: Db, _scope: EveryTenant, claim: FeedClaim): Promise<ClaimedFeed[]> {
  const { owner, now, until } = claim;
  const isDue = sql<SqlBool>`paused is null and (owner is null or due <= ${now})`;
  const chosen = claim.url === undefined ? dueFeeds(claim) : sql`select ${claim.url}`;
  const skipLocked = isPostgres(db) ? sql`for update skip locked` : sql``;
  const isLate = claim.url === undefined ? sql<SqlBool>`due <= ${now}` : sql<SqlBool>`true`;
  const rows = await db
    .updateTable('feeds')
    .set({ owner, due: until })
    .where(
      'url',
      'in',
      sql<string>`(select url from feeds where url in (${chosen}) and ${isDue} and ${isLate} ${skipLocked})`,
    )
    .returningAll()
    .execute();
  if (rows.length === 0) return [];
  const followers = await followersOf(
    db,
    rows.map(({ url }) => url),
  );
  return rows.map((row) => ({
    url: row.url,
    kind: row.kind === 'page' ? 'page' : 'feed',
    title: row.title,
    addedAt: row.added,
    state: {
      etag: row.etag,
      lastModified: row.last_modified,
      // If reading is aborted, the feed stays due.
      dueAt: now,
      failures: row.failures,
      pausedAt: row.paused,
      lastError: row.last_error,
      lastReadAt: row.last_read,
      seen: JSON.parse(row.seen) as string[],
    },
    followers: followers.get(row.url) ?? [],
  }));
}

const dueFeeds = ({ now, limit, busyHosts = [] }: FeedClaim) => sql`
  select url from (
    select url, due, row_number() over (partition by host order by due, url) as place from (
      select url, host, due from feeds where paused is null and due <= ${now}
      ${busyHosts.length > 0 ? sql`and host not in (${sql.join(busyHosts)})` : sql``}
      order by due, url limit ${sql.lit(WINDOW)}) as looked_at) as ranked
  where place <= ${sql.lit(OF_HOST)} order by due, url limit ${sql.lit(limit)}`;

async function followersOf(db: Db, urls: readonly string[]): Promise<Map<string, Follower[]>> {
  const rows = await db
    .selectFrom('follows')
    .selectAll()
    .where('url', 'in', urls)
    .orderBy('added')
    .orderBy('tenant')
    .execute();
  const byUrl = new Map<string, Follower[]>();
  for (const { url, tenant, added, added_by, locale, is_read } of rows) {
    const follower = {
      tenant: tenant === EVERYBODY ? null : tenant,
      addedAt: added,
      addedBy: added_by,
      locale,
      isNew: is_read === 0,
    };
    byUrl.set(url, [...(byUrl.get(url) ?? []), follower]);
  }
  return byUrl;
}

/** Extends a process's leases. */
export async function renewFeeds(
  db: Db,
  _scope: EveryTenant,
  urls: readonly string[],
  { owner, until }: Pick<FeedClaim, 'owner' | 'until'>,
): Promise<void> {
  if (urls.length === 0) return;
  await db
    .updateTable('feeds')
    .set({ due: until })
    .where('owner', '=', owner)
    .where('url', 'in', urls)
    .execute();
}

/**
 * Stores the result of a reading and ends the claim. Returns false and stores nothing if another process has claimed
 * the feed, or if nobody follows it any more. For tenants that followed it meanwhile, it is due at once.
 */
export async function finishFeed(
  db: Db,
  _scope: EveryTenant,
  url: string,
  { owner, now }: Pick<FeedClaim, 'owner' | 'now'>,
  finished: FinishedFeed,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('feeds')
      .set({ ...stateColumns(finished.state), owner: null })
      .where('url', '=', url)
      .where('owner', '=', owner)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    if (finished.isRead && finished.newcomers.length > 0)
      await trx
        .updateTable('follows')
        .set({ is_read: 1 })
        .where('url', '=', url)
        .where('is_read', '=', 0)
        .where('tenant', 'in', finished.newcomers.map(rowTenant))
        .execute();
    await readForNewcomers(trx, url, finished, now);
    if (finished.url !== url) await move(trx, url, finished.url);
    await deleteUnfollowed(trx, [url, finished.url]);
    return true;
  });
}

/** Makes a feed due at once if somebody followed it while it was being read. */
async function readForNewcomers(
  trx: Db,
  url: string,
  { newcomers }: FinishedFeed,
  now: string,
): Promise<void> {
  const unread = await trx
    .selectFrom('follows')
    .select('tenant')
    .where('url', '=', url)
    .where('is_read', '=', 0)
    .execute();
  const known = new Set(newcomers.map(rowTenant));
  if (unread.some(({ tenant }) => !known.has(tenant)))
    await trx.updateTable('feeds').set({ due: now }).where('url', '=', url).execute();
}

/** Changes a feed's address. If that address is followed already, the two feeds are merged. */
async function move(trx: Db, from: string, to: string): Promise<void> {
  const there = await trx.selectFrom('feeds').select('url').where('url', '=', to).executeTakeFirst();
  await sql`update follows set url = ${to} where url = ${from}
    and not exists (select 1 from follows as other where other.url = ${to} and other.tenant = follows.tenant)`.execute(
    trx,
  );
  await trx.deleteFrom('follows').where('url', '=', from).execute();
  if (there) await trx.deleteFrom('feeds').where('url', '=', from).execute();
  else
    await trx
      .updateTable('feeds')
      .set({ url: to, host: hostOf(to) })
      .where('url', '=', from)
      .execute();
}

/** Delays all feeds of a host until an instant. Polls in progress continue. */
export async function holdHost(db: Db, _scope: EveryTenant, host: string, until: string): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ due: until })
    .where('host', '=', host)
    .where('owner', 'is', null)
    .where('due', '<', until)
    .execute();
}
