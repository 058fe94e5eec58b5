import { readFileSync } from 'node:fs';
import { CONFIDENCE_FEATURES, FEATURES } from './features.ts';
import { PASSAGE_FEATURES } from './passage-features.ts';
import { STANDING } from './standing.ts';

/** Names of the features by which candidates are ranked. */
export const RANKING_FEATURES = [...FEATURES, ...PASSAGE_FEATURES] as const;

/** Names of the features from which the confidence is computed: the probability that the best candidate is right. */
export const CHANCE_FEATURES = [
  ...CONFIDENCE_FEATURES,
  ...STANDING.slice(1),
  ...RANKING_FEATURES.map((name) => `best:${name}` as const),
];

/** A linear model: one weight for each feature, in the order of the feature names. */
export interface LinearModel {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** What is searched: a whole library, or one article, all of whose facts are examined. */
export type Scope = 'library' | 'article';

/** The weights by which facts are ranked and judged. `data/answer/README.md` says how they are fitted. */
export interface AnswerModel {
  /** Ranks the candidates of one question. Only differences between scores have a meaning. */
  readonly ranking: Readonly<Record<Scope, LinearModel>>;
  /** Gives the logit of the probability that the best candidate is right. */
  readonly confidence: LinearModel;
  /** The confidence from which the facts are an answer; `maybe` is the one from which they may be. */
  readonly answered: number;
  readonly maybe: number;
}

interface Named {
  readonly weights: Readonly<Record<string, number>>;
  readonly bias: number;
}

/** Puts named weights in the order of `names`. A feature without a weight counts nothing. */
const linear = ({ weights, bias }: Named, names: readonly string[]): LinearModel => ({
  weights: names.map((name) => weights[name] ?? 0),
  bias,
});

/** The content of `data/answer/model.json`. */
export interface WrittenModel {
  readonly ranking: Readonly<Record<Scope, Named>>;
  readonly confidence: Named;
  readonly answered: number;
  readonly maybe: number;
}

let model: AnswerModel | undefined;

/** Returns the model that ships with the program. The first call reads its file. */
export function answerModel(): AnswerModel {
  if (model) return model;
  const url = new URL('../../../data/answer/model.json', import.meta.url);
  const { ranking, confidence, answered, maybe } = JSON.parse(readFileSync(url, 'utf8')) as WrittenModel;
  model = {
    ranking: {
      library: linear(ranking.library, FEATURES),
      article: linear(ranking.article, RANKING_FEATURES),
    },
    confidence: linear(confidence, CHANCE_FEATURES),
    answered,
    maybe,
  };
  return model;
}

/** Computes a linear model's value. */
export function evaluate({ weights, bias }: LinearModel, features: readonly number[]): number {
  let sum = bias;
  for (let at = 0; at < features.length; at++) sum += weights[at]! * features[at]!;
  return sum;
}

/** Converts a logit to a probability, 0 to 1. */
export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
