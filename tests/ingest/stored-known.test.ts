import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { articleStore } from '../../src/ingest/article-store.ts';
import { createKeeper } from '../../src/ingest/keep-in-turn.ts';
import type { Draft } from '../../src/ingest/parsed-article.ts';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import type { Store } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open.ts';
import { type RealPostgres, startPostgres } from '../fakes/postgres.ts';
import { openMemoryStore } from '../helpers/new-store.ts';
import { memoryArticles, plainFacts } from './memory.ts';

const now = () => new Date('2026-03-03T12:00:00Z');
const words = (n: number, changed = '') =>
  Array.from({ length: 12 }, (_, at) => `Line ${at} of story ${n} names ward ${n * 31 + at}${changed}.`).join(
    ' ',
  );
const draft = (n: number, path: string, text = words(n), site = 'news.example'): Draft => ({
  title: `Story ${n}`,
  text,
  source: { kind: 'url', url: `https://${site}/${path}` },
  published: null,
});

/** Drafts in order, and the outcome of each. */
const CASES: readonly (readonly [string, readonly Draft[], readonly string[]])[] = [
  ['the same words again', [draft(1, 'a'), draft(1, 'a')], ['stored', 'unchanged']],
  ['the same words at another address of the site', [draft(1, 'a'), draft(1, 'b')], ['stored', 'unchanged']],
  [
    'the same words on another site',
    [draft(1, 'a'), draft(1, 'a', words(1), 'other.example')],
    ['stored', 'stored'],
  ],
  ['other words at the address', [draft(1, 'a'), draft(2, 'a')], ['stored', 'updated']],
  [
    'nearly the same words at another address',
    [draft(1, 'a'), draft(1, 'b', `${words(1)} Corrected.`)],
    ['stored', 'updated'],
  ],
  ['another story of the same template', [draft(1, 'a'), draft(2, 'b')], ['stored', 'stored']],
  [
    'former words after a correction',
    [draft(1, 'a'), draft(2, 'a'), draft(1, 'c')],
    ['stored', 'updated', 'stored'],
  ],
];

/** Creates a process over a store of articles. */
function processOver(articles: ReturnType<typeof articleStore>) {
  const keeper = createKeeper({ articles, now });
  return async (one: Draft, tenant = 't1') => {
    const kept = await keeper.keep(tenant, one, { baseline: false, factsOf: plainFacts });
    return kept.ok ? kept.value.status : kept.error.code;
  };
}

describe('an article met again', () => {
  it.each(CASES)('by %s', async (_, drafts, statuses) => {
    const store = await openMemoryStore(now);
    const inMemory = processOver(memoryArticles().store as ReturnType<typeof articleStore>);
    const keep = processOver(articleStore(store));
    for (const [at, one] of drafts.entries()) {
      expect(await keep(one)).toBe(statuses[at]);
      expect(await inMemory(one)).toBe(statuses[at]);
    }
    expect(await keep(drafts[0]!, 't2')).toBe('stored');
    await store.close();
  });

  it('is known by one that was stored before keys were kept', async () => {
    const store = await openMemoryStore(now);
    const source = { kind: 'url', url: 'https://news.example/a' } as const;
    const article = { id: 'old', title: 'Story 1', text: words(1), source, published: null, retrieved: null };
    await saveReadings(store, 't1', [plainFacts(article)]);
    expect(await processOver(articleStore(store))(draft(1, 'b'))).toBe('unchanged');
    await store.close();
  });
});

/** The articles of a process that looks for a draft's words just before another process does something. */
function lookingBefore(store: Store, meanwhile: () => Promise<unknown>): ReturnType<typeof articleStore> {
  const articles = articleStore(store);
  let isFirst = true;
  return {
    ...articles,
    async known(tenant) {
      const known = await articles.known!(tenant);
      return {
        ...known,
        async unchanged(draft) {
          const found = await known.unchanged(draft);
          if (isFirst) await meanwhile();
          isFirst = false;
          return found;
        },
      };
    },
  };
}

describe('an article that another process stores between looking and storing', () => {
  const former = [draft(1, 'a')];
  it.each([
    ['at another address', [], draft(1, 'a'), draft(1, 'b')],
    ['at the same address', [], draft(1, 'a'), draft(1, 'a')],
    [
      'as a correction of one',
      former,
      draft(1, 'a', `${words(1)} Corrected.`),
      draft(1, 'a', `${words(1)} Corrected.`),
    ],
    [
      'as a correction at another address',
      former,
      draft(1, 'a', `${words(1)} Corrected.`),
      draft(1, 'c', `${words(1)} Corrected.`),
    ],
  ] as const)('is unchanged %s', async (_, before, first, second) => {
    const store = await openMemoryStore(now);
    const other = processOver(articleStore(store));
    for (const one of before) await other(one);
    const keep = processOver(lookingBefore(store, () => other(first)));
    expect(await keep(second)).toBe('unchanged');
    const rows = await store.db.selectFrom('articles').select('text').where('tenant', '=', 't1').execute();
    expect(rows).toEqual([{ text: first.text }]);
    await store.close();
  });

  it('is a version of the one that has its address, also if another has its words', async () => {
    const store = await openMemoryStore(now);
    const other = processOver(articleStore(store));
    await other(draft(2, 'b'));
    const keep = processOver(lookingBefore(store, () => other(draft(1, 'a'))));
    expect(await keep(draft(1, 'b'))).toBe('updated');
    await store.close();
  });
});

describe('several processes over one PostgreSQL', () => {
  let postgres: RealPostgres | null = null;
  let stores: Store[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  beforeEach(async (context) => {
    if (!postgres) return context.skip();
    stores = await Promise.all([1, 2, 3].map(() => openStore({ url: postgres!.url, now })));
    return async () => void (await Promise.all(stores.map((store) => store.close())));
  });
  afterAll(async () => void (await postgres?.stop()));

  it('store one story once, also when they meet it at the same moment', async () => {
    const processes = stores.map((store) => processOver(articleStore(store)));
    for (let story = 1; story <= 8; story++) {
      const statuses = await Promise.all(
        processes.map((keep, at) => keep(draft(story, `address-${at}-of-${story}`))),
      );
      expect(statuses.sort()).toEqual(['stored', 'unchanged', 'unchanged']);
    }
    const rows = await stores[0]!.db.selectFrom('articles').select('id').where('tenant', '=', 't1').execute();
    expect(rows).toHaveLength(8);
  });
});
