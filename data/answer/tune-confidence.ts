/**
 * Fits the chance of being right to questions about whole articles: scales the logit that was trained on public data, and adds
 * a weight for each kind of question, each broken condition and how much of a matter is met. Writes `model.json`. Run by hand:
 *
 *   npm run --silent readout -- ingest --dry-run --json ARTICLE… > articles.jsonl
 *   node data/answer/tune-confidence.ts articles.jsonl questions.jsonl
 *
 * Questions are JSON Lines {"question","article","gold":[sentences]}; `gold` is empty where the article does not answer.
 * Each is asked of its article and of all articles. Options: --answered P and --maybe P set the thresholds; --check prints
 * figures cross-validated by article and how far the weights are from those of `model.json`, and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAsked } from '../../src/answer/verify/asked.ts';
import { CONFIDENCE_FEATURES, confidenceFeaturesOf, isAdjusted } from '../../src/answer/verify/features.ts';
import { sigmoid } from '../../src/answer/verify/model.ts';
import { rankCandidates, verifiedOf } from '../../src/answer/verify/rank.ts';
import type { Article } from '../../src/domain/article.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { createTenantLibrary, type TenantLibrary } from '../../src/library/tenant-library.ts';

/** Candidates found for a question, as the product finds them. */
const LIMIT = 30;
const FOLDS = 10;
/** Ridge penalty a sample, on standardised features; chosen by cross-validation among 0.01, 0.03 and 0.1. */
const RIDGE = 0.03;
const ADJUSTED = CONFIDENCE_FEATURES.flatMap((name, at) => (isAdjusted(name) ? [at] : []));

interface Question {
  readonly question: string;
  readonly article: string;
  readonly gold: readonly string[];
}
interface Sample {
  readonly article: string;
  readonly isWhole: boolean;
  readonly isAnswerable: boolean;
  readonly features: readonly number[];
  readonly right: boolean;
}
interface Weights {
  readonly weights: Readonly<Record<string, number>>;
  readonly bias: number;
}

const linesOf = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

function libraryOf(articles: readonly Article[]): TenantLibrary {
  const library = createTenantLibrary();
  for (const article of articles) for (const _ of library.putInSteps(factsOf(article)));
  return library;
}

/** Whether a stretch of the text touches one of the sentences. */
const touches = (text: string, [from, to]: readonly [number, number], sentences: readonly string[]): boolean =>
  sentences.some((sentence) => {
    const start = text.indexOf(sentence);
    return start >= 0 && Math.min(to, start + sentence.length) - Math.max(from, start) >= 15;
  });

function sampleOf({ question, article, gold }: Question, library: TenantLibrary, isWhole: boolean): Sample | null {
  const asked = readAsked(question);
  const found = library.index.search(question, { limit: LIMIT }).hits.flatMap((hit) => {
    const fact = library.fact(hit.id);
    return fact ? [{ fact, hit }] : [];
  });
  const [best, second] = rankCandidates(asked, found.slice(0, verifiedOf(asked)));
  if (!best) return null;
  const text = library.article(article)?.text ?? '';
  return {
    article,
    isWhole,
    isAnswerable: gold.length > 0,
    features: confidenceFeaturesOf(asked, best, second ? best.rank - second.rank : 3),
    right: best.fact.article === article && touches(text, best.fact.span, gold),
  };
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

/** Logistic regression with a ridge penalty, by Newton's method; gives weights for the features as they are, the bias last. */
function fit(rows: readonly (readonly number[])[], right: readonly boolean[]): number[] {
  const count = rows.length;
  const size = rows[0]!.length;
  const columns = Array.from({ length: size }, (_, at) => rows.map((row) => row[at]!));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / count);
  const spreads = columns.map((column, at) =>
    Math.max(0.03, Math.sqrt(column.reduce((sum, value) => sum + (value - means[at]!) ** 2, 0) / count)),
  );
  const scaled = rows.map((row) => [...row.map((value, at) => (value - means[at]!) / spreads[at]!), 1]);
  const penalty = [...new Array<number>(size).fill(RIDGE * count), 1e-3 * count];
  let weights = new Array<number>(size + 1).fill(0);
  for (let step = 0; step < 30; step++) {
    const gradient = weights.map((weight, at) => penalty[at]! * weight);
    const hessian = weights.map((_, at) => weights.map((__, to) => (at === to ? penalty[at]! : 0)));
    scaled.forEach((row, one) => {
      const chance = sigmoid(row.reduce((sum, value, at) => sum + value * weights[at]!, 0));
      const by = chance - (right[one] ? 1 : 0);
      row.forEach((value, at) => {
        gradient[at]! += by * value;
        for (let to = 0; to <= size; to++) hessian[at]![to]! += chance * (1 - chance) * value * row[to]!;
      });
    });
    const change = solve(hessian, gradient);
    weights = weights.map((weight, at) => weight - change[at]!);
  }
  const own = weights.slice(0, size).map((weight, at) => weight / spreads[at]!);
  return [...own, weights[size]! - own.reduce((sum, weight, at) => sum + weight * means[at]!, 0)];
}

