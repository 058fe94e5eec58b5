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

\`npm run bench\` writes this page. ${source} ${machine}

R@1 and R@10 are the shares of questions, in per cent, whose answer came first or among the first ten. Every library gets
the same questions in the same order. A slow one gets fewer, because the time is limited: the number asked is in brackets, and
with fewer than ${TELLING} no share is given. Each library runs in its own process. Build time is processor time, garbage
collection included, without the time to generate the facts. Memory is what building added to the process.

![Median time of a question against the number of facts](bench.svg)

${comparison(rows)}

## The index on disk and under change

Readout's index only, over made-up facts with names.

- *Open*: reading the saved index and checking it.
- *Compare*: comparing every fact with it, as a start does.
- *Suggest*: completing names from one to six letters.
- *Longest pause*: the longest time without a turn for other work, in ${count(kept[0]?.pauses.rounds ?? 0)} rounds. Each round replaces an article of twelve
  facts and asks a question, each in its own turn. Every 250 rounds the index is saved in the background, in turn a delta and
  the whole. *Processor* is the time of the answering thread, garbage collection included. *Clock* includes other load.
- *In use*: heap and columns before and after those rounds.
- *Postings touched*: the share of a question's postings that is read, for the questions above and for questions of three of
  the most common words. Words of facts that are read instead count too.

${keeping(kept)}

## What each feature is worth

R@1 without one feature, with the change in points in brackets.

${ablation(whole, ablated)}
`;
}
