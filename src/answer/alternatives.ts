import type { Answer } from './answer.ts';

const OPENING = /^(?:(?:so|and)\s+)?(?:(?:what|how) about|tell me about|anything (?:on|about))\s+/i;
/** Matches a name of one to four words that begins with a capital, and nothing else. */
const NAME = /^(?:the\s+)?\p{Lu}[\p{L}\p{N}.'’&-]*(?:\s[\p{L}\p{N}.'’&-]+){0,3}$/u;
const MOST = 4;

/**
 * Returns the names that a question offers as alternatives: "Iran or Iraq", "Iran, Iraq". Empty for other questions.
 */
export function alternativesIn(question: string): string[] {
  const bare = question
    .trim()
    .slice(0, 200)
    .replace(/(?<![?!.\s])[?!.\s]+$/, '')
    .replace(OPENING, '');
  const names = bare.split(/\s+or\s+|\s*[,/|]\s*(?:or\s+)?/i).map((name) => name.trim());
  return names.length > 1 && names.length <= MOST && names.every((name) => NAME.test(name)) ? names : [];
}

/** Matches a surname, a comma and a first name, and nothing else. */
const SURNAME_FIRST = /^(\p{Lu}[\p{L}'’-]*),\s+(\p{Lu}[\p{L}'’-]*)$/u;

/** Returns a name written surname first in its usual order, or null for other questions. */
export function nameInOrder(question: string): string | null {
  const [, surname, first] = SURNAME_FIRST.exec(question.trim().slice(0, 200)) ?? [];
  return surname && first ? `${first} ${surname}` : null;
}

/** The statuses of an answer, best first. */
const ORDER: readonly Answer['status'][] = ['answered', 'maybe', 'ambiguous', 'abstained'];

/** Merges the answers for several alternatives: the best one's verdict, with the facts of each in turn. */
export function mergedAnswer(question: string, answers: readonly Answer[], limit: number): Answer {
  const found = answers.toSorted(
    (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || b.confidence - a.confidence,
  );
  const best = found[0]!;
  const sure = answers.filter(({ status }) => status === best.status);
  const facts = Array.from({ length: limit }, (_, at) => sure.flatMap((one) => one.facts[at] ?? [])).flat();
  const unique = facts.filter((one, at) => facts.findIndex(({ fact }) => fact.id === one.fact.id) === at);
  const terms = answers.flatMap((one) => one.terms);
  const shared = { question, terms, facts: unique.slice(0, limit) };
  return best.status === 'answered' || best.status === 'maybe'
    ? {
        ...best,
        ...shared,
        relevant: Math.min(unique.length, sure.length),
        enough: Math.min(unique.length, sure.length),
      }
    : { ...best, ...shared };
}
