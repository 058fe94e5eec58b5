import { type Db, EVERYBODY, type EveryTenant, inTransaction } from '../../storage/database.ts';
import { json, storableOrNull } from '../../storage/encoding.ts';
import type { SourceTable } from '../../storage/schema.ts';
import { ensureTenant } from '../../storage/tenants.ts';

/** A page or feed that somebody asked to be followed, and what is remembered of it between readings. Instants are ISO 8601. */
export interface StoredSource {
  /** Null: everybody's. */
  readonly tenant: string | null;
  readonly url: string;
  readonly kind: 'feed' | 'page';
  readonly title: string | null;
  readonly addedAt: string;
  /** The person, as their chat names them; null where an operator added it. */
  readonly addedBy: string | null;
  readonly state: {
    readonly etag: string | null;
    readonly lastModified: string | null;
    /** When to read it next. */
    readonly dueAt: string;
    /** Readings that failed since the last one that did not. */
    readonly failures: number;
    /** Set where it failed too often: it is read no more until somebody adds it again. */
    readonly pausedAt: string | null;
    /** What the last failure said. */
    readonly lastError: string | null;
    readonly lastReadAt: string | null;
    /** The items that were seen, as sources/seen-items.ts writes them: up to 57 characters each, at most `MAX_SEEN`. */
    readonly seen: readonly string[];
  };
}

/** A source without its items' keys, which only a reading of it needs. */
export interface ListedSource extends Omit<StoredSource, 'state'> {
  readonly state: Omit<StoredSource['state'], 'seen'>;
}

/** Three times as many as are read of one feed: a feed could fill the database otherwise. */
export const MAX_SEEN = 6_000;

const LISTED = [
  ...(['tenant', 'url', 'kind', 'title', 'added', 'added_by', 'etag', 'last_modified'] as const),
  ...(['due', 'failures', 'paused', 'last_error', 'last_read'] as const),
];

const listedFrom = (row: Omit<SourceTable, 'seen'>): ListedSource => ({
  tenant: row.tenant === EVERYBODY ? null : row.tenant,
  url: row.url,
  kind: row.kind === 'page' ? 'page' : 'feed',
  title: row.title,
  addedAt: row.added,
  addedBy: row.added_by,
  state: {
    etag: row.etag,
    lastModified: row.last_modified,
    dueAt: row.due,
    failures: row.failures,
    pausedAt: row.paused,
    lastError: row.last_error,
    lastReadAt: row.last_read,
  },
});

function sourceFrom(row: SourceTable): StoredSource {
  const { state, ...listed } = listedFrom(row);
  return { ...listed, state: { ...state, seen: JSON.parse(row.seen) as string[] } };
}

/** Keeps a source, known by its tenant and URL, in place of what was known of it. */
export async function saveSource(
  db: Db,
  tenant: string | null,
  source: Omit<StoredSource, 'tenant'>,
  now: Date,
): Promise<void> {
  const { url, state } = source;
  const values = {
    kind: source.kind,
    title: storableOrNull(source.title),
    added: source.addedAt,
    added_by: source.addedBy,
    etag: storableOrNull(state.etag),
    last_modified: storableOrNull(state.lastModified),
    due: state.dueAt,
    failures: state.failures,
    paused: state.pausedAt,
    last_error: storableOrNull(state.lastError),
    last_read: state.lastReadAt,
    seen: json(state.seen.slice(0, MAX_SEEN)),
  };
  await inTransaction(db, async (trx) => {
    await ensureTenant(trx, tenant ?? EVERYBODY, now);
    await trx
      .insertInto('sources')
      .values({ tenant: tenant ?? EVERYBODY, url, ...values })
      .onConflict((conflict) => conflict.columns(['tenant', 'url']).doUpdateSet(values))
      .execute();
  });
}

/** A tenant's sources in the order in which they were added. */
export async function sourcesOf(db: Db, tenant: string | null): Promise<ListedSource[]> {
  const rows = await db
    .selectFrom('sources')
    .select(LISTED)
    .where('tenant', '=', tenant ?? EVERYBODY)
    .orderBy('added')
    .orderBy('url')
    .execute();
  return rows.map(listedFrom);
}

/** One of a tenant's sources with its items' keys; null where the tenant has none of this address. */
export async function sourceOf(db: Db, tenant: string | null, url: string): Promise<StoredSource | null> {
  const row = await db
    .selectFrom('sources')
    .selectAll()
    .where('tenant', '=', tenant ?? EVERYBODY)
    .where('url', '=', url)
    .executeTakeFirst();
  return row ? sourceFrom(row) : null;
}

/** False where there was none. */
export async function removeSource(db: Db, tenant: string | null, url: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sources')
    .where('tenant', '=', tenant ?? EVERYBODY)
    .where('url', '=', url)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Sources of all tenants that are due by an ISO instant and not paused, the longest due first. */
export async function dueSources(
  db: Db,
  _scope: EveryTenant,
  now: string,
  limit: number,
): Promise<ListedSource[]> {
  const rows = await db
    .selectFrom('sources')
    .select(LISTED)
    .where('paused', 'is', null)
    .where('due', '<=', now)
    .orderBy('due')
    .limit(limit)
    .execute();
  return rows.map(listedFrom);
}
