import { sql } from 'kysely';
import type { Reading } from '../../../src/domain/reading.ts';
import { articleKeysOf } from '../../../src/ingest/duplicate-index.ts';
import { insertFacts } from '../../../src/library/store/fact-rows.ts';
import { shareFeedArticles } from '../../../src/library/store/share-stored.ts';
import { storedReadings } from '../../../src/library/stored-articles.ts';
import { type DatabaseKind, type Db, EVERY_TENANT } from '../../../src/storage/database.ts';
import { MIGRATIONS, migrate } from '../../../src/storage/migrate.ts';
import { plainFacts } from '../../ingest/memory.ts';
import { storyOf } from './fake-news.ts';
import { tenantName } from './fill-tenants.ts';

const before = MIGRATIONS.slice(
  0,
  MIGRATIONS.findIndex(({ name }) => name === '0020-tenant-articles'),
);
const MARCH = '2026-03-01T09:00:00.000Z';

/**
 * Makes an article row of the version before articles were shared. Three of four come from feeds that all tenants
 * follow.
 */
function readingOf(tenant: number, n: number): Reading {
  const isOwn = n % 4 === 0;
  const name = isOwn ? `own ${tenant} ${n}` : `story ${n}`;
  const url = `https://news.example/${name.replaceAll(' ', '-')}`;
  return plainFacts({
    id: `story-${n}-of-${tenant}`,
    title: name,
    text: storyOf(name).replaceAll('\n\n', ' '),
    source: isOwn ? { kind: 'url', url } : { kind: 'feed', url, feed: 'https://news.example/feed' },
    published: null,
    retrieved: MARCH,
  });
}

async function fill(db: Db, tenants: number, each: number): Promise<void> {
  for (let tenant = 0; tenant < tenants; tenant++)
    await db.transaction().execute(async (trx) => {
      const name = tenantName(tenant);
      await sql`insert into tenants (id, platform, created) values (${name}, 'slack', ${MARCH})`.execute(trx);
      for (let n = 0; n < each; n++) {
        const { article, facts } = readingOf(tenant, n);
        await sql`insert into articles (id, tenant, title, text, source, published, retrieved, added) values (${article.id}, ${name},
          ${article.title}, ${article.text}, ${JSON.stringify(article.source)}, null, ${MARCH}, ${MARCH})`.execute(
          trx,
        );
        await insertFacts(trx, name, facts, new Date(MARCH));
      }
    });
}

/**
 * Fills a database of the version before articles were shared, migrates it, shares equal articles, and accounts for
 * every row.
 */
export async function measureArticles(
  db: Db,
  kind: DatabaseKind,
  { tenants, each }: { readonly tenants: number; readonly each: number },
): Promise<boolean> {
  await migrate(db, kind, { where: 'the bench', steps: before });
  await fill(db, tenants, each);
  const timed = async (work: () => Promise<unknown>): Promise<string> => {
    const begun = performance.now();
    await work();
    return ((performance.now() - begun) / 1_000).toFixed(1);
  };
  const migrated = await timed(() => migrate(db, kind, { where: 'the bench' }));
  const store = { db, now: () => new Date(MARCH) };
  const shared = await timed(async () => {
    while ((await shareFeedArticles(store, EVERY_TENANT, articleKeysOf)) > 0);
  });
  let wrong = 0;
  for (let tenant = 0; tenant < tenants; tenant++) {
    const found = (await Array.fromAsync(storedReadings(db, tenantName(tenant)))).flat();
    const byId = new Map(found.map((reading) => [reading.article.id, JSON.stringify(reading)]));
    for (let n = 0; n < each; n++) {
      const expected = readingOf(tenant, n);
      if (byId.get(expected.article.id) !== JSON.stringify(expected)) wrong++;
    }
  }
  const count = async (table: 'articles' | 'facts'): Promise<number> =>
    Number(
      (
        await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  console.log(
    `${kind}: ${tenants * each} articles with ${tenants * each * 12} facts of ${tenants} tenants migrated in ${migrated} s, shared in ${shared} s behind the start: ${await count('articles')} articles with ${await count('facts')} facts are stored; lost or changed for a tenant: ${wrong}`,
  );
  return wrong === 0;
}
