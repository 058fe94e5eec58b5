import { sigmoid } from '../../src/answer/verify/model.ts';

/** Weights by feature name. */
export interface Weighed {
  readonly weights: Readonly<Record<string, number>>;
  readonly bias: number;
}

/** Ridge penalty of the ranking, a question; chosen by cross-validation among 0.03, 0.1 and 0.3. */
const RANKING_RIDGE = 0.1;
/**
 * Ridge penalty of the chance, a sample; chosen by cross-validation among 0.003 to 0.1. Both on standardised features.
 */
const CHANCE_RIDGE = 0.03;

const spreadsOf = (columns: readonly (readonly number[])[], least: number): { means: number[]; spreads: number[] } => {
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const spreads = columns.map((column, at) =>
    Math.max(least, Math.sqrt(column.reduce((sum, value) => sum + (value - means[at]!) ** 2, 0) / column.length)),
  );
  return { means, spreads };
};

/** The candidates of one question, with their features, and which of them are right. */
export interface Listed {
  readonly rows: readonly (readonly number[])[];
  readonly right: readonly boolean[];
}

/**
 * Fits a ranking by listwise softmax regression with Adam: within a question the right candidates should get the whole
 * probability. A weight of `prior` that is not null stays as it is.
 */
export function fitRanking(examples: readonly Listed[], prior: readonly (number | null)[], steps = 300): number[] {
  const usable = examples.filter(({ right }) => right.includes(true) && right.includes(false));
  const all = usable.flatMap(({ rows }) => rows);
  const size = prior.length;
  const { spreads } = spreadsOf(Array.from({ length: size }, (_, at) => all.map((row) => row[at]!)), 0.02);
  const table = Float64Array.from(all.flat());
  const weights = Float64Array.from(prior, (weight) => weight ?? 0);
  const [mean, square] = [new Float64Array(size), new Float64Array(size)];
  const scores = new Float64Array(Math.max(...usable.map(({ rows }) => rows.length)));
  const scoreOf = (row: number): number => {
    let sum = 0;
    for (let to = 0; to < size; to++) sum += table[row * size + to]! * weights[to]!;
    return sum;
  };
  for (let step = 1; step <= steps; step++) {
    const gradient = weights.map((weight, at) => 2 * RANKING_RIDGE * weight * spreads[at]! ** 2);
    let from = 0;
    for (const { right } of usable) {
      let top = -Infinity;
      for (let at = 0; at < right.length; at++) top = Math.max(top, (scores[at] = scoreOf(from + at)));
      let [whole, won] = [0, 1e-300];
      for (let at = 0; at < right.length; at++) {
        scores[at] = Math.exp(scores[at]! - top);
        whole += scores[at]!;
        if (right[at]) won += scores[at]!;
      }
      for (let at = 0; at < right.length; at++) {
        const by = (scores[at]! / whole - (right[at] ? scores[at]! / won : 0)) / usable.length;
        if (Math.abs(by) > 1e-9)
          for (let to = 0; to < size; to++) gradient[to]! += by * table[(from + at) * size + to]!;
      }
      from += right.length;
    }
    const rate = 0.03 * Math.min(1, (2 * (steps - step)) / steps + 0.02);
    for (let at = 0; at < size; at++) {
      if (prior[at] !== null) continue;
      const slope = gradient[at]! / spreads[at]!;
      mean[at] = 0.9 * mean[at]! + 0.1 * slope;
      square[at] = 0.999 * square[at]! + 0.001 * slope ** 2;
      const change = mean[at]! / (1 - 0.9 ** step) / (Math.sqrt(square[at]! / (1 - 0.999 ** step)) + 1e-8);
      weights[at]! -= (rate * change) / spreads[at]!;
    }
  }
  return [...weights];
}

/** Solves a symmetric positive system by Gaussian elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  const size = rows.length;
  for (let at = 0; at < size; at++)
    for (let below = at + 1; below < size; below++) {
      const by = rows[below]![at]! / rows[at]![at]!;
      for (let to = at; to <= size; to++) rows[below]![to]! -= by * rows[at]![to]!;
    }
  const found = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at--) {
    const rest = rows[at]!.slice(at + 1, size).reduce((sum, value, to) => sum + value * found[at + 1 + to]!, 0);
    found[at] = (rows[at]![size]! - rest) / rows[at]![at]!;
  }
  return found;
}

/**
 * Fits a logistic regression with a ridge penalty by Newton's method. The weights are those of the features as given,
 * with the bias last. `least` is the smallest spread at which a feature is standardised.
 */
export function fitChance(
  rows: readonly (readonly number[])[],
  right: readonly boolean[],
  least = 0.05,
): number[] {
  const count = rows.length;
  const size = rows[0]!.length;
  const { means, spreads } = spreadsOf(Array.from({ length: size }, (_, at) => rows.map((row) => row[at]!)), least);
  const scaled = rows.map((row) => Float64Array.from([...row.map((value, at) => (value - means[at]!) / spreads[at]!), 1]));
  const penalty = [...new Array<number>(size).fill(CHANCE_RIDGE * count), 1e-3 * count];
  let weights = new Array<number>(size + 1).fill(0);
  for (let step = 0; step < 8; step++) {
    const gradient = weights.map((weight, at) => penalty[at]! * weight);
    const hessian = weights.map((_, at) => Float64Array.from(weights, (__, to) => (at === to ? penalty[at]! : 0)));
    scaled.forEach((row, one) => {
      const chance = sigmoid(row.reduce((sum, value, at) => sum + value * weights[at]!, 0));
      const by = chance - (right[one] ? 1 : 0);
      for (let at = 0; at <= size; at++) {
        gradient[at]! += by * row[at]!;
        const scale = chance * (1 - chance) * row[at]!;
        const into = hessian[at]!;
        for (let to = 0; to <= size; to++) into[to]! += scale * row[to]!;
      }
    });
    const change = solve(
      hessian.map((row) => [...row]),
      gradient,
    );
    weights = weights.map((weight, at) => weight - change[at]!);
  }
  const own = weights.slice(0, size).map((weight, at) => weight / spreads[at]!);
  return [...own, weights[size]! - own.reduce((sum, weight, at) => sum + weight * means[at]!, 0)];
}
