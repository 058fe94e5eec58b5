import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReadout, readoutsOnDemand } from '../../src/answer/query-core.ts';
import type { Reading } from '../../src/domain/reading.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { SEAL_BYTES } from '../../src/library/file-seal.ts';
import { bytesIn } from '../../src/library/memory-budget.ts';
import { type OnDemandOptions, openLibraries } from '../../src/library/open-libraries.ts';
import { removeArticle, saveReadings } from '../../src/library/store/article-rows.ts';
import {
  type IndexFile,
  parseIndexFile,
  type Sections,
  serialize,
} from '../../src/search/persistence/index-file.ts';
import { EVERYBODY, type Store } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open.ts';
import { forgetTenant } from '../../src/storage/tenants.ts';
import { openMemoryStore } from '../helpers/new-store.ts';

const EMPTY = { articles: new Map(), topics: new Map(), facts: [], factById: new Map() };
const ROOM = 1e9;
const T1 = 'slack:T1';
const T2 = 'slack:T2';

/** Builds an article of `sentences` sentences. */
function reading(id: string, subject: string, sentences = 3): Reading {
  const lines = Array.from(
    { length: sentences },
    (_, at) => `The ${subject} board approved plan ${at * 7 + subject.length} for the port of Kalmar in May.`,
  );
  const source = { kind: 'url', url: `https://a.example/${id}` } as const;
  return factsOf({
    id,
    title: `News of ${subject}`,
    text: lines.join('\n\n'),
    source,
    published: null,
    retrieved: null,
  });
}

const DEMO = reading('demo', 'lighthouse');

let store: Store;
let folder: string;
let stops: (() => Promise<void>)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'readout-libraries-'));
  store = await openStore({ path: join(folder, 'readout.db'), now: () => new Date('2026-03-01T09:00:00Z') });
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) await stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Creates a process's libraries over the store. */
function libraries(more: Partial<OnDemandOptions> = {}) {
  const opened = openLibraries({ store, demo: [DEMO], folder: null, budget: ROOM, ...more });
  stops.push(opened.stop);
  const access = readoutsOnDemand(opened);
  const titles = async (tenant: string | null) =>
    (await access.open(tenant))
      .of(tenant)
      .articles()
      .map(({ title }) => title);
  const asks = async (tenant: string, question: string) => {
    const { status, facts } = (await access.open(tenant)).of(tenant).ask(question);
    // The exact confidence does not matter to these tests.
    return status === 'abstained' ? status : facts[0]!.fact.article;
  };
  return { ...opened, access, titles, asks };
}

const save = (tenant: string, ...readings: Reading[]) => saveReadings(store, tenant, readings);

describe('a library', () => {
  it('is opened when it is asked for, and answers what its tenant has and nothing else', async () => {
    await save(T1, reading('a', 'ferry'));
    await save(T2, reading('b', 'bakery'));
    const { state, asks } = libraries();
    expect(state()).toMatchObject({ open: 0, articles: null });
    expect(await asks(T1, 'what did the ferry board approve?')).toBe('a');
    expect(state()).toMatchObject({ open: 1, hits: 0, misses: 1 });
    expect(await asks(T1, 'bakery')).toBe('abstained');
    expect(state()).toMatchObject({ open: 1, hits: 1 });
  });

  it('contains what everybody has, and the demonstration only if there is nothing else', async () => {
    const { titles, access } = libraries();
    expect([await titles(null), await titles(T1)]).toEqual([[DEMO.article.title], [DEMO.article.title]]);
    expect((await access.open(T1)).has(T1)).toBe(false);
    await save(T1, reading('a', 'ferry'));
    expect([await titles(null), await titles(T1)]).toEqual([[DEMO.article.title], ['News of ferry']]);
    await save(EVERYBODY, reading('e', 'harbour'));
    expect([await titles(null), (await titles(T1)).sort(), await titles(T2)]).toEqual([
      ['News of harbour'],
      ['News of ferry', 'News of harbour'],
      ['News of harbour'],
    ]);
    await removeArticle(store, T1, 'a');
    await removeArticle(store, EVERYBODY, 'e');
    expect([await titles(null), await titles(T1)]).toEqual([[DEMO.article.title], [DEMO.article.title]]);
  });

  it('has what was ingested by hand at once, even the first article of a tenant', async () => {
    const { access, titles } = libraries();
    const open = await access.open(T1);
    open.put(reading('a', 'ferry'), T1);
    expect(open.has(T1)).toBe(true);
    expect(await titles(T1)).toEqual(['News of ferry']);
    expect(await titles(T2)).toEqual([DEMO.article.title]);
  });

  it('refuses to be asked without having been opened', async () => {
    const open = await libraries().access.open(T1);
    expect(() => open.of(T2)).toThrow('not opened');
  });

  it('forgets a tenant as soon as the database has', async () => {
    const { titles } = libraries();
    await save(T1, reading('a', 'ferry'));
    await titles(T1);
    await forgetTenant(store.db, T1, store.now());
    store.articlesChanged();
    expect(await titles(T1)).toEqual([DEMO.article.title]);
  });

  it('answers from what it has while the database cannot be read', async () => {
    await save(T1, reading('a', 'ferry'));
    const { asks } = libraries();
    await asks(T1, 'ferry');
    store.articlesChanged();
    await store.close();
    expect(await asks(T1, 'what did the ferry board approve?')).toBe('a');
    await expect(asks(T2, 'ferry')).rejects.toThrow();
  });
});

