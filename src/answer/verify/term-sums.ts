import type { Asked } from './asked.ts';
import { MATCHED, type TermMatch } from './term-matches.ts';

/** The value of a newspaper word for a term, relative to the term itself. */
const EVERYDAY = 0.75;

/**
 * A candidate's matches, summed over the terms of the question. Means are weighted by the terms' weights. A gap is the
 * largest weight of a term, reduced by how well the term is matched.
 */
export interface TermSums {
  /** The mean of the values. */
  readonly soft: number;
  /** The mean of the values that count as matched. */
  readonly hard: number;
  /** The mean of the values with context. */
  readonly context: number;
  readonly gap: number;
  readonly gapContext: number;
  /** The mean over the names; 1 if there are none. */
  readonly names: number;
  readonly namesContext: number;
  /** The mean over the numbers; 1 if there are none. */
  readonly numbers: number;
  /** What newspaper words add to the values: the sum and the mean. */
  readonly everydaySum: number;
  readonly everyday: number;
  /** The mean and the gap of the values with newspaper words. */
  readonly softEveryday: number;
  readonly gapEveryday: number;
}

const quotient = (sum: number, whole: number, otherwise: number): number =>
  whole > 0 ? sum / whole : otherwise;

/** Sums a candidate's matches in one pass over the terms, because this is done for every candidate. */
export function termSums({ terms }: Pick<Asked, 'terms'>, matches: readonly TermMatch[]): TermSums {
  let whole = 0;
  let ofNames = 0;
  let ofNumbers = 0;
  let soft = 0;
  let hard = 0;
  let context = 0;
  let names = 0;
  let namesContext = 0;
  let numbers = 0;
  let everydaySum = 0;
  let softEveryday = 0;
  let gap = 0;
  let gapContext = 0;
  let gapEveryday = 0;
  for (let at = 0; at < terms.length; at++) {
    const { weight, isName, isNumber } = terms[at]!;
    const { value, context: withContext, isEveryday } = matches[at]!;
    const withEveryday = isEveryday ? Math.max(value, EVERYDAY) : value;
    whole += weight;
    soft += weight * value;
    if (value >= MATCHED) hard += weight * value;
    context += weight * withContext;
    softEveryday += weight * withEveryday;
    if (isEveryday) everydaySum += weight * Math.max(0, EVERYDAY - value);
    gap = Math.max(gap, weight * (1 - value));
    gapContext = Math.max(gapContext, weight * (1 - withContext));
    gapEveryday = Math.max(gapEveryday, weight * (1 - withEveryday));
    if (isName) {
      ofNames += weight;
      names += weight * value;
      namesContext += weight * withContext;
    }
    if (isNumber) {
      ofNumbers += weight;
      numbers += weight * value;
    }
  }
  return {
    soft: quotient(soft, whole, 0),
    hard: quotient(hard, whole, 0),
    context: quotient(context, whole, 0),
    gap,
    gapContext,
    names: quotient(names, ofNames, 1),
    namesContext: quotient(namesContext, ofNames, 1),
    numbers: quotient(numbers, ofNumbers, 1),
    everydaySum,
    everyday: quotient(everydaySum, whole, 0),
    softEveryday: quotient(softEveryday, whole, 0),
    gapEveryday,
  };
}
