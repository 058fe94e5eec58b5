import type { Fact } from '../../domain/fact.ts';
import { areRelated } from '../../language/related-words.ts';
import { stem } from '../../language/stemmer.ts';
import { contentWords } from '../../language/stop-words.ts';
import type { CardBasis } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { personCalled } from '../people.ts';
import { groupedDraft } from './grouped-card.ts';
import { saidBy } from './statements.ts';

const SHOWN = 3;
const POINTER =
  /^(?:that|this|it|those|these)(?: (?:report|claim|accusation|statement|warning|allegation)s?)?$/i;
/** Matches a statement about what was said before: "That report is false". */
const POINTS_BACK = /^[\s"“”'‘«„]*(?:that|this|these|those|it|such)\b/iu;

/** Whether words mean the last card: "that", "this claim". */
export const isLastCard = (about: string): boolean => POINTER.test(about.replace(/[?!.\s]/g, ' ').trim());

const stemsOf = (facts: readonly Fact[]): string[] => {
  const named = new Set(facts.flatMap(({ speaker }) => (speaker ? contentWords(speaker).map(stem) : [])));
  return [...new Set(facts.flatMap(({ claim }) => contentWords(claim).map(stem)))].filter(
    (word) => !named.has(word),
  );
};

/**
 * Lists what a person says to the facts of the last card: the statements of the same articles that share their matter,
 * with those that point back to one. Returns null if there are none.
 */
export function repliesTo(
  shown: readonly Fact[],
  said: string,
  title: string,
  basis: CardBasis,
): Draft | null {
  const person = personCalled(said, basis.readout);
  if (!person) return null;
  const articles = new Set(shown.map(({ article }) => article));
  const own = saidBy(person)
    .filter((fact) => articles.has(fact.article))
    .sort((a, b) => a.article.localeCompare(b.article) || a.span[0] - b.span[0]);
  const matter = stemsOf(shown);
  const scores: number[] = [];
  for (const [at, fact] of own.entries()) {
    const words = stemsOf([fact]);
    const shared = matter.filter((word) => words.some((one) => one === word || areRelated(one, word)));
    const before = own[at - 1];
    const goesOn = before !== undefined && before.article === fact.article && POINTS_BACK.test(fact.quote);
    // A statement that points back has the matter of the one before it.
    scores.push(Math.max(shared.length, goesOn ? scores[at - 1]! : 0));
  }
  const best = Math.max(0, ...scores);
  if (best === 0) return null;
  const facts = own.filter((_, at) => scores[at] === best);
  return groupedDraft(
    {
      title,
      question: title,
      about: [person.name],
      groups: [{ facts: facts.slice(0, SHOWN) }],
      isOneSided: true,
      rest: own.filter((fact) => !facts.slice(0, SHOWN).includes(fact)).map(({ id }) => id),
    },
    basis,
  );
}
