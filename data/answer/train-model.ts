/**
 * Makes `model.json`: the weights by which facts are ranked, and those by which the chance of being right is told.
 * Run by hand, with pairs of files: facts as `ask --facts` reads them, and questions as JSON Lines
 * {"id","question","relevant":[ids],"label":"answerable"|"impossible"|"ood","article"?}:
 *
 *   node data/answer/train-model.ts wiki.jsonl wiki-questions.jsonl news.jsonl news-questions.jsonl …
 *
 * Options: --answered P and --maybe P set the thresholds; --check prints figures cross-validated by article and writes
 * nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { candidatesOf } from '../../src/answer/verify/rank.ts';
import { readAsked } from '../../src/answer/verify/asked.ts';
import { CONFIDENCE_FEATURES, confidenceFeaturesOf, FEATURES, featuresOf, isAdjusted } from '../../src/answer/verify/features.ts';
import { parseFactLines } from '../../src/library/fact-lines.ts';
import { createIndex } from '../../src/search/search-engine.ts';
import type { SearchDocument } from '../../src/search/document.ts';

/** The most candidates of a question, as in the product. */
const LIMIT = 40;
/** The number of sentences of an artificial article: about as many as a news article has. */
const WINDOW = 30;
const FOLDS = 8;

interface Question {
  readonly question: string;
  readonly relevant?: readonly string[];
  readonly label?: string;
  readonly article?: string;
}

/** One question's candidates with their features. */
interface Example {
  readonly group: string;
  readonly rows: readonly (readonly number[])[];
  readonly right: readonly boolean[];
  /** Features for the confidence, made once the ranking is known. */
  readonly confidence: (scores: readonly number[]) => { readonly features: readonly number[]; readonly right: boolean };
}

/** Features whose weights only questions about whole articles can show. */
const IS_TUNED = CONFIDENCE_FEATURES.map((name) => isAdjusted(name) && !/^(?:kind:|said$)/.test(name));

type Search = (question: string) => ReturnType<typeof candidatesOf>;

function exampleOf(question: string, search: Search, isRight: (id: string) => boolean, group: string): Example | null {
  const asked = readAsked(question);
  const candidates = search(question);
  if (candidates.length === 0) return null;
  const top = Math.max(0, ...candidates.map(({ hit }) => hit.score));
  const right = candidates.map(({ fact }) => isRight(fact.id));
  return {
    group,
    rows: candidates.map((candidate) => featuresOf(asked, candidate, top)),
    right,
    confidence(scores) {
      const order = scores.map((_, at) => at).sort((a, b) => scores[b]! - scores[a]!);
      const [first, second] = order;
      const margin = second === undefined ? 3 : scores[first!]! - scores[second]!;
      const features = confidenceFeaturesOf(asked, candidates[first!]!, margin);
      return { features: features.map((value, place) => (IS_TUNED[place] ? 0 : value)), right: right[first!]! };
    },
  };
}

/**
 * Builds the examples of one pair of files. Each question is asked of the whole library, and of its own article with
 * and without the answer.
 */
function examplesOf(factsFile: string, questionsFile: string): { whole: Example[]; windows: Example[] } {
  const { library, documents } = parseFactLines(factsFile, readFileSync(factsFile, 'utf8'));
  const index = createIndex(documents);
  const places = new Map(documents.map(({ id }, at) => [id, at]));
  const questions = readFileSync(questionsFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Question);
  const searchIn =
    (of: ReturnType<typeof createIndex>, article?: string): Search =>
    (question) =>
      candidatesOf(
        readAsked(question),
        of
          .search(question, { limit: LIMIT, ...(article === undefined ? {} : { article }) })
          .hits.map((hit) => ({ hit, fact: library.factById.get(hit.id)! })),
      );
  const whole: Example[] = [];
  const windows: Example[] = [];
  for (const { question, relevant = [], label = 'answerable', article } of questions) {
    const answers = new Set(label === 'answerable' ? relevant : []);
    const group = article ?? library.factById.get(relevant[0] ?? '')?.article ?? '';
    const example = exampleOf(question, searchIn(index, article), (id) => answers.has(id), group);
    if (example) whole.push(example);
    const place = places.get(relevant[0] ?? '');
    if (label !== 'answerable' || place === undefined) continue;
    const near = documents.slice(Math.max(0, place - WINDOW / 2), place + WINDOW / 2);
    const own: readonly SearchDocument[] = near.filter((document) => document.article === documents[place]!.article || near.length < WINDOW);
    for (const kept of [own, own.filter(({ id }) => !answers.has(id))]) {
      const made = exampleOf(question, searchIn(createIndex(kept)), (id) => answers.has(id), group);
      if (made) windows.push(made);
    }
  }
  return { whole, windows };
}

/**
 * Fits the ranking by listwise softmax regression with Adam: within a question the right candidates should get the
 * whole probability.
 */
