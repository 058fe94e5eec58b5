import { readFileSync } from 'node:fs';
import { featuresOf, overlap, SALIENCE_FEATURES, type Weighed } from './salience-features.ts';

/** What `data/salience/model.json` holds; `data/salience/README.md` says how it is made. */
interface SalienceModel {
  readonly weights: readonly number[];
  /** Log odds of a claim without features. */
  readonly bias: number;
}

let model: SalienceModel | undefined;

/** The model that ships with the program, read at the first call. A feature without a weight counts nothing. */
function salienceModel(): SalienceModel {
  if (model) return model;
  const file = new URL('../../../data/salience/model.json', import.meta.url);
  const read = JSON.parse(readFileSync(file, 'utf8')) as { weights: Record<string, number>; bias: number };
  model = { weights: SALIENCE_FEATURES.map((name) => read.weights[name] ?? 0), bias: read.bias };
  return model;
}

/** How far a claim falls, in log odds, for the words that a better one has, and for standing right beside one. */
const REPEATING = 1;
const ADJACENT = 0.3;
/** How many claims are kept apart, and among how many they are chosen. */
const CHOSEN = 8;
const CANDIDATES = 30;

/** Lowers, among the best claims, those that repeat a better one or stand beside it. */
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
  // What was never compared stays below what was.
  const floor = Math.min(...chosen.map((index) => result[index]!));
  for (const index of order) result[index] = Math.min(result[index]!, floor);
  return result;
}

/**
 * Gives every claim of an article its salience, 0..1: the chance that a reader must be told it, the same measure in
 * every article. What a better claim says already lowers it.
 */
export function saliences(claims: readonly Weighed[]): readonly number[] {
  if (claims.length === 0) return [];
  const { weights, bias } = salienceModel();
  const { rows, words } = featuresOf(claims);
  const odds = rows.map((row) => row.reduce((sum, value, at) => sum + value * weights[at]!, bias));
  return withoutRepetition(odds, words).map((value) => Math.round(1e6 / (1 + Math.exp(-value))) / 1e6);
}
