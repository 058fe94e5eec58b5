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
import type { TenantLibrary } from '../../src/library/tenant-library.ts';
import { fitChance } from './fit.ts';
import { libraryOf, linesOf } from './libraries.ts';

/** Candidates found for a question, as the product finds them. */
const LIMIT = 30;
const FOLDS = 10;
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

/** The smallest spread by which a feature is standardised. */
const LEAST_SPREAD = 0.03;
const fit = (rows: readonly (readonly number[])[], right: readonly boolean[]): number[] =>
  fitChance(rows, right, LEAST_SPREAD);

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
