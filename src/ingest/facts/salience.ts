import { readFileSync } from 'node:fs';
import { featuresOf, overlap, SALIENCE_FEATURES, type Weighed } from './salience-features.ts';

/** The contents of `data/salience/model.json`. `data/salience/README.md` says how it is fitted. */
interface SalienceModel {
  readonly weights: readonly number[];
  /** The log odds of a claim without features. */
  readonly bias: number;
}

let model: SalienceModel | undefined;

/**
 * Returns the model that ships with the program. The first call reads its file. A feature without a weight counts
 * nothing.
 */
function salienceModel(): SalienceModel {
  if (model) return model;
  const file = new URL('../../../data/salience/model.json', import.meta.url);
  const read = JSON.parse(readFileSync(file, 'utf8')) as { weights: Record<string, number>; bias: number };
  model = { weights: SALIENCE_FEATURES.map((name) => read.weights[name] ?? 0), bias: read.bias };
  return model;
}

/** The loss, in log odds, for repeating the words of a better claim, and for being its neighbour. */
const REPEATING = 1;
const ADJACENT = 0.3;
/** The number of claims that are diversified, and the number of candidates for them. */
const CHOSEN = 8;
const CANDIDATES = 30;

/** Lowers the best claims that repeat a better one or are its neighbour, as in maximal marginal relevance. */
export function withoutRepetition(
  odds: readonly number[],
  words: readonly ReadonlySet<number>[],
): readonly number[] {
  const result = [...odds];
  const order = [...odds.keys()].sort((left, right) => odds[right]! - odds[left]!).slice(0, CANDIDATES);
  const chosen: number[] = [];
  while (chosen.length < CHOSEN && order.length > 0) {
    for (const index of order) {
      const repeated = chosen.reduce(
        (most, other) => Math.max(most, overlap(words[index]!, words[other]!)),
        0,
      );
      const beside = chosen.some((other) => Math.abs(other - index) === 1) ? 1 : 0;
      result[index] = odds[index]! - REPEATING * repeated - ADJACENT * beside;
    }
    order.sort((left, right) => result[right]! - result[left]!);
    chosen.push(order.shift()!);
  }
  // Claims that were not compared stay below those that were.
  const floor = Math.min(...chosen.map((index) => result[index]!));
  for (const index of order) result[index] = Math.min(result[index]!, floor);
  return result;
}

/**
 * Returns the salience of each claim of an article: the probability, 0 to 1, that a reader must be told it. Values are
 * comparable across articles. Repeating a better claim lowers it.
 */
export function saliences(claims: readonly Weighed[]): readonly number[] {
  if (claims.length === 0) return [];
  const { weights, bias } = salienceModel();
  const { rows, words } = featuresOf(claims);
  const odds = rows.map((row) => row.reduce((sum, value, at) => sum + value * weights[at]!, bias));
  return withoutRepetition(odds, words).map((value) => Math.round(1e6 / (1 + Math.exp(-value))) / 1e6);
}
