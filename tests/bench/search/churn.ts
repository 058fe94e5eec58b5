import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SearchDocument } from '../../../src/search/document.ts';
import type { SearchIndex } from '../../../src/search/search-engine.ts';
import { watchTurns } from '../turns.ts';
import { resident } from './measure.ts';

/** The result of the churn measurement: waits of questions while facts are added and removed, and memory growth. */
export interface Pauses {
  readonly rounds: number;
  /**
   * The longest steps in milliseconds, by wall clock and by CPU time of the answering thread (garbage collection
   * included): a change of one article, a question, a save.
   */
  readonly longest: number;
  readonly longestOfProcessor: number;
  /** Bytes in use (heap and typed arrays) before and after the rounds. */
  readonly before: number;
  readonly after: number;
}

const CHANGED = 12;
const ROUNDS = 10_000;
/** Warm-up rounds, after which everything that is created once exists. */
const WARM_UP = 2_000;
/** The rounds between two saves. At every second save the delta log is full, so the whole index is written. */
const SAVED_EVERY = 250;

function inUse(): number {
  resident();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * Replaces articles, asks questions and saves at times, as a running bot does. Each step has its own turn of the event
 * loop.
 */
export async function churn(
  index: SearchIndex,
  save: () => Promise<void>,
  facts: readonly SearchDocument[],
  questions: readonly string[],
): Promise<Pauses> {
  const watch = watchTurns();
  let before = 0;
  let saving: Promise<void> = Promise.resolve();
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    if (round === WARM_UP) before = watch.leaveOut(inUse);
    const from = (round * CHANGED) % (facts.length - CHANGED);
    const article = facts.slice(from, from + CHANGED);
    index.remove(article.map(({ id }) => id));
    await nextTurn();
    index.add(article.map((fact) => ({ ...fact, claim: `${fact.claim} Version ${round}.` })));
    await nextTurn();
    index.search(questions[round % questions.length]!, { limit: 10 });
    await nextTurn();
    if (round % SAVED_EVERY === SAVED_EVERY - 1) saving = saving.then(save);
  }
  await saving;
  const pauses = await watch.stop();
  return { rounds: ROUNDS, ...pauses, before, after: inUse() };
}
