import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SearchDocument } from '../../../src/core/search/document.ts';
import type { SearchIndex } from '../../../src/core/search/search-index.ts';
import { openKeptIndex } from '../../../src/store/index-files.ts';
import { makeFacts, makeQuestions } from './corpus.ts';
import { quantile, resident, timedApart } from './measure.ts';

/** What is measured of this core by itself: its files, autocomplete, and answering while facts come and go. */
export interface Alone {
  readonly size: number;
  readonly buildSeconds: number;
  /** Resident bytes of the whole process. */
  readonly megabytes: number;
  readonly fileMegabytes: number;
  readonly openSeconds: number;
  /** Comparing every fact with what was opened. */
  readonly compareSeconds: number;
  readonly suggest: { readonly p50: number; readonly p99: number };
  readonly pauses: Pauses;
  /** Of the postings of a question's terms, the share that was touched, 0..1. */
  readonly touched: { readonly ordinary: number; readonly common: number };
}

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
/** Every other time more has changed than a delta holds, and all of it is written. */
const SAVED_EVERY = 250;
const PREFIXES = 400;

function inUse(): number {
  resident();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const processorMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Keeps the longest time between two turns of the event loop. */
function createWatch() {
  let [longest, longestOfProcessor] = [0, 0];
  let [clock, processor] = [0, 0];
  let stopped = false;
  const begin = (): void => {
    [clock, processor] = [performance.now(), processorMs()];
  };
  const look = (): void => {
    longest = Math.max(longest, performance.now() - clock);
    longestOfProcessor = Math.max(longestOfProcessor, processorMs() - processor);
    begin();
  };
  const run = async (): Promise<void> => {
    begin();
    while (!stopped) {
      await nextTurn();
      look();
    }
  };
  const running = run();
  return {
    /** What is done meanwhile is the bench's own, and no pause. */
    leaveOut<Result>(work: () => Result): Result {
      look();
      const result = work();
      begin();
      return result;
    },
    async stop() {
      stopped = true;
      await running;
      return { longest, longestOfProcessor };
    },
  };
}

/** Puts a new article in an old one's place, asks, and saves now and then, as a running bot does; every step has its turn. */
async function churn(
  index: SearchIndex,
  save: () => Promise<void>,
  facts: readonly SearchDocument[],
  questions: readonly string[],
): Promise<Pauses> {
  const watch = createWatch();
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

/** Words that most facts hold, as a question. */
function commonQuestions(facts: readonly SearchDocument[]): string[] {
  const counts = new Map<string, number>();
  for (const { claim } of facts)
    for (const word of new Set(claim.toLowerCase().match(/[a-z]{5,}/g)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  const common = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  return [0, 1, 2, 3, 4].map((at) => `${common[at]} ${common[at + 1]} ${common[at + 2]}`);
}

function suggestTimes(index: SearchIndex, facts: readonly SearchDocument[]): number[] {
  return Array.from({ length: PREFIXES }, (_, at) => {
    const names = facts[(at * 37) % facts.length]!.entities ?? [];
    const prefix = (names[0] ?? 'none').slice(0, 1 + (at % 6));
    const start = performance.now();
    index.suggest(prefix, 10);
    return performance.now() - start;
  }).sort((a, b) => a - b);
}

/** Opens a saved index and holds every fact against it; gives the seconds of each. The index is garbage afterwards. */
async function open(
  folder: string,
  size: number,
  seed: number,
): Promise<[opening: number, comparing: number]> {
  const start = performance.now();
  const { index, fault } = await openKeptIndex(folder);
  const opening = (performance.now() - start) / 1000;
  if (fault !== null || index.size !== size) throw new Error(`It does not open: ${fault}`);
  const comparing = timedApart(makeFacts(size, seed, true));
  const { revision } = index;
  index.add(comparing.items);
  if (index.revision !== revision) throw new Error('An opened index is not what was saved.');
  return [opening, comparing.seconds()];
}

/** Measures this core over made-up facts with names, its files in a folder that is deleted afterwards. */
export async function measureAlone(size: number, seed: number): Promise<Alone> {
  const folder = mkdtempSync(join(tmpdir(), 'readout-bench-'));
  try {
    const kept = await openKeptIndex(folder);
    const sample: SearchDocument[] = [];
    const step = Math.max(1, Math.floor(size / 6000));
    const building = timedApart(makeFacts(size, seed, true), (fact, at) => {
      if (at % step === 0) sample.push(fact);
    });
    kept.index.add(building.items);
    const buildSeconds = building.seconds();
    const megabytes = resident() / 1e6;
    await kept.save();
    const files = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    const [openSeconds, compareSeconds] = await open(folder, size, seed);
    const suggested = suggestTimes(kept.index, sample);
    const share = (asked: readonly string[]): number => {
      const shares = asked.map((question) => {
        kept.index.search(question, { limit: 10 });
        return kept.index.touched / Math.max(1, kept.index.held(question));
      });
      return shares.reduce((sum, one) => sum + one, 0) / shares.length;
    };
    const questions = makeQuestions(sample, 500, seed + 1).map(({ question }) => question);
    const touched = { ordinary: share(questions), common: share(commonQuestions(sample)) };
    const pauses = await churn(kept.index, kept.save, sample, questions);
    return {
      ...{ size, buildSeconds, megabytes, openSeconds, compareSeconds, pauses },
      fileMegabytes: files.reduce((sum, bytes) => sum + bytes, 0) / 1e6,
      suggest: { p50: quantile(suggested, 0.5), p99: quantile(suggested, 0.99) },
      touched,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
