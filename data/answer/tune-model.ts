/**
 * Fits the model to questions about whole news articles: the ranking of one article's facts, the weights of everyday
 * words in the ranking of a library (its others were trained on public data and stay), and the chance of being right,
 * which both share. Writes `model.json`. Run by hand, with pairs of files; the articles of a pair are one library:
 *
 *   npm run --silent readout -- ingest --dry-run --json ARTICLE… > articles.jsonl
 *   node data/answer/tune-model.ts articles.jsonl questions.jsonl …
 *
 * Questions are JSON Lines {"question","article","gold":[sentences],"alsoOk":[sentences]}; both lists are empty where
 * the article does not answer. Each is asked of its article, of its library, and of a library of all articles. It
 * prints figures that are cross-validated by article. Options: --answered P and --maybe P set the thresholds; --check
 * writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { candidatesOf, rankingFeatures, verifiedOf, withArticle } from '../../src/answer/verify/rank.ts';
import { type Asked, readAsked } from '../../src/answer/verify/asked.ts';
import { chanceFeaturesOf } from '../../src/answer/verify/confidence.ts';
import { CONFIDENCE_FEATURES, FEATURES } from '../../src/answer/verify/features.ts';
import { CHANCE_FEATURES, RANKING_FEATURES, sigmoid, type WrittenModel } from '../../src/answer/verify/model.ts';
import type { RankedCandidate } from '../../src/answer/verify/ranked-candidate.ts';
import type { Candidate } from '../../src/answer/verify/term-matches.ts';
import { withTypedNames } from '../../src/answer/verify/typed-names.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Fact } from '../../src/domain/fact.ts';
import type { TenantLibrary } from '../../src/library/tenant-library.ts';
import { fitChance, fitRanking, type Weighed } from './fit.ts';
import { libraryOf, linesOf } from './libraries.ts';

/** The most candidates of a question, as in the product. */
const LIMIT = 30;
const FOLDS = 5;

interface Question {
  readonly question: string;
  readonly article: string;
  readonly gold: readonly string[];
  readonly alsoOk?: readonly string[];
}
/** A question with its candidates, their features and which of them answer. */
interface Example {
  readonly article: string;
  /** Whether the question was asked of a library rather than of its article. */
  readonly isWhole: boolean;
  readonly isAnswerable: boolean;
  readonly asked: Asked;
  readonly candidates: readonly Candidate[];
  readonly rows: readonly (readonly number[])[];
  readonly right: readonly boolean[];
}
/** The features of a question's best candidate under one ranking, and whether it is right. */
interface Sample {
  readonly features: readonly number[];
  readonly right: boolean;
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Whether a quote shares 15 characters, or most of the shorter one, with one of the sentences. */
function touches(text: string, quote: string, sentences: readonly string[]): boolean {
  const from = text.indexOf(flat(quote));
  return sentences.map(flat).some((sentence) => {
    const start = text.indexOf(sentence);
    if (from < 0 || start < 0) return false;
    const shared = Math.min(from + flat(quote).length, start + sentence.length) - Math.max(from, start);
    return shared >= 15 || (shared > 0 && shared >= 0.6 * Math.min(flat(quote).length, sentence.length));
  });
}

function exampleOf({ question, article, gold, alsoOk = [] }: Question, library: TenantLibrary, isWhole: boolean): Example {
  const read = readAsked(question);
  const found = library.index.search(question, { limit: LIMIT }).hits.flatMap((hit) => {
    const fact = library.fact(hit.id);
    return fact ? [{ fact, hit }] : [];
  });
  const all = isWhole ? found.slice(0, verifiedOf(read)) : withArticle(read, found, library.factsOf(article));
  const asked = withTypedNames(
    read,
    all.map(({ fact }) => fact),
  );
  const candidates = candidatesOf(asked, all);
  const text = flat(library.article(article)?.text ?? '');
  const isRight = (fact: Fact): boolean => fact.article === article && touches(text, fact.quote, [...gold, ...alsoOk]);
  return {
    article,
    isWhole,
    isAnswerable: gold.length > 0,
    asked,
    candidates,
    rows: rankingFeatures(asked, candidates, isWhole ? 'library' : 'article'),
    right: candidates.map(({ fact }) => isRight(fact)),
  };
}

const args = process.argv.slice(2);
const option = (name: string): number | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : Number(args.splice(at, 2)[1]);
};
const [answered, maybe] = [option('--answered'), option('--maybe')];
const files = args.filter((arg) => !arg.startsWith('--'));
const modelFile = join(import.meta.dirname, 'model.json');
const model = JSON.parse(readFileSync(modelFile, 'utf8')) as WrittenModel & { readonly base: Weighed };

const sets = Array.from({ length: files.length / 2 }, (_, at) => ({
  articles: linesOf(files[2 * at]!).map((line) => (line as { article: Article }).article),
  questions: linesOf(files[2 * at + 1]!) as Question[],
}));
/**
 * One question in this many is also asked of all articles at once. A larger share made the confidence too low for one
 * article.
 */
