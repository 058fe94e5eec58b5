import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Articles whose fact times are read at once. */
const PAGE = 500;

async function createTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tenant_articles')
    .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull().references('articles.id'))
    .addColumn('retrieved', 'text')
    .addColumn('added', 'text', (column) => column.notNull())
    .addColumn('changed', 'text', (column) => column.notNull())
    .addColumn('baseline', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('fact_times', 'text')
    .addPrimaryKeyConstraint('tenant_articles_key', ['tenant', 'id'])
    .execute();
}

interface Later {
  readonly article: string;
  readonly position: number;
  readonly added: string;
}

/** Stores the times of facts that were added after their article, with a later version of it. */
async function storeFactTimes(db: Kysely<unknown>): Promise<void> {
  let after = '';
  for (;;) {
    const { rows } = await sql<Later>`select f.article, f.position, f.added
      from facts as f join articles as a on a.id = f.article
      where f.added <> a.added and f.article in (
        select distinct l.article from facts as l join articles as b on b.id = l.article
        where l.added <> b.added and l.article > ${after} order by l.article limit ${sql.lit(PAGE)})
      order by f.article, f.position`.execute(db);
    if (rows.length === 0) return;
    for (const [article, facts] of Map.groupBy(rows, (row) => row.article)) {
      const times = JSON.stringify(Object.fromEntries(facts.map(({ position, added }) => [position, added])));
      const changed = facts
        .map(({ added }) => added)
        .sort()
        .at(-1)!;
      await sql`update tenant_articles set fact_times = ${times},
        changed = case when changed < ${changed} then ${changed} else changed end
        where id = ${article} and article = ${article}`.execute(db);
    }
    after = rows.at(-1)!.article;
  }
}

/**
 * Separates who may see an article from the article, so that an article of a feed is stored once for all followers.
 * Existing rows stay, each visible to its owner. `share-stored.ts` in src/library/store later merges those of feeds, in
 * the background.
 */
export const tenantArticlesMigration: Migration = {
  name: '0020-tenant-articles',
  async up(db) {
    await createTable(db);
    await sql`insert into tenants (id, platform, created) values ('shared', 'none', '')
      on conflict (id) do nothing`.execute(db);
    await sql`insert into tenant_articles (tenant, id, article, retrieved, added, changed, baseline)
      select tenant, id, id, retrieved, added, added, baseline from articles`.execute(db);
    await db.schema
      .createIndex('tenant_articles_of_article')
      .on('tenant_articles')
      .columns(['article', 'tenant'])
      .execute();
    await storeFactTimes(db);
    await db.schema
      .createIndex('tenant_articles_by_change')
      .on('tenant_articles')
      .columns(['tenant', 'changed'])
      .execute();
    await db.schema.dropIndex('facts_by_time').execute();
  },
};
