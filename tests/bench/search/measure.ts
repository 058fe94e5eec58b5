import type { Engine } from './engines.ts';
import { factsOf, type Input, questionsOf } from './input.ts';

export interface SetScore {
  readonly name: string;
  /** How many were asked: a slow library is asked as many as fit its time. */
  readonly asked: number;
  /** Shares of the questions, 0..1, whose answer came first or among the first ten. */
  readonly at1: number;
  readonly at10: number;
}

export interface Measured {
  readonly engine: string;
  readonly size: number;
  readonly buildSeconds: number;
  /** Resident memory that building added. */
  readonly megabytes: number;
  readonly sets: readonly SetScore[];
  /** Milliseconds a question. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const WARM_UP = 20;
const LIMIT = 10;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/** Resident bytes once garbage is gone; needs `--expose-gc` to be exact. */
function resident(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}

/** Builds one library's index over `size` facts and asks it, for at most `seconds` a set of questions. */
export function measure(engine: Engine, input: Input, size: number, seconds: number): Measured {
  const sets = questionsOf(input, size);
  const facts = input.factsFile ? factsOf(input, size) : null;
  const before = resident();
  const started = performance.now();
  const ask = engine.build(facts ?? factsOf(input, size));
  const buildSeconds = (performance.now() - started) / 1000;
  const megabytes = Math.max(0, resident() - before) / 1e6;
  const times: number[] = [];
  const warm = performance.now();
  for (const { question } of sets[0]!.questions.slice(0, WARM_UP)) {
    if (performance.now() - warm > (seconds * 1000) / 4) break;
    ask(question, LIMIT);
  }
  const scores = sets.map(({ name, questions }): SetScore => {
    let [asked, at1, at10] = [0, 0, 0];
    const from = performance.now();
    for (const { question, relevant } of questions) {
      if (asked > 0 && performance.now() - from > seconds * 1000) break;
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
