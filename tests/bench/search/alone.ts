import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIndexDirectory } from '../../../src/library/index-directory.ts';
import type { SearchDocument } from '../../../src/search/document.ts';
import type { SearchIndex } from '../../../src/search/search-engine.ts';
import { processorMs } from '../turns.ts';
import { churn, type Pauses } from './churn.ts';
import { makeFacts, makeQuestions } from './corpus.ts';
import { quantile, resident, timedApart } from './measure.ts';

/** Measurements of Readout's own index: its files, autocomplete, and answers while facts are added and removed. */
export interface Alone {
  readonly size: number;
  readonly buildSeconds: number;
  /** The resident memory of the whole process. */
  readonly megabytes: number;
  readonly fileMegabytes: number;
  /** The time to open the index: CPU time of the opening thread, and by the wall clock, which includes other load. */
  readonly openSeconds: { readonly processor: number; readonly clock: number };
  /** The time to compare every fact with the opened index. */
  readonly compareSeconds: number;
  readonly suggest: { readonly p50: number; readonly p99: number };
  readonly pauses: Pauses;
  /** The share of the postings of a question's terms that is read, 0..1. */
  readonly touched: { readonly ordinary: number; readonly common: number };
}

const PREFIXES = 400;

/** Returns questions of words that most facts contain. */
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

/** Opens a saved index and compares every fact with it. */
async function open(
  folder: string,
  size: number,
  seed: number,
): Promise<Pick<Alone, 'openSeconds' | 'compareSeconds'>> {
  const [clock, processor] = [performance.now(), processorMs()];
  const { index, fault } = await openIndexDirectory(folder);
  const openSeconds = {
    processor: (processorMs() - processor) / 1000,
    clock: (performance.now() - clock) / 1000,
  };
  if (fault !== null || index.size !== size) throw new Error(`It does not open: ${fault}`);
  const comparing = timedApart(makeFacts(size, seed, true));
  const { revision } = index;
  index.add(comparing.items);
  if (index.revision !== revision) throw new Error('An opened index is not what was saved.');
  return { openSeconds, compareSeconds: comparing.seconds() };
}

/** Measures Readout's index over made-up facts with names. Its files are in a temporary folder. */
export async function measureAlone(size: number, seed: number): Promise<Alone> {
  const folder = mkdtempSync(join(tmpdir(), 'readout-bench-'));
  try {
    const kept = await openIndexDirectory(folder);
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
    const opened = await open(folder, size, seed);
    const suggested = suggestTimes(kept.index, sample);
    const share = (asked: readonly string[]): number => {
      const shares = asked.map((question) => {
        kept.index.search(question, { limit: 10 });
        return kept.index.postingsRead / Math.max(1, kept.index.postingCount(question));
      });
      return shares.reduce((sum, one) => sum + one, 0) / shares.length;
    };
    const questions = makeQuestions(sample, 500, seed + 1).map(({ question }) => question);
    const touched = { ordinary: share(questions), common: share(commonQuestions(sample)) };
    const pauses = await churn(kept.index, kept.save, sample, questions);
    return {
      size,
      buildSeconds,
      megabytes,
      ...opened,
      pauses,
      fileMegabytes: files.reduce((sum, bytes) => sum + bytes, 0) / 1e6,
      suggest: { p50: quantile(suggested, 0.5), p99: quantile(suggested, 0.99) },
      touched,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
