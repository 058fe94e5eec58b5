import { readFileSync } from 'node:fs';
import { CONFIDENCE_FEATURES, FEATURES } from './features.ts';

/** A linear model: one weight a feature, in the order of their names. */
export interface LinearModel {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** What `data/answer/model.json` holds; `data/answer/README.md` says how it is made. */
export interface AnswerModel {
  /** Orders the candidates of one question; only differences mean something. */
  readonly ranking: LinearModel;
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

const linear = ({ weights, bias }: Named, names: readonly string[]): LinearModel => ({
  weights: names.map((name) => weights[name] ?? 0),
  bias,
});

/** Reads a model from its JSON. A feature without a weight counts nothing. */
function parseModel(json: string): AnswerModel {
  const read = JSON.parse(json) as {
    ranking: Named;
    confidence: Named;
    answered: number;
    maybe: number;
  };
  return {
    ranking: linear(read.ranking, FEATURES),
    confidence: linear(read.confidence, CONFIDENCE_FEATURES),
    answered: read.answered,
    maybe: read.maybe,
  };
}

let model: AnswerModel | undefined;

/** The model that ships with the program, read at the first call. */
export function answerModel(): AnswerModel {
  model ??= parseModel(readFileSync(new URL('../../../data/answer/model.json', import.meta.url), 'utf8'));
  return model;
}

/** A linear model's value for some features. */
export function evaluate({ weights, bias }: LinearModel, features: readonly number[]): number {
  return features.reduce((sum, feature, at) => sum + weights[at]! * feature, bias);
}

/** 0..1 of a logit. */
export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
