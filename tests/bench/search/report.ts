import type { Measured, SetScore } from './measure.ts';

/** What the ranking loses without one signal: shares of R@1, by set of questions. */
export interface Ablated {
  readonly signal: string;
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
      ...one.sets.map(({ at1, at10, asked }) => `${percent(at1)} / ${percent(at10)} (${asked})`),
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
      ['nothing (all signals)', ...whole.map(({ at1 }) => percent(at1))],
      ...ablated.map(({ signal, sets }) => [
        signal,
        ...sets.map(({ at1 }, at) => `${percent(at1)} (${((at1 - whole[at]!.at1) * 100).toFixed(1)})`),
      ]),
    ],
  );
}

/** The bench's page: the comparison, the plot, and what each signal is worth. */
export function report(
  source: string,
  machine: string,
  rows: readonly Measured[],
  whole: readonly SetScore[],
  ablated: readonly Ablated[],
): string {
  return `# Search, measured

Written by \`npm run bench\`; run it to check. ${source} ${machine}

R@1 and R@10: the share of questions, in per cent, whose answer came first or among the first ten. Every library is asked
the same questions in the same order, for at most a fixed time, so that a slow one is asked fewer: the number stands in
brackets, and a share of few questions says little. Each runs in a process of its own; memory is what building added to it.

![Median time of a question against the number of facts](bench.svg)

${comparison(rows)}

## What each signal is worth

R@1 without one of the signals, and in brackets the points lost.

${ablation(whole, ablated)}
`;
}
