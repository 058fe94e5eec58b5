import { readFileSync } from 'node:fs';
import { CONFIDENCE_FEATURES, FEATURES } from './features.ts';
import { PASSAGE_FEATURES } from './passage-features.ts';
import { STANDING } from './standing.ts';

/** Names of the features by which candidates are ranked. */
export const RANKING_FEATURES = [...FEATURES, ...PASSAGE_FEATURES] as const;

/** Names of all that the chance is told by that the best candidate is right. */
export const CHANCE_FEATURES = [
  ...CONFIDENCE_FEATURES,
  ...STANDING.slice(1),
  ...RANKING_FEATURES.map((name) => `best:${name}` as const),
];

/** A linear model: one weight a feature, in the order of their names. */
export interface LinearModel {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** Whether a whole library is asked, or one article, of which all facts are looked at. */
export type Scope = 'library' | 'article';

/** How facts are ranked and judged; `data/answer/README.md` says how the weights are made. */
export interface AnswerModel {
  /** Orders the candidates of one question; only differences mean something. */
  readonly ranking: Readonly<Record<Scope, LinearModel>>;
  /** Logit of the chance that the best candidate is right. */
  readonly confidence: LinearModel;
  /** From this chance on the facts are an answer, and from this one on they may be. */
  readonly answered: number;
  readonly maybe: number;
}

interface Named {
  readonly weights: Readonly<Record<string, number>>;
  readonly bias: number;
}

/** A feature without a weight counts nothing. */
const linear = ({ weights, bias }: Named, names: readonly string[]): LinearModel => ({
  weights: names.map((name) => weights[name] ?? 0),
  bias,
});

/** A model as `data/answer/model.json` holds it. */
export interface WrittenModel {
  readonly ranking: Readonly<Record<Scope, Named>>;
  readonly confidence: Named;
  readonly answered: number;
  readonly maybe: number;
}

let model: AnswerModel | undefined;

/** The model that ships with the program, read at the first call. */
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

/** A linear model's value for some features. */
export function evaluate({ weights, bias }: LinearModel, features: readonly number[]): number {
  return features.reduce((sum, feature, at) => sum + weights[at]! * feature, bias);
}

/** 0..1 of a logit. */
export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