const args = process.argv.slice(2);
const option = (name: string): number | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : Number(args.splice(at, 2)[1]);
};
const [answered, maybe] = [option('--answered'), option('--maybe')];
const [articlesFile, questionsFile] = args.filter((arg) => !arg.startsWith('--'));
const modelFile = join(import.meta.dirname, 'model.json');
const model = JSON.parse(readFileSync(modelFile, 'utf8')) as {
  readonly base: Weights;
  readonly confidence: Weights;
  readonly answered: number;
};

const articles = linesOf(articlesFile!).map((line) => (line as { article: Article }).article);
const whole = libraryOf(articles);
const alone = new Map(articles.map((article) => [article.id, libraryOf([article])]));
const samples = (linesOf(questionsFile!) as Question[]).flatMap((question) =>
  [sampleOf(question, alone.get(question.article)!, false), sampleOf(question, whole, true)].filter(
    (sample): sample is Sample => sample !== null,
  ),
);

/** Logit of the model that was trained on public data. */
const logitOf = (features: readonly number[]): number =>
  CONFIDENCE_FEATURES.reduce((sum, name, at) => sum + (model.base.weights[name] ?? 0) * features[at]!, model.base.bias);
const rowOf = ({ features }: Sample): number[] => [logitOf(features), ...ADJUSTED.map((at) => features[at]!)];
const fitted = (some: readonly Sample[]): number[] => fit(some.map(rowOf), some.map(({ right }) => right));
const chanceOf = (sample: Sample, weights: readonly number[]): number =>
  sigmoid([...rowOf(sample), 1].reduce((sum, value, at) => sum + value * weights[at]!, 0));

/** The scale of the public logit and the adjustments as one linear model. */
function combined([scale, ...rest]: readonly number[]): Weights {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const weights = CONFIDENCE_FEATURES.map((name, at) => {
    const own = ADJUSTED.indexOf(at);
    return [name, round(scale! * (model.base.weights[name] ?? 0) + (own < 0 ? 0 : rest[own]!))] as const;
  });
  return { weights: Object.fromEntries(weights), bias: round(scale! * model.base.bias + rest.at(-1)!) };
}

function check(): void {
  const folds = new Map(articles.map(({ id }, at) => [id, at % FOLDS]));
  const byFold = Array.from({ length: FOLDS }, (_, fold) =>
    fitted(samples.filter(({ article }) => folds.get(article) !== fold)),
  );
  for (const isWhole of [false, true]) {
    const asked = samples.filter((sample) => sample.isWhole === isWhole);
    const sure = asked.filter((sample) => chanceOf(sample, byFold[folds.get(sample.article)!]!) >= model.answered);
    const right = sure.filter((sample) => sample.right).length;
    const silent = asked.filter((sample) => !sample.isAnswerable && !sure.includes(sample)).length;
    const share = (part: number, of: number): string => `${Math.round((1000 * part) / of) / 10} %`;
    process.stdout.write(
      `${isWhole ? 'all articles' : 'one article '}: cross-validated by article, right of all answered ${share(right, sure.length)}, ` +
        `answered and right of the answerable ${share(right, asked.filter((sample) => sample.isAnswerable).length)}, ` +
        `declined of the others ${share(silent, asked.filter((sample) => !sample.isAnswerable).length)}\n`,
    );
  }
  const again = combined(fitted(samples));
  const apart = Object.entries(again.weights).map(([name, weight]) => Math.abs(weight - (model.confidence.weights[name] ?? 0)));
  process.stdout.write(`largest difference from the weights of model.json: ${Math.max(...apart).toFixed(3)}\n`);
}

if (process.argv.includes('--check')) check();
else {
  const tuned = {
    ...model,
    confidence: combined(fitted(samples)),
    ...(answered === undefined ? {} : { answered }),
    ...(maybe === undefined ? {} : { maybe }),
  };
  writeFileSync(modelFile, `${JSON.stringify(tuned, null, 2)}\n`);
  process.stdout.write(`${samples.length} samples\n`);
}