describe('a budget of memory', () => {
  it('closes the library that was not used the longest; those in use go on, and a closed one opens again', async () => {
    const tenants = Array.from({ length: 6 }, (_, n) => `slack:${n}`);
    for (const [n, tenant] of tenants.entries()) await save(tenant, reading(`a${n}`, `ferry${n}`, 40));
    const one = libraries();
    await one.titles(tenants[0]!);
    const { access, state, titles } = libraries({ budget: 3.5 * one.state().bytes });
    const inUse = await access.open(tenants[0]!);
    for (const tenant of tenants) await titles(tenant);
    expect(state().open).toBeLessThan(5);
    expect(state().bytes).toBeLessThan(state().budget);
    expect(inUse.of(tenants[0]!).ask('ferry0 board').facts.length).toBeGreaterThan(0);
    expect(await titles(tenants[0]!)).toEqual(['News of ferry0']);
    expect(state().misses).toBe(7);
  });

  it.each([
    ['512MB', 2 ** 29],
    ['1.5 gb', 1.5 * 2 ** 30],
    ['100', 100],
    ['0', null],
    ['much', null],
    ['1TB', null],
    ['-1GB', null],
  ])('of %s is read', (text, bytes) => {
    expect(bytesIn(text)).toBe(bytes);
  });
});

