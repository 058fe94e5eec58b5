import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/domain/reading.ts';
import { articlesWithKeys } from '../../../src/library/store/article-keys.ts';
import {
  countsOf,
  readingOf,
  removeArticle,
  type SaveOptions,
  saveReadings,
} from '../../../src/library/store/article-rows.ts';
import { arrivalsSince, factTimes } from '../../../src/library/store/fact-rows.ts';
import { shareFeedArticles } from '../../../src/library/store/share-stored.ts';
import { readingUnder } from '../../../src/library/store/shared-articles.ts';
import { storedReadings } from '../../../src/library/stored-articles.ts';
import { type Db, EVERY_TENANT, type Store } from '../../../src/storage/database.ts';
import { exportOf } from '../../../src/storage/export.ts';
import { tenantArticlesMigration } from '../../../src/storage/migrations/0020-tenant-articles.ts';
import { SHARED, sweepSharedAfter } from '../../../src/storage/tenant-articles.ts';
import { ensureTenant, forgetTenant } from '../../../src/storage/tenants.ts';
import { undone } from './feeds-contract.ts';
import type { Bed } from './harness.ts';
import { reading } from './samples.ts';

/** Builds a feed's story as one tenant stores it. Only its ids differ from another tenant's. */
function story(
  tenant: string,
  name: string,
  claims: readonly string[] = ['The harbour was closed.'],
): Reading {
  const id = `${name}-of-${tenant}`;
  const { article, topics, facts } = reading(id, claims.join(' '));
  return {
    article: {
      ...article,
      title: name,
      source: { kind: 'feed', url: `https://news.example/${name}`, feed: 'https://news.example/' },
    },
    topics,
    facts: claims.map((claim, at) => ({
      ...facts[0]!,
      ...{ id: `${id}/${claim.length}`, claim, quote: claim },
      conflictsWith: [`${id}/${claims[(at + 1) % claims.length]!.length}`],
    })),
  };
}

const save = (
  store: Store,
  tenant: string,
  name: string,
  claims?: readonly string[],
  options: SaveOptions = { isShared: true },
) => saveReadings(store, tenant, [story(tenant, name, claims)], options);

/** Returns the owners of the stored articles with a name. */
const ownersOf = async (db: Db, name: string): Promise<string[]> =>
  (
    await db.selectFrom('articles').select('tenant').where('title', '=', name).orderBy('tenant').execute()
  ).map(({ tenant }) => tenant);

const readingsIn = async (db: Db, tenant: string): Promise<Reading[]> =>
  (await Array.fromAsync(storedReadings(db, tenant))).flat();

/** Returns everything that a tenant can read, with the tenant's name removed from ids. */
async function viewOf(db: Db, tenant: string): Promise<unknown> {
  const readings = await readingsIn(db, tenant);
  const named = readings.map((one) => ({ ...readingUnder(one.article.title, one) }));
  const times = [];
  for (const { article } of readings)
    times.push(
      [...(await factTimes(db, tenant, article.id))].map(([id, at]) => [id.slice(article.id.length), at]),
    );
  const arrived = (await arrivalsSince(db, tenant, '2026-03-01T09:00:00.500Z')).map(({ id, ...rest }) => ({
    ...rest,
    id: id.replaceAll(tenant, 'T'),
  }));
  const kept = (await articlesWithKeys(db, tenant, ['closed'], 10)).map((id) => id.replaceAll(tenant, 'T'));
  arrived.sort((a, b) => `${a.added} ${a.id}`.localeCompare(`${b.added} ${b.id}`));
  return { readings: named, times, arrived, kept: kept.sort(), counts: await countsOf(db, tenant) };
}

