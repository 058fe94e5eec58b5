import type { Answer } from '../answer/answer.ts';
import { conflictsAmong } from '../answer/answer-question.ts';
import type { Readout } from '../answer/query-core.ts';
import { MAX_SHOWN } from '../answer/verify/shown.ts';
import type { Hit } from '../search/search-result.ts';

export interface AnswerJson {
  readonly question: string;
  readonly status: Answer['status'];
  readonly confidence: number;
  readonly facts: readonly object[];
  readonly conflicts: readonly (readonly [string, string])[];
}

/** Builds an answer's JSON: the best facts, and the other side of every contradiction among them. */
export function answerJson(answer: Answer, limit: number, readout: Readout, why: boolean): AnswerJson {
  const best = answer.facts.slice(0, limit);
  const pairs = conflictsAmong(best, (id) => readout.fact(id));
  const partners = pairs.flatMap(([, other]) =>
    best.some(({ fact }) => fact.id === other.fact.id) ? [] : [other],
  );
  const explained = ({ matches, missing }: Hit) => (why ? { why: { matches, missing } } : {});
  return {
    question: answer.question,
    status: answer.status,
    confidence: answer.confidence,
    facts: [...best, ...partners].map(({ fact, hit, shown }) => ({
      id: fact.id,
      score: Math.round(hit.score * 1000) / 1000,
      claim: fact.claim,
      ...(fact.context === undefined ? {} : { context: fact.context }),
      shown: shown ?? fact.claim.slice(0, MAX_SHOWN),
      quote: fact.quote,
      speaker: fact.speaker,
      stance: fact.stance,
      article: fact.article,
      ...explained(hit),
    })),
    conflicts: pairs.map(([one, other]) => [one.fact.id, other.fact.id]),
  };
}

/** Runs a function and returns its result and duration in milliseconds, to the microsecond. */
export function timed<T>(run: () => T): { readonly result: T; readonly ms: number } {
  const started = performance.now();
  const result = run();
  return { result, ms: Math.round((performance.now() - started) * 1000) / 1000 };
}