describe('a saved index', () => {
  const saved = () => readdirSync(join(folder, 'index', 'tenants'));
  const over = () => libraries({ folder: join(folder, 'index') });

  it('opens with what changed meanwhile, in the tenant and for everybody', async () => {
    await save(T1, reading('a', 'ferry', 600), reading('b', 'bakery'), reading('c', 'castle'));
    await save(EVERYBODY, reading('e', 'harbour'));
    const first = over();
    await first.titles(T1);
    await first.stop();
    expect(saved()).toHaveLength(1);
    await save(T1, reading('b', 'brewery'), reading('d', 'dairy'));
    await removeArticle(store, T1, 'c');
    await save(EVERYBODY, reading('e', 'hospital'));
    const { asks, access } = over();
    expect(await asks(T1, 'what did the brewery board approve?')).toBe('b');
    expect(await asks(T1, 'what did the dairy board approve?')).toBe('d');
    expect(await asks(T1, 'what did the hospital board approve?')).toBe('e');
    for (const gone of ['bakery', 'castle', 'harbour']) expect(await asks(T1, gone)).toBe('abstained');
    const { index } = { index: (await access.open(T1)).of(T1) };
    expect(index.facts()).toHaveLength(609);
  });

  it('that is damaged is built again', async () => {
    await save(T1, reading('a', 'ferry', 600));
    const first = over();
    await first.titles(T1);
    await first.stop();
    writeFileSync(join(folder, 'index', 'tenants', saved()[0]!, 'head.idx'), 'not an index');
    expect(await over().asks(T1, 'what did the ferry board approve?')).toBe('a');
  });

  it('has its articles with it; without their file they are read from the database', async () => {
    await save(T1, reading('a', 'ferry', 600));
    const first = over();
    await first.titles(T1);
    await first.stop();
    // A direct change of the database, of which no process is notified.
    await store.db.updateTable('articles').set({ title: 'Of the database' }).execute();
    expect(await over().titles(T1)).toEqual(['News of ferry']);
    const own = join(folder, 'index', 'tenants', saved()[0]!);
    for (const name of readdirSync(own)) if (name.endsWith('.art')) writeFileSync(join(own, name), 'cut');
    const last = over();
    expect(await last.titles(T1)).toEqual(['Of the database']);
    expect(await last.asks(T1, 'what did the ferry board approve?')).toBe('a');
    await last.stop();
    expect(await over().titles(T1)).toEqual(['Of the database']);
  });

  it('in a folder that replicas share opens as the database is, whichever of their files were written last', async () => {
    await save(T1, reading('a', 'ferry', 600), reading('b', 'bakery'));
    const [first, second] = [over(), over()];
    for (const replica of [first, second]) await replica.titles(T1);
    await first.stop();
    const own = join(folder, 'index', 'tenants', saved()[0]!);
    const former = readFileSync(join(own, 'head.idx'));
    await save(T1, reading('b', 'brewery'), reading('d', 'dairy'));
    expect(await second.asks(T1, 'what did the dairy board approve?')).toBe('d');
    await second.stop();
    // The first process's head file arrives late. It is older than the second one's position.
    writeFileSync(join(own, 'head.idx'), former);
    const third = over();
    expect(await third.asks(T1, 'what did the dairy board approve?')).toBe('d');
    expect(await third.asks(T1, 'what did the brewery board approve?')).toBe('b');
    expect(await third.asks(T1, 'bakery')).toBe('abstained');
  });

  /** Changes sections of a saved file of T1 as somebody would who knows its format: its checksum is right. */
  const forge = (own: string, end: string, change: (sections: Record<string, unknown>) => unknown): void => {
    const name = readdirSync(own).find((one) => one.endsWith(end))!;
    const bytes = new Uint8Array(readFileSync(join(own, name)));
    const { sections } = parseIndexFile(bytes.slice(0, bytes.length - SEAL_BYTES)) as IndexFile;
    const pieces = serialize({ ...sections, ...(change({ ...sections }) as Sections) });
    const parts: Uint8Array[] = [];
    let step = pieces.next();
    for (; !step.done; step = pieces.next()) parts.push(step.value);
    const forged = Buffer.concat([...parts, bytes.slice(bytes.length - SEAL_BYTES)]);
    rmSync(join(own, name));
    const named = end === '.idx' ? name : `${step.value.toString(16)}-${forged.length - SEAL_BYTES}${end}`;
    writeFileSync(join(own, named), forged);
    const position = join(own, 'position.json');
    writeFileSync(position, readFileSync(position, 'utf8').replace(name, named));
  };
  const lied = (lengths: unknown, at: number, by: number) => {
    const copy = Uint32Array.from(lengths as Uint32Array);
    copy[at] = copy[at]! + by;
    return { lengths: copy };
  };

  it.each<[string, string, (sections: Record<string, unknown>) => unknown]>([
    ['an article is longer than its file', '.art', ({ lengths }) => lied(lengths, 3, 1_000_000)],
    ['its table is longer than it', '.art', ({ lengths }) => lied(lengths, 0, 5_000)],
    ['its topics have no length', '.art', ({ lengths }) => lied(lengths, 2, -10)],
    ['its ids are no JSON', '.art', () => ({ ids: '[' })],
    ['its articles are none', '.art', () => ({ ids: '{"length":1}' })],
    [
      'its bytes are others',
      '.art',
      ({ articles }) => ({ articles: (articles as Uint8Array).map((byte) => byte ^ 1) }),
    ],
    ['its lengths are missing', '.art', () => ({ lengths: '' })],
    ['its head names another folder’s segments', '.idx', () => ({ segments: '["../../x.seg"]' })],
    ['its head has no version', '.idx', () => ({ stamp: '' })],
  ])('in which %s is built again', async (_, end, change) => {
    await save(T1, reading('a', 'ferry', 600), reading('b', 'bakery'));
    const first = over();
    await first.titles(T1);
    await first.stop();
    forge(join(folder, 'index', 'tenants', saved()[0]!), end, change);
    const { asks, titles, access } = over();
    expect((await titles(T1)).sort()).toEqual(['News of bakery', 'News of ferry']);
    expect(await asks(T1, 'what did the ferry board approve?')).toBe('a');
    expect(await asks(T1, 'what did the bakery board approve?')).toBe('b');
    expect((await access.open(T1)).of(T1).topics()).toBeDefined();
  });

  it('of another tenant, put in its place, shows none of its words', async () => {
    await save(T1, reading('a', 'ferry', 600));
    await save(T2, reading('b', 'zeppelin', 600));
    const first = over();
    await first.titles(T1);
    await first.stop();
    const [own] = saved();
    const second = over();
    await second.titles(T2);
    await second.stop();
    const others = saved().find((name) => name !== own)!;
    const at = (name: string) => join(folder, 'index', 'tenants', name);
    rmSync(at(own!), { recursive: true });
    cpSync(at(others), at(own!), { recursive: true });
    const { asks, access } = over();
    expect(await asks(T1, 'what did the ferry board approve?')).toBe('a');
    const readout = (await access.open(T1)).of(T1);
    expect(readout.suggest('zep', 5)).toEqual([]);
    expect(readout.ask('zepelin').corrections).toEqual([]);
  });

  it('of a tenant that was forgotten is deleted', async () => {
    for (const tenant of [T1, T2]) await save(tenant, reading(`of ${tenant}`, 'ferry', 600));
    const first = over();
    for (const tenant of [T1, T2]) await first.titles(tenant);
    await first.stop();
    expect(saved()).toHaveLength(2);
    await forgetTenant(store.db, T1, store.now());
    await over().sweep();
    expect(saved()).toHaveLength(1);
  });
});

