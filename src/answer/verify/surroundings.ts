import type { Candidate } from './term-matches.ts';

/** A candidate's place among the examined sentences of its article. */
export interface Surroundings {
  readonly before: Candidate | null;
  readonly after: Candidate | null;
  /** For each term of the question, the best value of the article's candidates, 0 to 1. */
  readonly article: readonly number[];
  /** The sentence's index among the article's candidates, from 0. */
  readonly place: number;
  readonly count: number;
  /** Sentences between the article's best search hit and this one; negative if it comes before the hit. */
  readonly behindBest: number;
}

const isSameSentence = (one: Candidate, other: Candidate): boolean => one.fact.span[0] === other.fact.span[0];

/** Returns the surroundings of each candidate. */
export function surroundingsOf(candidates: readonly Candidate[]): Map<Candidate, Surroundings> {
  const found = new Map<Candidate, Surroundings>();
  for (const group of Map.groupBy(candidates, ({ fact }) => fact.article).values()) {
    const inOrder = [...group].sort((a, b) => a.fact.span[0] - b.fact.span[0]);
    const article = (inOrder[0]?.matches ?? []).map((_, at) =>
      Math.max(...inOrder.map(({ matches }) => matches[at]!.value)),
    );
    const sentences: number[] = [];
    inOrder.forEach((one, at) => {
      sentences.push(at === 0 ? 0 : sentences[at - 1]! + (isSameSentence(one, inOrder[at - 1]!) ? 0 : 1));
    });
    const best = inOrder.reduce((top, { hit }, at) => (hit.score > inOrder[top]!.hit.score ? at : top), 0);
    inOrder.forEach((one, at) => {
      found.set(one, {
        before: inOrder.slice(0, at).findLast((other) => !isSameSentence(one, other)) ?? null,
        after: inOrder.slice(at + 1).find((other) => !isSameSentence(one, other)) ?? null,
        article,
        place: sentences[at]!,
        count: sentences.at(-1)! + 1,
        behindBest: sentences[at]! - sentences[best]!,
      });
    });
  }
  return found;
}
