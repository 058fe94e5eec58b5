/**
 * Makes `model.json`: the weights by which a claim's salience is computed. Run by hand with two files of JSON Lines:
 * {"text","summary"}, an article and the highlights that a person wrote of it, one a line; and {"text","key"}, an
 * article and the sentences of it that a reader must be told.
 *
 *   node data/salience/train-model.ts highlights.jsonl marks.jsonl [--check]
 *
 * Weights begin at those set by hand, move towards the highlights, and from there towards the marks, each time no
 * further than the data makes worth it. --check prints figures cross-validated by article and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentWords } from '../../src/language/stop-words.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { withoutRepetition } from '../../src/ingest/facts/salience.ts';
import { featuresOf, SALIENCE_FEATURES } from '../../src/ingest/facts/salience-features.ts';

const FOLDS = 5;
/** A claim covers a highlight or mark if it has at least this share of its words. */
const COVERED = 0.5;
/** The ridge penalty towards the initial weights, for highlights and for the few marks. */
const RIDGE = { highlights: 0.05, marks: 0.03 } as const;
const STEPS = 150;

/** Weights set by hand before anything was trained. */
const BY_HAND: Readonly<Record<string, number>> = {
  position: 2.5,
  centrality: 1,
  leadWords: 1,
  count: 0.45,
  length: 0.2,
  short: -0.25,
  names: 0.3,
  mainName: 0.1,
  consequence: 0.2,
  future: 0.1,
  firstOfSpeaker: 0.1,
  quoted: -0.7,
  quoting: -0.2,
  personal: -0.35,
};
const BIAS = -2.4;

interface Example {
  readonly rows: readonly (readonly number[])[];
  readonly words: readonly ReadonlySet<number>[];
  /** The share of each highlight's or mark's words that each claim has: by claim, then by highlight. */
  readonly covered: readonly (readonly number[])[];
}

const wordsIn = (text: string): ReadonlySet<string> => new Set(contentWords(text));

/**
 * Builds an article's example from its claims and the texts that its claims should cover; null if it has too few
 * claims.
 */
function exampleOf(text: string, wanted: readonly string[], id: string): Example | null {
  const { facts } = factsOf({ id, title: '', text, source: { kind: 'file', path: id }, published: null, retrieved: null });
  if (facts.length < 6) return null;
  const claims = facts.map(({ claim, speaker, entities }, place) => ({ claim, speaker, entities, place, words: contentWords(claim) }));
  const wantedWords = wanted.map(wordsIn);
  const covered = facts.map(({ quote }) => {
    const held = wordsIn(quote);
    return wantedWords.map((words) => words.intersection(held).size / Math.max(1, words.size));
  });
  return { ...featuresOf(claims), covered };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Fits a logistic regression with Adam, starting from the weights `begin`. A claim is right if it covers a wanted text,
 * and about as well as the best claim does.
 */
function train(examples: readonly Example[], begin: readonly number[], ridge: number): number[] {
  const size = SALIENCE_FEATURES.length;
  const samples = examples.flatMap(({ rows, covered }) => {
    const best = (covered[0] ?? []).map((_, wanted) => Math.max(...covered.map((one) => one[wanted]!)));
    return rows.map((row, at) => ({
      row,
      right: covered[at]!.some((share, wanted) => share >= COVERED && share >= 0.9 * best[wanted]!) ? 1 : 0,
      weight: 1 / rows.length / examples.length,
    }));
  });
  const weights = [...begin];
  const [mean, square] = [new Array<number>(size + 1).fill(0), new Array<number>(size + 1).fill(0)];
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight, at) => (at < size ? ridge * (weight - begin[at]!) : 0));
    for (const { row, right, weight } of samples) {
      const by = (sigmoid(row.reduce((sum, value, at) => sum + value * weights[at]!, weights[size]!)) - right) * weight;
      for (let at = 0; at < size; at++) gradient[at]! += by * row[at]!;
      gradient[size]! += by;
    }
    for (let at = 0; at <= size; at++) {
      mean[at] = 0.9 * mean[at]! + 0.1 * gradient[at]!;
      square[at] = 0.999 * square[at]! + 0.001 * gradient[at]! ** 2;
      const rate = 0.03 * (mean[at]! / (1 - 0.9 ** step));
      weights[at]! -= rate / (Math.sqrt(square[at]! / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return weights;
}

/** Of the highlights that some claim covers, the share that one of the five most salient claims covers. */
function coveredByFive(examples: readonly Example[], weightsOf: (at: number) => readonly number[]): number {
  let [all, found] = [0, 0];
  for (const [at, { rows, words, covered }] of examples.entries()) {
    const weights = weightsOf(at);
    const odds = withoutRepetition(rows.map((row) => row.reduce((sum, value, to) => sum + value * weights[to]!, weights.at(-1)!)), words);
    const five = [...odds.keys()].sort((left, right) => odds[right]! - odds[left]!).slice(0, 5);
    for (let highlight = 0; highlight < covered[0]!.length; highlight++) {
      if (!covered.some((one) => one[highlight]! >= COVERED)) continue;
      all++;
      if (five.some((one) => covered[one]![highlight]! >= COVERED)) found++;
    }
  }
  return found / all;
}

const args = process.argv.slice(2);
const [highlightsFile, marksFile] = args.filter((arg) => !arg.startsWith('--'));
if (!highlightsFile || !marksFile) {
  process.stderr.write('train-model.ts highlights.jsonl marks.jsonl [--check]\n');
  process.exit(2);
}

interface Line {
  readonly text: string;
  readonly summary?: string | readonly string[];
  readonly key?: readonly string[];
}

const examplesIn = (file: string): readonly Example[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap((line, at) => {
      const { text, summary = [], key } = JSON.parse(line) as Line;
      const highlights = typeof summary === 'string' ? summary.split('\n') : summary;
      return exampleOf(text, (key ?? highlights).filter(Boolean), `a${at}`) ?? [];
    });

const highlights = examplesIn(highlightsFile);
const marks = examplesIn(marksFile);
const begin = [...SALIENCE_FEATURES.map((name) => BY_HAND[name] ?? 0), BIAS];
const general = train(highlights, begin, RIDGE.highlights);

/** Each article's weights, trained on those of the other folds. */
const crossValidated = (examples: readonly Example[], folds: number, from: readonly number[], ridge: number) => {
  const byFold = Array.from({ length: folds }, (_, fold) => train(examples.filter((_, at) => at % folds !== fold), from, ridge));
  return coveredByFive(examples, (at) => byFold[at % folds]!);
};

if (args.includes('--check')) {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  process.stdout.write(`of the highlights among five: ${percent(crossValidated(highlights, FOLDS, begin, RIDGE.highlights))}\n`);
  process.stdout.write(`of the marks among five: ${percent(crossValidated(marks, marks.length, general, RIDGE.marks))}\n`);
} else {
  const weights = train(marks, general, RIDGE.marks);
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  const model = {
    weights: Object.fromEntries(SALIENCE_FEATURES.map((name, at) => [name, rounded(weights[at]!)])),
    bias: rounded(weights.at(-1)!),
  };
  writeFileSync(join(import.meta.dirname, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  process.stdout.write(`${highlights.length} articles with highlights, ${marks.length} with marks\n`);
}
