import type { Selectable } from 'kysely';
import { type Db, EVERYBODY, inTransaction } from '../../storage/database.ts';
import { json, storableOrNull, storableText } from '../../storage/encoding.ts';
import type { FeedTable, FollowTable } from '../../storage/schema.ts';
import { deleteUnfollowed, ensureTenant } from '../../storage/tenants.ts';

/** A page or feed that a tenant follows, with its state between polls. Instants are ISO 8601. */
export interface StoredSource {
  /** Null for shared sources. */
  readonly tenant: string | null;
  readonly url: string;
  readonly kind: 'feed' | 'page';
  /** The tenant's own name for it, else the feed's title. */
  readonly title: string | null;
  /** The tenant's own name for it, which no other follower sees; by default the existing one. */
  readonly name?: string;
  readonly addedAt: string;
  /** The person's id in their chat; null if an operator added it. */
  readonly addedBy: string | null;
  /** The language tag of that person; English by default. */
  readonly locale?: string | null;
  readonly state: {
    readonly etag: string | null;
    readonly lastModified: string | null;
    /** When it is due. */
    readonly dueAt: string;
    /** The number of failures in a row. */
    readonly failures: number;
    /** When it was paused because it failed too often; null if it is active. Adding it again resumes it. */
    readonly pausedAt: string | null;
    /** The last failure. */
    readonly lastError: string | null;
    /** When it was last read; null until the first poll for this tenant. */
    readonly lastReadAt: string | null;
    /** The seen items as sources/seen-items.ts writes them: up to 57 characters each, at most `MAX_SEEN`. */
    readonly seen: readonly string[];
  };
}

/** A source without its items' keys, which only polling needs. */
export interface ListedSource extends Omit<StoredSource, 'state'> {
  readonly state: Omit<StoredSource['state'], 'seen'>;
}

/**
 * The most seen items: three times as many as are read of one feed. Without a limit, a feed could fill the database.
 */
export const MAX_SEEN = 6_000;

const LISTED = [
  ...([
    'follows.tenant',
    'follows.url',
    'follows.added',
    'follows.added_by',
    'follows.is_read',
    'follows.name',
    'follows.locale',
  ] as const),
  ...(['feeds.kind', 'feeds.title', 'feeds.etag', 'feeds.last_modified', 'feeds.due'] as const),
  ...(['feeds.failures', 'feeds.paused', 'feeds.last_error', 'feeds.last_read'] as const),
];

type ListedRow = FollowTable & Omit<Selectable<FeedTable>, 'seen' | 'host' | 'owner'>;

const listedFrom = (row: ListedRow): ListedSource => ({
  tenant: row.tenant === EVERYBODY ? null : row.tenant,
  url: row.url,
  kind: row.kind === 'page' ? 'page' : 'feed',
  title: row.name ?? row.title,
  addedAt: row.added,
  addedBy: row.added_by,
  ...(row.locale === null ? {} : { locale: row.locale }),
  state: {
    etag: row.etag,
    lastModified: row.last_modified,
    dueAt: row.due,
    failures: row.failures,
    pausedAt: row.paused,
    lastError: row.last_error,
    lastReadAt: row.is_read === 1 ? row.last_read : null,
  },
});

/** Returns the columns of a feed's state. */
export function stateColumns(state: StoredSource['state']) {
  return {
    etag: storableOrNull(state.etag),
    last_modified: storableOrNull(state.lastModified),
    due: state.dueAt,
    failures: state.failures,
    paused: state.pausedAt,
    last_error: storableOrNull(state.lastError),
    last_read: state.lastReadAt,
    seen: json(state.seen.slice(0, MAX_SEEN)),
  };
}

/** Returns an address's host and port, which identify a server. */
export const hostOf = (url: string): string => URL.parse(url)?.host ?? '';

/**
 * Makes a tenant follow a feed. A tenant that joins a feed of others keeps its state, resumes it if it was paused, and
 * makes it due soon. If the tenant follows it already, the given state replaces the stored one.
 */
export async function saveSource(
  db: Db,
  tenant: string | null,
  source: Omit<StoredSource, 'tenant'>,
  now: Date,
): Promise<void> {
  const { url, state, kind, name } = source;
  const owner = tenant ?? EVERYBODY;
  const named = name === undefined ? {} : { name: storableText(name) };
  const follow = { added: source.addedAt, added_by: source.addedBy, locale: source.locale ?? null, ...named };
  const feed = { kind, title: storableOrNull(source.title), ...stateColumns(state) };
  await inTransaction(db, async (trx) => {
    await ensureTenant(trx, owner, now);
    const joined = await trx
      .insertInto('follows')
      .values({ tenant: owner, url, ...follow, is_read: state.lastReadAt === null ? 0 : 1 })
      .onConflict((conflict) => conflict.columns(['tenant', 'url']).doNothing())
      .returning('url')
      .execute();
    if (joined.length === 0)
      await trx
        .updateTable('follows')
        .set(follow)
        .where('tenant', '=', owner)
        .where('url', '=', url)
        .execute();
    const isFirst = await trx
      .insertInto('feeds')
      .values({ url, host: hostOf(url), added: source.addedAt, owner: null, ...feed })
      .onConflict((conflict) => conflict.column('url').doNothing())
      .returning('url')
      .execute();
    if (isFirst.length > 0) return;
    if (joined.length > 0) await resume(trx, url, state.dueAt);
    else
      await trx
        .updateTable('feeds')
        .set({ ...feed, owner: null })
        .where('url', '=', url)
        .execute();
  });
}

/** Resumes a feed and makes it due at an instant at the latest, unless it is being read. */
async function resume(trx: Db, url: string, due: string): Promise<void> {
  await trx
    .updateTable('feeds')
    .set({ paused: null, failures: 0, due })
    .where('url', '=', url)
    .where('paused', 'is not', null)
    .execute();
  await trx
    .updateTable('feeds')
    .set({ due })
    .where('url', '=', url)
    .where('owner', 'is', null)
    .where('due', '>', due)
    .execute();
}

/** Returns a tenant's sources in the order in which they were added. */
export async function sourcesOf(db: Db, tenant: string | null): Promise<ListedSource[]> {
  const rows = await db
    .selectFrom('follows')
    .innerJoin('feeds', 'feeds.url', 'follows.url')
    .select(LISTED)
    .where('follows.tenant', '=', tenant ?? EVERYBODY)
    .orderBy('follows.added')
    .orderBy('follows.url')
    .execute();
  return rows.map(listedFrom);
}

/** Returns one of a tenant's sources with its items' keys; null if the tenant does not follow this address. */
export async function sourceOf(db: Db, tenant: string | null, url: string): Promise<StoredSource | null> {
  const row = await db
    .selectFrom('follows')
    .innerJoin('feeds', 'feeds.url', 'follows.url')
    .select([...LISTED, 'feeds.seen'])
    .where('follows.tenant', '=', tenant ?? EVERYBODY)
    .where('follows.url', '=', url)
    .executeTakeFirst();
  if (!row) return null;
  const { state, ...listed } = listedFrom(row);
  return { ...listed, state: { ...state, seen: JSON.parse(row.seen) as string[] } };
}

/** Stops following a feed. Returns false if the tenant did not follow it. A feed without followers is deleted. */
export async function removeSource(db: Db, tenant: string | null, url: string): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('follows')
      .where('tenant', '=', tenant ?? EVERYBODY)
      .where('url', '=', url)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) await deleteUnfollowed(trx, [url]);
    return numDeletedRows > 0n;
  });
}