const OF_LARGEST = 4;
/** All articles at once. In a larger library more sentences contain the words of a question. */
const largest = libraryOf(sets.flatMap(({ articles }) => articles));
const examples = sets.flatMap(({ articles, questions }) => {
  const whole = libraryOf(articles);
  const alone = new Map(articles.map((article) => [article.id, libraryOf([article])]));
  return questions.flatMap((question, at) => [
    exampleOf(question, alone.get(question.article)!, false),
    exampleOf(question, whole, true),
    ...(at % OF_LARGEST === 0 ? [exampleOf(question, largest, true)] : []),
  ]);
});
const byArticle = examples.filter(({ isWhole }) => !isWhole);
const byLibrary = examples.filter(({ isWhole }) => isWhole);

/**
 * The weights trained on public data, which stay fixed. Those of everyday words are null, because that data has none.
 */
const known = FEATURES.map((name) => (name.startsWith('everyday') ? null : (model.ranking.library.weights[name] ?? 0)));
const free = RANKING_FEATURES.map(() => null);

function sampleOf({ asked, candidates, rows, right }: Example, weights: readonly number[]): Sample | null {
  const ranked = candidates
    .map((candidate, at): RankedCandidate & { readonly isRight: boolean } => ({
      ...candidate,
      features: rows[at]!,
      rank: rows[at]!.reduce((sum, value, to) => sum + value * weights[to]!, 0),
      isRight: right[at]!,
    }))
    .sort((a, b) => b.rank - a.rank);
  const [best] = ranked;
  return best ? { features: chanceFeaturesOf(asked, best, ranked), right: best.isRight } : null;
}

const articlesIn = [...new Set(examples.map(({ article }) => article))].sort();
const foldOf = new Map(articlesIn.map((id, at) => [id, at % FOLDS]));
const isIn = (fold: number) => (example: Example): boolean => foldOf.get(example.article) === fold;
/**
 * One ranking per fold, fitted without the fold's questions, so that their leads are as wide as on unknown articles.
 */
const rankings = Array.from({ length: FOLDS }, (_, fold) => ({
  article: fitRanking(byArticle.filter((example) => !isIn(fold)(example)), free),
  library: fitRanking(byLibrary.filter((example) => !isIn(fold)(example)), known),
}));
const judged = examples.map((example) => ({
  example,
  sample: sampleOf(example, rankings[foldOf.get(example.article)!]![example.isWhole ? 'library' : 'article']),
}));

/** Returns the logit of the probability that was trained on public data. */
const baseOf = (features: readonly number[]): number =>
  CONFIDENCE_FEATURES.reduce((sum, name, at) => sum + (model.base.weights[name] ?? 0) * features[at]!, model.base.bias);
const rowOf = ({ features }: Sample): number[] => [baseOf(features), ...features];
const fitted = (some: typeof judged): number[] => {
  const known = some.flatMap(({ sample }) => sample ?? []);
  return fitChance(known.map(rowOf), known.map(({ right }) => right));
};

const share = (part: number, of: number): string => (of === 0 ? '-' : `${Math.round((1000 * part) / of) / 10}`).padStart(5);

function check(): void {
  const byFold = Array.from({ length: FOLDS }, (_, fold) => fitted(judged.filter(({ example }) => !isIn(fold)(example))));
  const chances = judged.map(({ example, sample }) =>
    sample
      ? sigmoid([...rowOf(sample), 1].reduce((sum, value, at) => sum + value * byFold[foldOf.get(example.article)!]![at]!, 0))
      : 0,
  );
  for (const isWhole of [false, true]) {
    const own = judged.map((one, at) => ({ ...one, chance: chances[at]! })).filter(({ example }) => example.isWhole === isWhole);
    const answerable = own.filter(({ example }) => example.isAnswerable);
    process.stdout.write(
      `${isWhole ? 'all articles' : 'one article'}: right first of the answerable ${share(answerable.filter(({ sample }) => sample?.right).length, answerable.length)}\n`,
    );
    for (let least = 0.4; least < 0.7; least += 0.02) {
      const sure = own.filter(({ chance }) => chance >= least);
      const right = sure.filter(({ sample }) => sample?.right).length;
      const spoken = sure.filter(({ example }) => !example.isAnswerable).length;
      process.stdout.write(
        `  from ${least.toFixed(2)}: precise ${share(right, sure.length)}  silence ${share(own.length - answerable.length - spoken, own.length - answerable.length)}  answered and right ${share(right, answerable.length)}\n`,
      );
    }
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
const named = (names: readonly string[], weights: readonly number[]): Record<string, number> =>
  Object.fromEntries(names.map((name, at) => [name, round(weights[at]!)]));

check();
if (!process.argv.includes('--check')) {
  const [scale, ...own] = fitted(judged);
  const confidence = CHANCE_FEATURES.map(
    (name, at) => own[at]! + (at < CONFIDENCE_FEATURES.length ? scale! * (model.base.weights[name] ?? 0) : 0),
  );
  const tuned: WrittenModel & { readonly base: Weighed } = {
    ranking: {
      library: { weights: named(FEATURES, fitRanking(byLibrary, known)), bias: 0 },
      article: { weights: named(RANKING_FEATURES, fitRanking(byArticle, free)), bias: 0 },
    },
    base: model.base,
    confidence: { weights: named(CHANCE_FEATURES, confidence), bias: round(scale! * model.base.bias + own.at(-1)!) },
    answered: answered ?? model.answered,
    maybe: maybe ?? model.maybe,
  };
  writeFileSync(modelFile, `${JSON.stringify(tuned, null, 2)}\n`);
  process.stdout.write(`${examples.length} examples\n`);
}