function wall(bed: Bed): void {
  it('are stored once, and read by each tenant that they came to under ids of its own, by no other', async () => {
    const { store, T1, T2 } = bed;
    const name = randomUUID();
    for (const tenant of [T1, T2]) await save(store, tenant, name, ['It was closed.', 'Nobody said why.']);
    expect(await ownersOf(store.db, name)).toEqual([SHARED]);
    for (const tenant of [T1, T2])
      expect(await readingOf(store.db, tenant, `${name}-of-${tenant}`)).toEqual(
        story(tenant, name, ['It was closed.', 'Nobody said why.']),
      );
    expect(await readingOf(store.db, T1, `${name}-of-${T2}`)).toBeNull();
    expect(await readingsIn(store.db, `${T1}-other`)).toEqual([]);
    expect(await readingsIn(store.db, SHARED)).toEqual([]);
  });

  it('stay a tenant’s alone where a person brought them, word for word the same or not, and in later versions', async () => {
    const { store, T1, T2 } = bed;
    const name = randomUUID();
    await save(store, T1, name, ['Ours.'], {});
    await save(store, T2, name, ['Ours.']);
    expect(await ownersOf(store.db, name)).toEqual([T1, SHARED].sort());
    await save(store, T1, name, ['Ours, and more.']);
    expect(await ownersOf(store.db, name)).toEqual([T1, SHARED].sort());
  });

  it('are apart where only their pictures differ', async () => {
    const { store, T1, T2 } = bed;
    const name = randomUUID();
    await save(store, T1, name);
    const { article, ...rest } = story(T2, name);
    const { picture: _, ...bare } = article;
    await saveReadings(store, T2, [{ article: bare, ...rest }], { isShared: true });
    expect(await ownersOf(store.db, name)).toEqual([SHARED, SHARED]);
    const pictures = [T1, T2].map(async (tenant) => (await readingsIn(store.db, tenant))[0]?.article.picture);
    expect(await Promise.all(pictures)).toEqual([article.picture, undefined]);
  });

  it('keep the version that each tenant has, and when its facts came to that tenant', async () => {
    const { store, T1, T2, now } = bed;
    const name = randomUUID();
    await save(store, T1, name, ['First.']);
    bed.now = new Date(now.getTime() + 60_000);
    await save(store, T2, name, ['First.']);
    bed.now = new Date(now.getTime() + 120_000);
    await save(store, T1, name, ['First.', 'And second.']);
    const times = async (tenant: string) =>
      [...(await factTimes(store.db, tenant, `${name}-of-${tenant}`)).values()].map(
        (at) => (Date.parse(at) - now.getTime()) / 60_000,
      );
    expect([await times(T1), await times(T2)]).toEqual([[0, 2], [1]]);
    bed.now = new Date(now.getTime() + 180_000);
    await save(store, T2, name, ['First.', 'And second.']);
    expect([await times(T1), await times(T2)]).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(await ownersOf(store.db, name)).toEqual([SHARED]);
  });

  it('go with the last tenant that has them', async () => {
    const { store, T1, T2 } = bed;
    const name = randomUUID();
    for (const tenant of [T1, T2]) await save(store, tenant, name);
    expect(await removeArticle(store, T1, `${name}-of-${T1}`)).toBe(true);
    expect(await readingsIn(store.db, T1)).toEqual([]);
    expect(await readingsIn(store.db, T2)).toHaveLength(1);
    await forgetTenant(store.db, T2, bed.now);
    expect(await ownersOf(store.db, name)).toEqual([]);
  });

  it('that a process left when it died are swept, those that somebody has are not', async () => {
    const { store, T1, T2 } = bed;
    const [left, kept] = [randomUUID(), randomUUID()];
    await save(store, T1, left);
    await save(store, T2, kept);
    await store.db.deleteFrom('tenant_articles').where('tenant', '=', T1).execute();
    for (let after: string | null = ''; after !== null; ) after = await sweepSharedAfter(store.db, after, 1);
    expect([await ownersOf(store.db, left), await ownersOf(store.db, kept)]).toEqual([[], [SHARED]]);
  });

  it('are exported as if they were the tenant’s alone', async () => {
    const { store, T1, T2 } = bed;
    const name = randomUUID();
    await save(store, T1, name, ['One.', 'Another.']);
    await save(store, T2, name, ['One.', 'Another.'], {});
    const rows = async (tenant: string) =>
      JSON.stringify(
        (await Array.fromAsync(exportOf(store.db, tenant))).filter(({ table }) => table !== 'tenants'),
      ).replaceAll(tenant, 'T');
    expect(await rows(T1)).toBe(await rows(T2));
  });
}

type Step = readonly [who: 0 | 1, what: 'save' | 'remove', name: string, version: number];