function trainRanking(examples: readonly Example[], steps = 400): number[] {
  const usable = examples.filter(({ right }) => right.includes(true) && right.includes(false));
  const size = FEATURES.length;
  const weights = new Array<number>(size).fill(0);
  const [mean, square] = [new Array<number>(size).fill(0), new Array<number>(size).fill(0)];
  const decay = 5 / usable.length;
  for (let step = 1; step <= steps; step++) {
    const gradient = weights.map((weight) => decay * weight);
    for (const { rows, right } of usable) {
      const scores = rows.map((row) => row.reduce((sum, value, at) => sum + value * weights[at]!, 0));
      const top = Math.max(...scores);
      const exps = scores.map((score) => Math.exp(score - top));
      const whole = exps.reduce((sum, value) => sum + value, 0);
      const won = exps.reduce((sum, value, at) => (right[at] ? sum + value : sum), 0) || 1e-300;
      rows.forEach((row, at) => {
        const by = (exps[at]! / whole - (right[at] ? exps[at]! / won : 0)) / usable.length;
        for (let to = 0; to < size; to++) gradient[to]! += by * row[to]!;
      });
    }
    for (let at = 0; at < size; at++) {
      mean[at] = 0.9 * mean[at]! + 0.1 * gradient[at]!;
      square[at] = 0.999 * square[at]! + 0.001 * gradient[at]! ** 2;
      const rate = 0.1 * (mean[at]! / (1 - 0.9 ** step));
      weights[at]! -= rate / (Math.sqrt(square[at]! / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return weights;
}

/**
 * Fits the confidence by logistic regression with Adam on standardised features. Returns weights of the features as
 * given, and the bias.
 */
function trainConfidence(
  samples: readonly { readonly features: readonly number[]; readonly right: boolean }[],
  steps = 600,
): { weights: number[]; bias: number } {
  const size = samples[0]!.features.length;
  const count = samples.length;
  const means = Array.from({ length: size }, (_, at) => samples.reduce((sum, { features }) => sum + features[at]!, 0) / count);
  const spreads = means.map((center, at) =>
    Math.max(0.05, Math.sqrt(samples.reduce((sum, { features }) => sum + (features[at]! - center) ** 2, 0) / count)),
  );
  const rows = samples.map(({ features }) => [...features.map((value, at) => (value - means[at]!) / spreads[at]!), 1]);
  const weights = new Array<number>(size + 1).fill(0);
  const [mean, square] = [[...weights], [...weights]];
  for (let step = 1; step <= steps; step++) {
    const gradient = weights.map((weight, at) => (at === size ? 0 : (5 / count) * weight));
    rows.forEach((row, one) => {
      const logit = row.reduce((sum, value, at) => sum + value * weights[at]!, 0);
      const by = (1 / (1 + Math.exp(-logit)) - (samples[one]!.right ? 1 : 0)) / count;
      for (let at = 0; at <= size; at++) gradient[at]! += by * row[at]!;
    });
    for (let at = 0; at <= size; at++) {
      mean[at] = 0.9 * mean[at]! + 0.1 * gradient[at]!;
      square[at] = 0.999 * square[at]! + 0.001 * gradient[at]! ** 2;
      const rate = 0.05 * (mean[at]! / (1 - 0.9 ** step));
      weights[at]! -= rate / (Math.sqrt(square[at]! / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  const own = weights.slice(0, size).map((weight, at) => weight / spreads[at]!);
  return { weights: own, bias: weights[size]! - own.reduce((sum, weight, at) => sum + weight * means[at]!, 0) };
}

const scoresOf = ({ rows }: Example, weights: readonly number[]): number[] =>
  rows.map((row) => row.reduce((sum, value, at) => sum + value * weights[at]!, 0));

/**
 * Weights that no training text shows, set by hand: those of the speaker, and those of a fact's place and salience in
 * its article.
 */
const BY_HAND: Readonly<Record<string, number>> = {
  said: 3,
  saidByOther: -1,
  'about:lead': 0.6,
  'about:salience': 0.6,
  lead: 0.1,
  salience: 0.1,
};

const named = (names: readonly string[], weights: readonly number[]): Record<string, number> =>
  Object.fromEntries(names.map((name, at) => [name, Math.round(weights[at]! * 1000) / 1000]));

const args = process.argv.slice(2);
const option = (name: string, otherwise: number): number => {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : Number(args.splice(at, 2)[1]);
};
const answered = option('--answered', 0.5);
const maybe = option('--maybe', 0.3);
const check = args.includes('--check');
const files = args.filter((arg) => !arg.startsWith('--'));
const pairs = Array.from({ length: files.length / 2 }, (_, at) => [files[2 * at]!, files[2 * at + 1]!] as const);
const sets = pairs.map(([facts, questions]) => ({ questions, ...examplesOf(facts, questions) }));
const examples = sets.flatMap(({ whole, windows }) => [...whole, ...windows]);

function crossValidated(): void {
  const groups = [...new Set(examples.map(({ group }) => group))].sort();
  const foldOf = new Map(groups.map((group, at) => [group, at % FOLDS]));
  const byFold = Array.from({ length: FOLDS }, (_, fold) => trainRanking(examples.filter(({ group }) => foldOf.get(group) !== fold), 200));
  for (const { questions, whole } of sets) {
    const asked = whole.filter(({ right }) => right.includes(true));
    const first = asked.filter((example) => {
      const scores = scoresOf(example, byFold[foldOf.get(example.group)!]!);
      return example.right[scores.indexOf(Math.max(...scores))];
    });
    process.stdout.write(`${questions}: ${first.length} of ${asked.length} right first, cross-validated by article\n`);
  }
}

if (check) crossValidated();
else {
  const ranking = trainRanking(examples);
  const weights = { ...named(FEATURES, ranking), ...BY_HAND };
  const final = FEATURES.map((name) => weights[name]!);
  const samples = examples.map((example) => example.confidence(scoresOf(example, final)));
  const trained = trainConfidence(samples);
  const base = {
    weights: named(CONFIDENCE_FEATURES, trained.weights),
    bias: Math.round(trained.bias * 1000) / 1000,
  };
  // `tune-model.ts` computes the confidence in use from this base.
  const model = { ranking: { weights, bias: 0 }, base, confidence: base, answered, maybe };
  writeFileSync(join(import.meta.dirname, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  process.stdout.write(`${examples.length} examples\n`);
}
