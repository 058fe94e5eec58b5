import type { Engine } from './engines.ts';
import { factsOf, type Input, questionsOf } from './input.ts';

export interface SetScore {
  readonly name: string;
  /** The number of questions asked. A slow library gets as many as fit its time. */
  readonly asked: number;
  /** The shares of questions (0..1) whose answer came first, and among the first ten. */
  readonly at1: number;
  readonly at10: number;
}

export interface Measured {
  readonly engine: string;
  readonly size: number;
  /** CPU time of the whole process, garbage collection included, without generating the facts. */
  readonly buildSeconds: number;
  /** Resident memory added by building the index. */
  readonly megabytes: number;
  readonly sets: readonly SetScore[];
  /** Milliseconds per question. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const WARM_UP = 20;
const LIMIT = 10;

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/** Returns the resident bytes after a garbage collection. Needs `--expose-gc` to be exact. */
export function resident(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

/** The fewest questions from which quality is computed. */
export const TELLING = 24;
/** The factor by which a slow library's time may be extended if it can then answer enough questions. */
const PATIENCE = 6;

const isOver = (spent: number, asked: number, allowed: number): boolean =>
  spent > allowed && (asked >= TELLING || (spent / asked) * TELLING > allowed * PATIENCE);

const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** The batch size for generating items, so that generating and consuming are timed separately. */
const BATCH = 2_000;

/** Passes items on, and measures the consumer's time without the time of generating them. */
export function timedApart<Item>(
  source: Iterable<Item>,
  look: (item: Item, at: number) => void = () => {},
): { readonly items: Iterable<Item>; seconds(): number } {
  const started = processorSeconds();
  let making = 0;
  function* items(): Generator<Item, void> {
    const iterator = source[Symbol.iterator]();
    for (let at = 0; ; ) {
      const from = processorSeconds();
      const batch: Item[] = [];
      while (batch.length < BATCH) {
        const { done, value } = iterator.next();
        if (done) break;
        look(value, at++);
        batch.push(value);
      }
      making += processorSeconds() - from;
      yield* batch;
      if (batch.length < BATCH) return;
    }
  }
  return { items: items(), seconds: () => processorSeconds() - started - making };
}

/** Builds one library's index over `size` facts and asks each set of questions for about `seconds` of CPU time. */
export function measure(engine: Engine, input: Input, size: number, seconds: number): Measured {
  const sets = questionsOf(input, size);
  const facts = input.factsFile ? factsOf(input, size) : null;
  const before = resident();
  const building = timedApart(facts ?? factsOf(input, size));
  const ask = engine.build(building.items);
  const buildSeconds = building.seconds();
  const megabytes = Math.max(0, resident() - before) / 1e6;
  const times: number[] = [];
  const warm = performance.now();
  for (const { question } of sets[0]!.questions.slice(0, WARM_UP)) {
    if (performance.now() - warm > (seconds * 1000) / 4) break;
    ask(question, LIMIT);
  }
  const scores = sets.map(({ name, questions }): SetScore => {
    let [asked, at1, at10] = [0, 0, 0];
    // CPU time, so that other load on the machine does not change the number of questions.
    const from = processorSeconds();
    for (const { question, relevant } of questions) {
      if (asked > 0 && isOver(processorSeconds() - from, asked, seconds)) break;
      const start = performance.now();
      const found = ask(question, LIMIT);
      times.push(performance.now() - start);
      const rank = found.findIndex((id) => relevant.includes(id));
      asked++;
      if (rank === 0) at1++;
      if (rank >= 0) at10++;
    }
    return { name, asked, at1: at1 / asked, at10: at10 / asked };
  });
  times.sort((a, b) => a - b);
  const [p50, p95, p99] = [quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99)];
  return { engine: engine.name, size, buildSeconds, megabytes, sets: scores, p50, p95, p99 };
}
