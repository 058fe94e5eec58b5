/**
 * Makes `model.json`: the weights by which a claim's salience is computed. Run by hand with a file of JSON Lines
 * {"title","text","key"}: an article, and the sentences of it that a reader must be told, the most important first.
 *
 *   node data/salience/train-model.ts marks.jsonl [--check]
 *
 * Weights start at those of the first model and move towards the marks, no further than the data makes worth it.
 * --check prints figures cross-validated by article and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentWords } from '../../src/language/stop-words.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { withoutRepetition } from '../../src/ingest/facts/salience.ts';
import { featuresOf, SALIENCE_FEATURES } from '../../src/ingest/facts/salience-features.ts';

const FOLDS = 5;
/** Numbers that order the articles differently before they are divided into folds. */
const SEEDS = [1, 2, 3, 4, 5];
/** The number of marks of an article that count, and the number of claims among which they are looked for. */
const CHOSEN = 5;
/** The label of a claim that only a later mark covers. */
const LATER = 0.5;
/** The ridge penalty towards the first model, for features scaled to unit variance. */
const RIDGE = 0.1;
const STEPS = 600;
const LEARNING_RATE = 0.02;
/** The fewest claims of an article that is learned from. */
const LEAST_CLAIMS = 6;
/** A claim covers a mark if they share so many characters, or this share of the shorter one. */
const SHARED = { characters: 15, share: 0.6 } as const;

/**
 * Weights of the first model. It was set by hand, then fitted to 268 news articles with their publishers' highlights,
 * then to 22 articles with marks.
 */
const FIRST: Readonly<Record<string, number>> = {
  opening: 0.034,
  second: 0.17,
  position: 2.801,
  lateness: -0.188,
  ending: -0.358,
  centrality: 0.919,
  leadWords: 0.835,
  length: 0.082,
  short: -0.629,
  long: 0.026,
  names: 0.347,
  mainName: 0.191,
  count: 0.511,
  money: 0.063,
  share: -0.04,
  consequence: 0.491,
  future: 0.256,
  cause: 0.305,
  superlative: -0.174,
  pastYear: -0.08,
  recent: 0.249,
  hedge: 0.054,
  contrast: -0.038,
  personal: -0.5,
  pointsBack: -0.088,
  quoted: -0.883,
  quoting: -0.078,
  spoken: 0.162,
  firstOfSpeaker: 0.51,
};
const FIRST_BIAS = -3.411;
const SIZE = SALIENCE_FEATURES.length;
const first: readonly number[] = [...SALIENCE_FEATURES.map((name) => FIRST[name] ?? 0), FIRST_BIAS];

interface Example {
  readonly rows: readonly (readonly number[])[];
  readonly words: readonly ReadonlySet<number>[];
  /** The indices of the marks that each claim covers. */
  readonly covered: readonly (readonly number[])[];
  /** The number of marks that count. */
  readonly marks: number;
}

