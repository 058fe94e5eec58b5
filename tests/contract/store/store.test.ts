import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import type { CardMemory, Conversation } from '../../../src/core/memory.ts';
import { createReadout, type Reading } from '../../../src/core/readout.ts';
import { removeArticle, saveReadings } from '../../../src/store/articles.ts';
import { storeMemory } from '../../../src/store/chat-memory.ts';
import { EVERYBODY, type Store } from '../../../src/store/db.ts';
import { feedbackOf } from '../../../src/store/feedback.ts';
import { keepReadoutCurrent } from '../../../src/store/follow.ts';
import { installationOf, saveInstallation } from '../../../src/store/installations.ts';
import { openStore } from '../../../src/store/open.ts';
import { prune } from '../../../src/store/retention.ts';
import { readKeys } from '../../../src/store/secrets.ts';
import { forgetTenant } from '../../../src/store/tenants.ts';
import { type RealPostgres, startPostgres } from '../../fakes/postgres.ts';

const keyed = (byte: number) => readKeys({ READOUT_KEY: Buffer.alloc(32, byte).toString('base64') });

const EMPTY = { articles: new Map(), topics: new Map(), facts: [], factById: new Map() };

const reading = (id: string, claim: string): Reading => ({
  article: {
    id,
    title: `About ${id}`,
    text: claim,
    source: { kind: 'url', url: `https://news.example/${id}` },
    published: '2026-02-28',
    retrieved: '2026-03-01T00:00:00Z',
  },
  topics: [{ id: 'harbour', label: 'Harbour', aliases: ['port'] }],
  facts: [
    {
      id: `${id}/1`,
      article: id,
      claim,
      quote: claim,
      span: [0, claim.length],
      speaker: 'Eva Lind',
      stance: 'denied',
      topics: ['harbour'],
      entities: ['Kalmar'],
      salience: 0.5,
      conflictsWith: [],
      setting: 'on the quay',
    },
  ],
});

const card = (tenant: string, id: string, made = '2026-03-01T09:00:00.000Z'): CardMemory => ({
  tenant,
  id,
  channel: 'C1',
  person: 'U1',
  kind: 'brief',
  question: 'what about "INF"? \u0000 😀',
  thread: 'C1/U1',
  shown: ['a'],
  facts: ['a', 'b'],
  questions: [],
  made,
});

