import { impact, TOP_IMPACT } from './bm25.ts';
import type { Query } from './query.ts';
import type { Reading } from './read.ts';

/** How strongly each signal counts; found by measuring (docs/bench.md has the ablation). */
const COVERAGE = 0.8;
const ADJACENCY = 0.35;
const CONTEXT = 0.35;
const KIND = 0.25;

/** BM25 over what was met. */
export function termScore(query: Query, { meetings }: Reading, length: number): number {
  let score = 0;
  query.terms.forEach(({ weight }, at) => {
    const meeting = meetings[at];
    if (meeting)
      score += weight * meeting.weight * (impact(Math.max(meeting.frequency, 0.3), length) / TOP_IMPACT);
  });
  return score;
}

/** The share of the question's weight that was met, 0..1. */
export function coverageOf(query: Query, { meetings }: Reading): number {
  let met = 0;
  let all = 0;
  query.terms.forEach(({ weight }, at) => {
    all += weight;
    const meeting = meetings[at];
    if (meeting) met += weight * meeting.weight;
  });
  return all > 0 ? met / all : 0;
}

/** Words that are neighbours in the question and in the fact: a name, a phrase. */
export function adjacencyScore(query: Query, { meetings }: Reading): number {
  let score = 0;
  for (let at = 1; at < query.terms.length; at++) {
    const left = meetings[at - 1];
    const right = meetings[at];
    if (!left || !right) continue;
    const gap = query.terms[at]!.position - query.terms[at - 1]!.position;
    const near = right.positions.some((here) =>
      left.positions.some((there) => here > there && here - there <= gap + (gap > 1 ? 1 : 0)),
    );
    if (near) score += Math.min(query.terms[at]!.weight, query.terms[at - 1]!.weight);
  }
  return score;
}

/** What the neighbouring sentences hold of the question and the fact itself lacks. */
export function contextScore(query: Query, reading: Reading, neighbours: readonly Reading[]): number {
  let score = 0;
  query.terms.forEach(({ weight }, at) => {
    if (reading.meetings[at]) return;
    if (neighbours.some(({ meetings }) => meetings[at])) score += weight;
  });
  return score;
}

/** Whether the fact holds the kind of thing that is asked for: a number, a name. */
export function kindScore({ wants }: Query, { numbers, capitals }: Reading): number {
  if (wants === 'number' || wants === 'time') return numbers > 0 ? 1 : 0;
  if (wants === 'person' || wants === 'place') return capitals > 0 ? 1 : 0;
  return 0;
}

/** The score of one fact against a question. */
export function factScore(
  query: Query,
  reading: Reading,
  neighbours: readonly Reading[],
  length: number,
): number {
  const { coverage, adjacency, context, kind } = query.signals;
  const base = termScore(query, reading, length);
  const whole = query.terms.reduce((sum, { weight }) => sum + weight, 0);
  return (
    base +
    (coverage ? COVERAGE * coverageOf(query, reading) ** 2 * whole : 0) +
    (adjacency ? ADJACENCY * adjacencyScore(query, reading) : 0) +
    (context ? CONTEXT * contextScore(query, reading, neighbours) : 0) +
    (kind ? KIND * kindScore(query, reading) : 0)
  );
}