interface Line {
  readonly title?: string;
  readonly text: string;
  readonly key: readonly string[];
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Tests whether two passages of a text overlap enough to say the same. */
function overlap(text: string, one: string, other: string): boolean {
  const [from, start] = [text.indexOf(one), text.indexOf(other)];
  if (from < 0 || start < 0) return false;
  const shared = Math.min(from + one.length, start + other.length) - Math.max(from, start);
  return (
    shared >= SHARED.characters || (shared > 0 && shared >= SHARED.share * Math.min(one.length, other.length))
  );
}

function exampleOf({ title = '', text, key }: Line, id: string): Example {
  const { facts } = factsOf({ id, title, text, source: { kind: 'file', path: id }, published: null, retrieved: null });
  const claims = facts.map((fact, place) => ({ ...fact, place, words: contentWords(fact.claim) }));
  const [whole, wanted] = [squeezed(text), key.map(squeezed)];
  const covered = facts.map(({ quote }) =>
    wanted.flatMap((mark, index) => (overlap(whole, squeezed(quote), mark) ? index : [])),
  );
  return { ...featuresOf(claims), covered, marks: Math.min(CHOSEN, key.length) };
}

const oddsOf = (row: readonly number[], weights: readonly number[]): number =>
  row.reduce((sum, value, index) => sum + value * weights[index]!, weights[SIZE]!);

const labelOf = (covered: readonly number[]): number => {
  if (covered.some((mark) => mark < CHOSEN)) return 1;
  return covered.length > 0 ? LATER : 0;
};

/** Fits a logistic regression with Adam. Each article counts the same. */
function train(all: readonly Example[]): number[] {
  const examples = all.filter(({ rows }) => rows.length >= LEAST_CLAIMS);
  const samples = examples.flatMap(({ rows, covered }) =>
    rows.map((row, index) => ({
      row,
      label: labelOf(covered[index]!),
      weight: 1 / rows.length / examples.length,
    })),
  );
  const meanOf = (valueOf: (row: readonly number[]) => number): number =>
    samples.reduce((sum, { row }) => sum + valueOf(row), 0) / samples.length;
  const means = SALIENCE_FEATURES.map((_, index) => meanOf((row) => row[index]!));
  const scales = means.map((mean, index) => Math.sqrt(meanOf((row) => (row[index]! - mean) ** 2)) || 1);
  const begin = [...scales.map((scale, index) => first[index]! * scale), oddsOf(means, first)];
  const scaled = samples.map((sample) => ({
    ...sample,
    row: sample.row.map((value, index) => (value - means[index]!) / scales[index]!),
  }));
  const weights = [...begin];
  const [mean, square] = [new Array<number>(SIZE + 1).fill(0), new Array<number>(SIZE + 1).fill(0)];
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight, index) => (index < SIZE ? RIDGE * (weight - begin[index]!) : 0));
    for (const { row, label, weight } of scaled) {
      const error = (1 / (1 + Math.exp(-oddsOf(row, weights))) - label) * weight;
      for (let index = 0; index < SIZE; index++) gradient[index]! += error * row[index]!;
      gradient[SIZE]! += error;
    }
    for (let index = 0; index <= SIZE; index++) {
      mean[index] = 0.9 * mean[index]! + 0.1 * gradient[index]!;
      square[index] = 0.999 * square[index]! + 0.001 * gradient[index]! ** 2;
      const rate = LEARNING_RATE * (mean[index]! / (1 - 0.9 ** step));
      weights[index]! -= rate / (Math.sqrt(square[index]! / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  const plain = scales.map((scale, index) => weights[index]! / scale);
  return [...plain, weights[SIZE]! - plain.reduce((sum, weight, index) => sum + weight * means[index]!, 0)];
}

/** Returns the number of an article's marks that the five claims with the highest odds cover. */
function marksAmongFive({ covered, words }: Example, odds: readonly number[]): number {
  const result = withoutRepetition(odds, words);
  const five = [...result.keys()].sort((left, right) => result[right]! - result[left]!).slice(0, CHOSEN);
  return new Set(five.flatMap((index) => covered[index]!.filter((mark) => mark < CHOSEN))).size;
}

const examples = (file: string): readonly Example[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line, index) => exampleOf(JSON.parse(line) as Line, `a${index}`));

/** Shuffles the indices of a list, the same each time for a seed. */
function shuffled(length: number, seed: number): number[] {
  let state = seed;
  const order = Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

function check(all: readonly Example[]): void {
  const marks = all.reduce((sum, one) => sum + one.marks, 0);
  const print = (what: string, found: number): void => {
    process.stdout.write(`${what}: ${((100 * found) / marks).toFixed(1)} %\n`);
  };
  const total = (oddsIn: (one: Example, index: number) => readonly number[]): number =>
    all.reduce((sum, one, index) => sum + marksAmongFive(one, oddsIn(one, index)), 0);
  const byWeights = (rows: Example['rows'], weights: readonly number[]) => rows.map((row) => oddsOf(row, weights));
  print(
    'the first five claims',
    all.reduce(
      (sum, { covered }) => sum + new Set(covered.slice(0, CHOSEN).flat().filter((mark) => mark < CHOSEN)).size,
      0,
    ),
  );
  print('the first model', total(({ rows }) => byWeights(rows, first)));
  for (const seed of SEEDS) {
    const foldOf = new Map(shuffled(all.length, seed).map((index, place) => [index, place % FOLDS]));
    const models = Array.from({ length: FOLDS }, (_, fold) =>
      train(all.filter((_, index) => foldOf.get(index) !== fold)),
    );
    print(`cross-validated, seed ${seed}`, total(({ rows }, index) => byWeights(rows, models[foldOf.get(index)!]!)));
  }
}

const args = process.argv.slice(2);
const [file] = args.filter((arg) => !arg.startsWith('--'));
if (!file) {
  process.stderr.write('train-model.ts marks.jsonl [--check]\n');
  process.exit(2);
}
const all = examples(file);
if (args.includes('--check')) check(all);
else {
  const weights = train(all);
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  const model = {
    weights: Object.fromEntries(SALIENCE_FEATURES.map((name, index) => [name, rounded(weights[index]!)])),
    bias: rounded(weights[SIZE]!),
  };
  writeFileSync(join(import.meta.dirname, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  process.stdout.write(`${all.length} articles\n`);
}
