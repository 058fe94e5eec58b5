import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';
import { factTimesOf, ownId } from './tenant-articles.ts';
import { TENANT_KEYS, type TenantTable, tenantOf } from './tenants.ts';

/** The rows read at once, and the articles whose rows are read at once. */
const PAGE = 500;
const ARTICLES_AT_ONCE = 50;

/** Tables that exports omit: only processes need them, or other rows have their columns. */
const KEPT_BACK: ReadonlySet<TenantTable> = new Set(['changes', 'article_keys', 'tenant_articles']);

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

type ArticleTables = 'articles' | 'facts' | 'topics';
const ARTICLE_TABLES: ReadonlySet<string> = new Set<ArticleTables>(['articles', 'facts', 'topics']);
const isOfArticles = (table: TenantTable): table is ArticleTables => ARTICLE_TABLES.has(table);

/** Yields a tenant's articles, or their facts or topics, under the tenant's own ids, including shared articles. */
async function* articleRowsOf(db: Db, tenant: string, table: ArticleTables): AsyncGenerator<ExportedRow> {
  let after = '';
  for (;;) {
    const seen = await db
      .selectFrom('tenant_articles')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('id', '>', after)
      .orderBy('id')
      .limit(ARTICLES_AT_ONCE)
      .execute();
    if (seen.length === 0) return;
    const articleOf = table === 'articles' ? sql.ref('id') : sql.ref('article');
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
      where ${articleOf} in (${sql.join(seen.map(({ article }) => article))})
      order by ${sql.join(TENANT_KEYS[table].map((column) => sql.ref(column)))}`.execute(db);
    const stored = Map.groupBy(rows, (row) => row[table === 'articles' ? 'id' : 'article']);
    for (const one of seen) {
      const named = { id: one.id, stored: one.article };
      const own = (id: unknown): string => ownId(String(id), named);
      const timeOf = factTimesOf(one);
      for (const row of stored.get(one.article) ?? []) {
        const { added, baseline, retrieved } = one;
        if (table === 'articles')
          yield { table, row: { ...row, tenant, id: one.id, added, baseline, retrieved } };
        else if (table === 'topics') yield { table, row: { ...row, tenant, article: one.id } };
        else
          yield {
            table,
            row: {
              ...{ ...row, tenant, article: one.id, id: own(row.id) },
              added: timeOf(Number(row.position)),
              conflicts_with:
                row.conflicts_with === null
                  ? null
                  : JSON.stringify((JSON.parse(String(row.conflicts_with)) as string[]).map(own)),
            },
          };
      }
    }
    after = seen.at(-1)!.id;
  }
}

/** Columns with a token, encrypted or hashed. */
const SECRETS = ['sealed', 'hash'];

const withoutSecrets = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, SECRETS.includes(name) ? '(kept back)' : value]),
  );

/** Yields all rows of a tenant, one at a time. Tokens are replaced by a note. Yields nothing for an unknown tenant. */
export async function* exportOf(db: Db, tenant: string): AsyncGenerator<ExportedRow, void, undefined> {
  const known = await tenantOf(db, tenant);
  if (!known) return;
  yield { table: 'tenants', row: { ...known } };
  for (const table of Object.keys(TENANT_KEYS) as TenantTable[]) {
    if (KEPT_BACK.has(table)) continue;
    for await (const { row } of isOfArticles(table)
      ? articleRowsOf(db, tenant, table)
      : rowsOf(db, tenant, table)) {
      yield { table, row: withoutSecrets(row) };
    }
  }
}
