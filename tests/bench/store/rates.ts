import { storeMemory } from '../../../src/chat/store/chat-state-rows.ts';
import { saveLastRead } from '../../../src/digest/store/read-markers.ts';
import { articlesOf, readingOf, saveReadings } from '../../../src/library/store/article-rows.ts';
import { arrivalsSince } from '../../../src/library/store/fact-rows.ts';
import type { Store } from '../../../src/storage/database.ts';
import { makeReadings } from './filling.ts';

const TENANT = 'bench:1';

export interface Rate {
  readonly what: string;
  /** The rate per second. */
  readonly perSecond: number;
}

/** Repeats an action for about the given time, `atOnce` of them in parallel. Returns the rate per second. */
async function rate(
  what: string,
  work: (n: number) => Promise<unknown>,
  { ms = 2_000, atOnce = 1, each = 1 } = {},
): Promise<Rate> {
  let done = 0;
  const begun = performance.now();
  const run = async (): Promise<void> => {
    while (performance.now() - begun < ms) {
      await work(done++);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return { what, perSecond: (done * each * 1_000) / (performance.now() - begun) };
}

/** Measures the rates per second of a bot's most frequent writes and reads. */
export async function rates(store: Store): Promise<Rate[]> {
  const memory = storeMemory(store);
  const said = { question: 'what about INF?', about: ['INF'], facts: ['a', 'b', 'c'], shown: ['a'] };
  const readings = [...makeReadings(12 * 600, 'rate-')];
  const ids = readings.map(({ article }) => article.id);
  const at = (n: number) => ids[n % 100]!;
  const person = (n: number) =>
    saveLastRead(store.db, TENANT, `U${n}`, new Date(Date.UTC(2026, 0, 1) + n * 1_000));
  const conversation = (n: number) => memory.saveConversation(TENANT, `t${n % 500}`, said);
  await saveReadings(store, TENANT, readings.slice(0, 100));
  return [
    await rate('write: one small row, durable', person),
    await rate('write: one small row, ten at once', person, { atOnce: 10 }),
    await rate('write: a conversation', conversation),
    await rate('write: an article of 12 facts', (n) =>
      saveReadings(store, TENANT, [readings[100 + (n % 500)]!]),
    ),
    await rate('read: a conversation', (n) => memory.conversation(TENANT, `t${n % 500}`)),
    await rate('read: an article of 12 facts', (n) => readingOf(store.db, TENANT, at(n))),
    await rate('read: an article of 12 facts, ten at once', (n) => readingOf(store.db, TENANT, at(n)), {
      atOnce: 10,
    }),
    await rate('read: when all facts came', () => arrivalsSince(store.db, TENANT, '2020-01-01')),
    await rate(
      'read: every article, each',
      async () => void (await Array.fromAsync(articlesOf(store.db, TENANT))),
      {
        each: 100,
      },
    ),
  ];
}
