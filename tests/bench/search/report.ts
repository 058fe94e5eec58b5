import type { Alone } from './alone.ts';
import { type Measured, type SetScore, TELLING } from './measure.ts';

/** The ranking quality without one feature: R@1 by question set. */
export interface Ablated {
  readonly feature: string;
  readonly sets: readonly SetScore[];
}

const percent = (share: number): string => (Number.isNaN(share) ? '–' : (share * 100).toFixed(1));
const ms = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
const count = (value: number): string => value.toLocaleString('en-GB');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

function comparison(rows: readonly Measured[]): string {
  const sets = rows[0]?.sets.map(({ name }) => name) ?? [];
  const head = ['library', 'facts', ...sets.map((name) => `${name}: R@1 / R@10 (asked)`)];
  return table(
    [...head, 'p50 ms', 'p95 ms', 'p99 ms', 'build s', 'memory MB'],
    rows.map((one) => [
      one.engine,
      count(one.size),
      ...one.sets.map(({ at1, at10, asked }) =>
        asked < TELLING ? `– (${asked})` : `${percent(at1)} / ${percent(at10)} (${asked})`,
      ),
      ...[one.p50, one.p95, one.p99].map(ms),
      one.buildSeconds.toFixed(1),
      one.megabytes.toFixed(0),
    ]),
  );
}

function ablation(whole: readonly SetScore[], ablated: readonly Ablated[]): string {
  return table(
    ['without', ...whole.map(({ name }) => `${name}: R@1`)],
    [
      ['nothing (all features)', ...whole.map(({ at1 }) => percent(at1))],
      ...ablated.map(({ feature, sets }) => [
        feature,
        ...sets.map(({ at1 }, at) => `${percent(at1)} (${((at1 - whole[at]!.at1) * 100).toFixed(1)})`),
      ]),
    ],
  );
}

function keeping(kept: readonly Alone[]): string {
  return table(
    [
      ...[
        'facts',
        'build s',
        'process MB',
        'files MB',
        'open s: processor / clock',
        'compare s',
        'suggest p50 / p99 ms',
      ],
      ...[
        'longest pause ms: processor / clock',
        'in use MB before / after',
        'postings touched: ordinary / common',
      ],
    ],
    kept.map((one) => [
      count(one.size),
      one.buildSeconds.toFixed(1),
      one.megabytes.toFixed(0),
      one.fileMegabytes.toFixed(1),
      `${one.openSeconds.processor.toFixed(2)} / ${one.openSeconds.clock.toFixed(2)}`,
      one.compareSeconds.toFixed(2),
      `${ms(one.suggest.p50)} / ${ms(one.suggest.p99)}`,
      `${one.pauses.longestOfProcessor.toFixed(0)} / ${one.pauses.longest.toFixed(0)}`,
      `${(one.pauses.before / 1e6).toFixed(0)} / ${(one.pauses.after / 1e6).toFixed(0)}`,
      `${percent(one.touched.ordinary)} % / ${percent(one.touched.common)} %`,
    ]),
  );
}

/** The results of one run. */
export interface Results {
  readonly source: string;
  readonly machine: string;
  readonly rows: readonly Measured[];
  readonly kept: readonly Alone[];
  readonly whole: readonly SetScore[];
  readonly ablated: readonly Ablated[];
}

/** Writes the bench's page: the comparison, the plot, and the contribution of each feature. */
export function report({ source, machine, rows, kept, whole, ablated }: Results): string {
  return `# Search, measured

Written by \`npm run bench\`; run it to check. ${source} ${machine}

R@1 and R@10: the share of questions, in per cent, whose answer came first or among the first ten. Every library is asked
the same questions in the same order, for at most a fixed time, so that a slow one is asked fewer: the number stands in
brackets, and of fewer than ${TELLING} no share is given. Each runs in a process of its own. Build time is processor time, the garbage
collector's included and the making of the facts left out; memory is what building added to the process.

![Median time of a question against the number of facts](bench.svg)

${comparison(rows)}

## Kept on disk, and changed while it is asked

This core alone, over made-up facts with names. *Open*: reading the saved index, checked. *Compare*: holding every fact
against it, as a start does. *Suggest*: the names that begin with one to six letters. *Longest pause*: in ${count(kept[0]?.pauses.rounds ?? 0)} rounds, each
an article of twelve facts put in another's place and a question, each in a turn of its own, with a save to disk in the background
every 250 rounds (in turn a delta and all of it), the longest that anything else had to wait; of the processor: of the thread that
answers, its garbage collection included; by the clock what else the machine does counts as well. *In use*: heap and columns around those rounds. *Postings touched*: of
all postings of a question's words, the share that was looked at (words of facts that are read instead count too), for the questions above
and for questions of three of the commonest words.

${keeping(kept)}

## What each feature is worth

R@1 without one of the features, and in brackets the points lost.

${ablation(whole, ablated)}
`;
}