describe('whatever comes, goes, is closed and opened', () => {
  const tenants = [T1, T2, EVERYBODY];
  const subjects = ['ferry', 'bakery', 'castle', 'dairy'];
  const step = fc.record({
    act: fc.constantFrom('save', 'save', 'remove', 'restart', 'look'),
    tenant: fc.constantFrom(...tenants),
    id: fc.constantFrom('1', '2', '3'),
    subject: fc.constantFrom(...subjects),
  });

  it('a library holds what the database holds', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const own = await openMemoryStore(() => new Date('2026-03-01T09:00:00Z'));
        const reference = createReadout(EMPTY);
        const open = () => openLibraries({ store: own, demo: [], folder: null, budget: 1 });
        let current = open();
        try {
          for (const { act, tenant, id, subject } of steps) {
            const article = `${tenant}-${id}`;
            const viewer = tenant === EVERYBODY ? null : tenant;
            if (act === 'save') {
              const one = reading(article, subject);
              await saveReadings(own, tenant, [one]);
              reference.put(one, viewer);
            } else if (act === 'remove') {
              if (await removeArticle(own, tenant, article)) reference.remove(article);
            } else if (act === 'restart') {
              await current.stop();
              current = open();
            }
            for (const asked of [T1, T2, null]) {
              const library = (await readoutsOnDemand(current).open(asked)).of(asked);
              const expected = reference.of(asked);
              const ids = (of: typeof library) =>
                of
                  .facts()
                  .map((fact) => fact.id)
                  .sort();
              expect(ids(library)).toEqual(ids(expected));
              const question = `what did the ${subject} board approve?`;
              expect(library.ask(question).status).toBe(expected.ask(question).status);
            }
          }
        } finally {
          await current.stop();
          await own.close();
        }
      }),
      { numRuns: 25 },
    ));
});
