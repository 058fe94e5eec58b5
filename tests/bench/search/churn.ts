import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SearchDocument } from '../../../src/search/document.ts';
import type { SearchIndex } from '../../../src/search/search-engine.ts';
import { watchTurns } from '../turns.ts';
import { resident } from './measure.ts';

/** How long questions waited while facts were added and removed, and whether memory grew. */
export interface Pauses {
  readonly rounds: number;
  /**
   * Milliseconds, by the clock and of the processor (of the one thread that answers, its garbage collection included), that
   * others waited for one article's change, a question or a save.
   */
  readonly longest: number;
  readonly longestOfProcessor: number;
  /** Bytes in use, of the heap and of columns, before the rounds and after. */
  readonly before: number;
  readonly after: number;
}

const CHANGED = 12;
const ROUNDS = 10_000;
/** Rounds before, so that what is only made once is there. */
const WARM_UP = 2_000;
/** Every other time there are more changes than a delta log takes, and the whole index is written. */
const SAVED_EVERY = 250;

function inUse(): number {
  resident();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Puts a new article in an old one's place, asks, and saves now and then, as a running bot does; every step has its turn. */
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
