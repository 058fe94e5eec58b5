import type { TenantId } from '../domain/tenant.ts';
import type { Answer, FoundFact } from './answer.ts';
import { conflictsAmong, MOST_SHOWN } from './answer-question.ts';
import type { Readout } from './query-core.ts';

/** The most candidates sent to a model. */
export const MOST_CANDIDATES = 20;

/**
 * Chooses which candidates answer a question, by index, best first; an empty list if none does. Resolves with null if
 * there is no advice: the model is slow, fails, or its budget is spent. It cannot return text.
 */
export type ChooseCandidates = (
  question: string,
  candidates: readonly FoundFact[],
  tenant: TenantId,
) => Promise<readonly number[] | null>;

/** Reorders an answer's facts as a model chose. The verdict moves one step up or down. */
export function withChoice(answer: Answer, choice: readonly number[], find: Readout['fact']): Answer {
  if (answer.status === 'ambiguous') return answer;
  const chosen = [...new Set(choice)].flatMap((index) => answer.facts[index] ?? []);
  const [first] = chosen;
  if (!first) return doubted(answer);
  const facts = [...chosen, ...answer.facts.filter((one) => !chosen.includes(one))];
  const enough = Math.min(MOST_SHOWN, chosen.length);
  const { question, confidence, corrections, terms } = answer;
  const assembled = {
    ...{ question, confidence, corrections, terms, facts, enough, relevant: chosen.length },
    conflicts: conflictsAmong(facts.slice(0, enough), find),
  };
  return answer.status === 'abstained'
    ? { ...assembled, status: 'maybe', missing: first.hit.missing }
    : { ...assembled, status: 'answered' };
}

/** Lowers the verdict of an answer after the model found no line that answers. */
function doubted(answer: Exclude<Answer, { status: 'ambiguous' }>): Answer {
  const { question, confidence, corrections, terms, facts } = answer;
  const missing = facts[0]?.hit.missing ?? [];
  if (answer.status === 'answered') return { ...answer, status: 'maybe', missing };
  if (answer.status === 'abstained') return answer;
  return {
    ...{ question, confidence, corrections, terms, facts, missing },
    ...{ status: 'abstained', unquoted: null },
  };
}

/** The question that was last asked, with its answer. */
interface Asked {
  readonly question: string;
  readonly article: string | undefined;
  readonly answer: Answer;
}

const isSame = (asked: Asked, question: string, article: string | undefined): boolean =>
  asked.question === question && asked.article === article;

/**
 * Runs a pure function that asks a library, then runs it again with the model's choice among the candidates of its last
 * question. Without a model or advice, the first result is returned.
 */
export async function advised<T>(
  choose: ChooseCandidates | undefined,
  { readout, tenant }: { readonly readout: Readout; readonly tenant: TenantId },
  run: (readout: Readout) => T,
): Promise<T> {
  if (!choose) return run(readout);
  const seen: { last?: Asked } = {};
  const first = run({
    ...readout,
    ask(question, options = {}) {
      const answer = readout.ask(question, options);
      seen.last = { question, article: options.article, answer };
      return answer;
    },
  });
  const { last } = seen;
  if (!last || last.answer.facts.length === 0 || last.answer.status === 'ambiguous') return first;
  const choice = await choose(last.question, last.answer.facts.slice(0, MOST_CANDIDATES), tenant);
  if (choice === null) return first;
  return run({
    ...readout,
    ask(question, options = {}) {
      const answer = readout.ask(question, options);
      return isSame(last, question, options.article) ? withChoice(answer, choice, readout.fact) : answer;
    },
  });
}
