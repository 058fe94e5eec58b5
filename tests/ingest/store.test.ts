import { describe, expect, it } from 'vitest';
import { articleStore } from '../../src/ingest/article-store.ts';
import { knownIn } from '../../src/ingest/duplicate-index.ts';
import { type KeepDeps, keep } from '../../src/ingest/pipeline.ts';
import type { FollowedSource, SourceStore } from '../../src/ingest/ports.ts';
import { newState } from '../../src/ingest/sources/poll-schedule.ts';
import { sourceStore } from '../../src/ingest/sources/source-store.ts';
import { arrivalsSince } from '../../src/library/store/fact-rows.ts';
import type { Store } from '../../src/storage/database.ts';
import { openMemoryStore } from '../helpers/new-store.ts';
import { memorySources, plainFacts } from './memory.ts';

const now = () => new Date('2024-05-01T12:00:00Z');

/** Stores a draft. Fails the test if it was not stored. */
async function kept(draft: Parameters<typeof keep>[0], deps: KeepDeps) {
  const outcome = await keep(draft, deps);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

async function withStore<T>(work: (store: Store) => Promise<T>, clock: () => Date = now): Promise<T> {
  const store = await openMemoryStore(clock);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function sourceOf(tenant: string | null, url: string, dueAt: string): FollowedSource {
  const state = { ...newState(now()), dueAt, etag: '"e"', seen: ['a', 'b\u0000'] };
  return { tenant, url, kind: 'feed', title: 'Wire', addedBy: null, addedAt: dueAt, state };
}

async function behaviour(sources: SourceStore) {
  const early = sourceOf('t1', 'https://a.example/feed', '2024-05-01T10:00:00.000Z');
  await sources.put(sourceOf(null, 'https://b.example/feed', '2024-05-01T11:00:00.000Z'));
  await sources.put(early);
  await sources.put(sourceOf('t1', 'https://c.example/feed', '2024-05-01T13:00:00.000Z'));
  const claim = async (owner: string, limit: number, until = '2024-05-01T12:05:00.000Z') =>
    (await sources.claim({ owner, limit, until, now: now().toISOString() })).map(({ url, followers }) => [
      url,
      ...followers.map(({ tenant }) => tenant),
    ]);
  const first = await claim('w1', 1);
  const others = await claim('w2', 10);
  const none = await claim('w3', 10);
  const finished = { url: early.url, state: early.state, isRead: true, newcomers: ['t1'] };
  const ended = [
    await sources.finish(early.url, { owner: 'w2', now: now().toISOString() }, finished),
    await sources.finish(early.url, { owner: 'w1', now: now().toISOString() }, finished),
  ];
  await sources.put({ ...early, state: { ...early.state, failures: 8, pausedAt: now().toISOString() } });
  return {
    first,
    others,
    none,
    ended,
    ofTenant: (await sources.list('t1')).map(({ url, state }) => [url, state.failures, state.etag]),
    afterPause: await claim('w1', 10),
    removed: [
      await sources.remove('t2', early.url),
      await sources.remove('t1', early.url),
      await sources.remove('t1', early.url),
    ],
  };
}

describe('followed sources', () => {
  it('behave in the database as they do in memory', async () => {
    const inMemory = await behaviour(memorySources().store);
    expect(await withStore((store) => behaviour(sourceStore(store)))).toEqual(inMemory);
    expect(inMemory).toMatchObject({
      first: [['https://a.example/feed', 't1']],
      others: [['https://b.example/feed', null]],
      none: [],
      ended: [false, true],
      afterPause: [],
    });
    expect(inMemory.removed).toEqual([false, true, false]);
  });
});

describe('what a page says about an article', () => {
  it('is stored with it: author, site, language and picture', () =>
    withStore(async (store) => {
      const articles = articleStore(store);
      const deps = {
        store: articles,
        known: await knownIn(articles, 't1'),
        tenant: 't1',
        factsOf: plainFacts,
        now,
      };
      const source = { kind: 'url', url: 'https://a.example/1' } as const;
      const picture = 'https://cdn.example/1.jpg';
      const details = { byline: 'Ida Ek', site: 'Harbour Times', language: 'sv', picture };
      const named = await kept(
        { title: 'A', text: 'The board met.', source, published: null, ...details },
        deps,
      );
      const other = { ...source, url: 'https://a.example/2' };
      const bare = await kept(
        { title: 'B', text: 'The ferry sailed.', source: other, published: null },
        deps,
      );
      expect((await articles.reading('t1', named.reading.article.id))?.article).toMatchObject(details);
      expect((await articles.reading('t1', bare.reading.article.id))?.article).not.toHaveProperty('byline');
      expect((await articles.reading('t1', bare.reading.article.id))?.article).not.toHaveProperty('picture');
    }));
});

describe('articles in the database', () => {
  const draft = (text: string) => ({
    title: 'Pier \ud800',
    text,
    source: { kind: 'url', url: 'https://a.example/pier' } as const,
    published: '2024-05-01',
  });

  it('are met again after a restart, and keep their withdrawn facts', () =>
    withStore(async (database) => {
      const store = articleStore(database);
      const deps = async () => ({
        store,
        known: await knownIn(store, 't1'),
        tenant: 't1',
        factsOf: plainFacts,
        now,
      });
      const text = 'The board met.\u0000 The pier closed. Ferries stop.';
      expect((await kept(draft(text), await deps())).status).toBe('stored');
      expect((await kept(draft(text), await deps())).status).toBe('unchanged');
      const { status, reading } = await kept(draft('The board met. Ferries stop.'), await deps());
      expect(status).toBe('updated');
      const stored = await store.reading('t1', reading.article.id);
      expect(stored).toEqual(reading);
      expect(stored?.facts.filter((fact) => fact.withdrawn).map(({ quote }) => quote)).toEqual([
        'The pier closed.',
      ]);
      expect(await store.reading('t2', reading.article.id)).toBeNull();
      expect(await store.reading(null, reading.article.id)).toBeNull();
    }));

  it('that stood in a feed before it was followed are no news; what a later version adds is', async () => {
    let at = now();
    await withStore(
      async (database) => {
        const store = articleStore(database);
        const common = { store, known: await knownIn(store, 't1'), tenant: 't1', factsOf: plainFacts };
        const keepAs = (text: string, baseline: boolean) =>
          kept(draft(text), { ...common, now: () => at, baseline });
        const news = async () => {
          const arrivals = await arrivalsSince(database.db, 't1', '2024-01-01T00:00:00.000Z');
          return arrivals.flatMap(({ id, baseline }) => (baseline ? [] : [id.split('/')[1]]));
        };
        await keepAs('The board met. The pier closed.', true);
        expect(await news()).toEqual([]);
        at = new Date('2024-05-01T13:00:00Z');
        await keepAs('The board met. The pier closed. Ferries stop.', false);
        expect(await news()).toEqual(['13-Ferries-stop']);
      },
      () => at,
    );
  });
});