const folder = mkdtempSync(join(tmpdir(), 'readout-store-'));
let postgres: RealPostgres | null = null;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['sqlite', 'postgres'] as const)('the store on %s', (kind) => {
  let now = new Date('2026-03-01T09:00:00Z');
  const stores: Store[] = [];
  let path = '';
  /** Tenants of this run alone: the suite may run against a server that holds others. */
  let T1 = '';
  let T2 = '';
  const open = async (): Promise<Store> => {
    const store = await openStore(
      kind === 'postgres' ? { url: postgres!.url, now: () => now } : { path, now: () => now },
    );
    stores.push(store);
    return store;
  };
  let store: Store;
  beforeEach(async (context: TestContext) => {
    if (kind === 'postgres' && !postgres) context.skip();
    now = new Date('2026-03-01T09:00:00Z');
    path = join(folder, `${randomUUID()}.db`);
    T1 = `slack:${randomUUID()}`;
    T2 = `discord:${randomUUID()}`;
    store = await open();
  });
  afterEach(async () => {
    for (const one of stores.splice(0)) await one.close();
  });

  it('migrates once, also when several processes start at the same moment', async () => {
    const more = await Promise.all([open(), open(), open()]);
    for (const one of more) expect(await one.health()).toEqual({ kind, ok: true });
  });

  it('gives a card back as it was saved, to its own tenant alone, also to another process', async () => {
    const memory = storeMemory(store);
    await memory.saveCard(card(T1, 'c1'));
    const other = storeMemory(await open());
    expect((await other.card(T1, 'c1'))!.facts).toEqual(['a', 'b']);
    expect((await other.card(T1, 'c1'))!.question).toContain('😀');
    expect(await other.card(T2, 'c1')).toBeNull();
    expect(await other.card(T1, 'c2')).toBeNull();
  });

  it('keeps a conversation for a day, the last word winning', async () => {
    const memory = storeMemory(store);
    const said: Conversation = { question: 'q', about: ['Ada'], facts: ['a'], shown: ['a'] };
    await memory.saveConversation(T1, 't', said);
    await memory.saveConversation(T1, 't', { ...said, question: 'later' });
    expect((await memory.conversation(T1, 't'))!.question).toBe('later');
    expect(await memory.conversation(T2, 't')).toBeNull();
    now = new Date('2026-03-02T09:00:01Z');
    expect(await memory.conversation(T1, 't')).toBeNull();
  });

  it('knows a repeated delivery for ten minutes, and one of two processes is first', async () => {
    const [one, other] = [storeMemory(store), storeMemory(await open())];
    const id = randomUUID();
    const firsts = await Promise.all([
      one.firstSeen(id),
      other.firstSeen(id),
      one.firstSeen(id),
      other.firstSeen(id),
    ]);
    expect(firsts.filter(Boolean)).toHaveLength(1);
    now = new Date('2026-03-01T09:09:59Z');
    expect(await one.firstSeen(id)).toBe(false);
    now = new Date('2026-03-01T09:20:01Z');
    expect(await one.firstSeen(id)).toBe(true);
  });

  it('lists feedback, one verdict a person and card', async () => {
    const memory = storeMemory(store);
    const given = { tenant: T1, cardId: 'c', person: 'U1', question: 'q', facts: ['a'] };
    await memory.saveFeedback({ ...given, verdict: 'up' });
    await memory.saveFeedback({ ...given, verdict: 'down' });
    expect(await feedbackOf(store.db, T1, 10)).toMatchObject([
      { verdict: 'down', question: 'q', facts: ['a'] },
    ]);
    expect(await feedbackOf(store.db, T2, 10)).toEqual([]);
  });

  it('brings stored articles into the index at the start and as they change, in every process, for their tenant alone', async () => {
    const [a, b, common] = [randomUUID(), randomUUID(), randomUUID()];
    const word = `Kalmar${a.slice(0, 8).replace(/\d/g, 'x')}`;
    await saveReadings(store, T1, [reading(a, `The harbour of ${word} was closed.`)]);
    const readout = createReadout(EMPTY);
    const stop = await keepReadoutCurrent(readout, await open());
    const asks = (tenant: string | null) =>
      readout
        .ask(word, { tenant })
        .facts.map(({ fact }) => fact.article)
        .sort();
    const until = async (expected: readonly string[], tenant: string) => {
      while (asks(tenant).join() !== [...expected].sort().join())
        await new Promise((resolve) => setImmediate(resolve));
    };
    expect(asks(T1)).toEqual([a]);
    expect(asks(T2)).toEqual([]);
    await saveReadings(store, T1, [reading(b, `${word} elected a mayor.`)]);
    await until([a, b], T1);
    await saveReadings(store, EVERYBODY, [reading(common, `${word} is for everybody.`)]);
    await until([common], T2);
    await removeArticle(store, T1, a);
    await removeArticle(store, EVERYBODY, common);
    await until([b], T1);
    expect(readout.fact(`${b}/1`)).toMatchObject({
      speaker: 'Eva Lind',
      stance: 'denied',
      setting: 'on the quay',
    });
    await stop();
  });

  it('keeps tokens sealed: another key, another tenant or a look at the file shows nothing', async () => {
    const keys = keyed(1);
    await saveInstallation(
      store.db,
      T1,
      keys,
      { platform: 'slack', secret: { botToken: 'xoxb-secret' } },
      now,
    );
    expect((await installationOf(store.db, T1, keys))!.secret).toEqual({ botToken: 'xoxb-secret' });
    expect(await installationOf(store.db, T2, keys)).toBeNull();
    await expect(installationOf(store.db, T1, keyed(2))).rejects.toThrow(/READOUT_KEY/);
    const rows = await store.db.selectFrom('installations').selectAll().where('tenant', '=', T1).execute();
    expect(JSON.stringify(rows)).not.toContain('xoxb');
  });

  it('forgets a tenant wholly and no other', async () => {
    const memory = storeMemory(store);
    await saveReadings(store, T1, [reading(randomUUID(), 'One fact.')]);
    await memory.saveCard(card(T1, 'c1'));
    await memory.saveCard(card(T2, 'c1'));
    const gone = await forgetTenant(store.db, T1, now);
    expect(gone).toMatchObject({ articles: 1, facts: 1, topics: 1, cards: 1 });
    expect(await memory.card(T1, 'c1')).toBeNull();
    expect(await memory.card(T2, 'c1')).not.toBeNull();
  });

  it('prunes what has aged and nothing else', async () => {
    const memory = storeMemory(store);
    await memory.saveCard(card(T1, 'old', '2026-01-01T00:00:00.000Z'));
    await memory.saveCard(card(T1, 'new'));
    expect(await prune(store)).toBeGreaterThanOrEqual(1);
    expect(await memory.card(T1, 'old')).toBeNull();
    expect(await memory.card(T1, 'new')).not.toBeNull();
  });

  it('refuses a schema that is newer than the code, and changes nothing', async () => {
    if (kind === 'postgres') return;
    await store.db
      .insertInto('migrations' as never)
      .values({ name: '9999-later', applied: 'x' } as never)
      .execute();
    await expect(open()).rejects.toThrow(/newer Readout.*Update Readout/s);
  });
});
