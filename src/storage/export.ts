import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';
import { TENANT_KEYS, type TenantTable, tenantOf } from './tenants.ts';

/** Rows read at once. */
const PAGE = 500;

/** Tables left out of exports: only processes read them. */
const KEPT_BACK: ReadonlySet<TenantTable> = new Set(['changes', 'article_keys']);

export interface ExportedRow {
  readonly table: keyof Schema;
  readonly row: Readonly<Record<string, unknown>>;
}

async function* rowsOf(db: Db, tenant: string, table: TenantTable): AsyncGenerator<ExportedRow> {
  const keys = TENANT_KEYS[table].map((column) => sql.ref(column));
  let after: readonly unknown[] | null = null;
  for (;;) {
    const past: RawBuilder<unknown> = after ? sql`and (${sql.join(keys)}) > (${sql.join(after)})` : sql``;
    const { rows }: { rows: Record<string, unknown>[] } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} where tenant = ${tenant} ${past}
      order by ${sql.join(keys)} limit ${sql.lit(PAGE)}`.execute(db);
    for (const row of rows) yield { table, row };
    if (rows.length < PAGE) return;
    after = TENANT_KEYS[table].map((column) => rows.at(-1)![column]);
  }
}

/** Columns with a token, encrypted or hashed. */
const SECRETS = ['sealed', 'hash'];

const withoutSecrets = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, SECRETS.includes(name) ? '(kept back)' : value]),
  );

/** All rows of a tenant, one at a time; tokens are replaced by a note. Yields nothing for an unknown tenant. */
export async function* exportOf(db: Db, tenant: string): AsyncGenerator<ExportedRow, void, undefined> {
  const known = await tenantOf(db, tenant);
  if (!known) return;
  yield { table: 'tenants', row: { ...known } };
  for (const table of Object.keys(TENANT_KEYS) as TenantTable[]) {
    if (KEPT_BACK.has(table)) continue;
    for await (const { row } of rowsOf(db, tenant, table)) {
      yield { table, row: withoutSecrets(row) };
    }
  }
}
