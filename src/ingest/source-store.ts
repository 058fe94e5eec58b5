import type { Db } from '../store/db.ts';
import { EVERYBODY, inTransaction, type Store } from '../store/db.ts';
import type { SourceTable } from '../store/schema.ts';
import { ensureTenant } from '../store/tenants.ts';
import type { FollowedSource, SourceStore } from './ports.ts';

function sourceFrom(row: SourceTable): FollowedSource {
  return {
    tenant: row.tenant === EVERYBODY ? null : row.tenant,
    url: row.url,
    kind: row.kind === 'page' ? 'page' : 'feed',
    title: row.title,
    addedAt: row.added,
    state: {
      etag: row.etag,
      lastModified: row.last_modified,
      dueAt: row.due,
      failures: row.failures,
      pausedAt: row.paused,
      lastError: row.last_error,
      lastReadAt: row.last_read,
      seen: JSON.parse(row.seen) as string[],
    },
  };
}

/** What servers and feeds say goes into the database as text that it can hold. */
const plain = (text: string | null): string | null => text?.replaceAll('\u0000', '').toWellFormed() ?? null;

function rowFrom({ tenant, url, kind, title, addedAt, state }: FollowedSource): SourceTable {
  return {
    tenant: tenant ?? EVERYBODY,
    url,
    kind,
    title: plain(title),
    added: addedAt,
    etag: plain(state.etag),
    last_modified: plain(state.lastModified),
    due: state.dueAt,
    failures: state.failures,
    paused: state.pausedAt,
    last_error: plain(state.lastError),
    last_read: state.lastReadAt,
    seen: JSON.stringify(state.seen.map((key) => plain(key))),
  };
}

/** The followed sources in the database. */
export function sourceStore(store: Store): SourceStore {
  const { db } = store;
  return {
    async list(tenant) {
      const rows = await db
        .selectFrom('sources')
        .selectAll()
        .where('tenant', '=', tenant ?? EVERYBODY)
        .orderBy('added')
        .orderBy('url')
        .execute();
      return rows.map(sourceFrom);
    },
    async due(now, limit) {
      const rows = await db
        .selectFrom('sources')
        .selectAll()
        .where('due', '<=', now)
        .where('paused', 'is', null)
        .orderBy('due')
        .limit(limit)
        .execute();
      return rows.map(sourceFrom);
    },
    put: (source) => inTransaction(db, (trx) => putSource(trx, rowFrom(source), store.now())),
    async remove(tenant, url) {
      const { numDeletedRows } = await db
        .deleteFrom('sources')
        .where('tenant', '=', tenant ?? EVERYBODY)
        .where('url', '=', url)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}

async function putSource(trx: Db, row: SourceTable, now: Date): Promise<void> {
  await ensureTenant(trx, row.tenant, now);
  const { tenant, url, ...rest } = row;
  await trx
    .insertInto('sources')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant', 'url']).doUpdateSet(rest))
    .execute();
}