function asIfAlone(bed: Bed): void {
  it('look to a tenant as if nothing were shared, whatever comes and goes', async () => {
    const { store, now } = bed;
    const step = fc.tuple(
      fc.constantFrom<0 | 1>(0, 1),
      fc.constantFrom<'save' | 'remove'>('save', 'save', 'remove'),
      fc.constantFrom('a', 'b'),
      fc.integer({ min: 0, max: 2 }),
    );
    const versions = [['One.'], ['One.', 'Two of it.'], ['Three of them.']];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps: readonly Step[]) => {
        const run = randomUUID();
        const tenants = { shared: [`${run}-s0`, `${run}-s1`], alone: [`${run}-a0`, `${run}-a1`] } as const;
        for (const [at, [who, what, name, version]] of steps.entries()) {
          bed.now = new Date(now.getTime() + at * 1_000);
          for (const kind of ['shared', 'alone'] as const) {
            const tenant = tenants[kind][who]!;
            const options = {
              isShared: kind === 'shared',
              keysOf: () => ['closed'],
              baseline: version === 2,
            };
            if (what === 'save') await save(store, tenant, `${run}-${name}`, versions[version], options);
            else await removeArticle(store, tenant, `${run}-${name}-of-${tenant}`);
          }
        }
        for (const who of [0, 1])
          expect(await viewOf(store.db, tenants.shared[who]!)).toEqual(
            await viewOf(store.db, tenants.alone[who]!),
          );
        for (const tenant of tenants.shared) await forgetTenant(store.db, tenant, bed.now);
        for (const name of ['a', 'b'])
          expect(await ownersOf(store.db, `${run}-${name}`)).not.toContain(SHARED);
      }),
      { numRuns: 12 },
    );
  });

  it('are there for all who have them while others leave at the same moment', async () => {
    const { T1, T2 } = bed;
    const stores = await Promise.all([bed.open(), bed.open()]);
    const name = randomUUID();
    for (let turn = 0; turn < 15; turn++) {
      await save(stores[0]!, T1, name);
      await Promise.all([removeArticle(stores[0]!, T1, `${name}-of-${T1}`), save(stores[1]!, T2, name)]);
      expect(await readingOf(bed.store.db, T2, `${name}-of-${T2}`)).toEqual(story(T2, name));
      await removeArticle(stores[1]!, T2, `${name}-of-${T2}`);
      expect(await ownersOf(bed.store.db, name)).toEqual([]);
    }
  });
}

function migration(bed: Bed): void {
  it('leaves every row where it is, with when its facts came, and shares those of feeds step by step', () =>
    undone(bed.store.db, async (trx) => {
      const store: Store = { ...bed.store, db: trx };
      // Before the migration nothing was shared.
      await trx.deleteFrom('tenant_articles').execute();
      await trx.deleteFrom('articles').where('tenant', '=', SHARED).execute();
      const tenants = Array.from({ length: 3 }, (_, n) => `${bed.T1}-m${n}`);
      const names = Array.from({ length: 25 }, (_, n) => `${bed.T1}-story-${String(n).padStart(2, '0')}`);
      for (const tenant of tenants) {
        await ensureTenant(trx, tenant, bed.now);
        for (const name of names) await save(store, tenant, name, ['First.'], {});
        await saveReadings(store, tenant, [reading(`pasted-${tenant}`, 'Pasted by a person.')]);
      }
      bed.now = new Date(bed.now.getTime() + 60_000);
      await save(store, tenants[0]!, names[0]!, ['First.', 'Second of it.'], {});
      // The columns as they were before migration 0020.
      await sql`update facts set added = ${bed.now.toISOString()} where id like ${`${names[0]!}-of-${tenants[0]!}/13`}`.execute(
        trx,
      );
      await sql`update facts set added = (select seen.added from tenant_articles as seen where seen.id = facts.article)
        where tenant in (${sql.join(tenants)}) and id not like '%/13'`.execute(trx);
      await sql`update articles set retrieved = (select seen.retrieved from tenant_articles as seen where seen.id = articles.id)
        where tenant in (${sql.join(tenants)})`.execute(trx);
      const views = () => Promise.all(tenants.map((tenant) => viewOf(trx, tenant)));
      const [before, rows] = [
        await views(),
        await trx.selectFrom('articles').selectAll().where('tenant', 'in', tenants).execute(),
      ];
      await trx.schema.dropTable('tenant_articles').execute();
      await sql`create index facts_by_time on facts (tenant, added)`.execute(trx);
      await tenantArticlesMigration.up(trx as unknown as Kysely<unknown>, bed.store.kind);
      expect(await views()).toEqual(before);
      expect(await trx.selectFrom('articles').selectAll().where('tenant', 'in', tenants).execute()).toEqual(
        rows,
      );
      let steps = 0;
      // Each step has a new store object, as after a restart between two steps.
      while ((await shareFeedArticles({ ...store }, EVERY_TENANT, () => ['closed'])) > 0) steps++;
      expect(steps).toBeGreaterThan(3);
      const after = await views();
      expect(after.map((view) => ({ ...(view as object), kept: null }))).toEqual(
        before.map((view) => ({ ...(view as object), kept: null })),
      );
      for (const name of names.slice(1)) expect(await ownersOf(trx, name)).toEqual([SHARED]);
      expect(await ownersOf(trx, names[0]!)).toEqual([SHARED, SHARED]);
      expect(await ownersOf(trx, `About pasted-${tenants[1]!}`)).toEqual([tenants[1]]);
    }));
}

export function sharedArticlesContract(bed: Bed): void {
  describe('articles of feeds', () => {
    wall(bed);
    asIfAlone(bed);
  });
  describe('the migration of articles', () => migration(bed));
}
