import type { Fact } from '../../domain/fact.ts';
import { quotationsOf } from '../../language/quotations.ts';
import type { CardBasis } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { type Person, personCalled } from '../people.ts';
import { groupedDraft } from './grouped-card.ts';
import { selectLines } from './select-lines.ts';

const SHOWN = 3;
/** The least words of a quoted statement. A shorter quotation is a term, not a statement. */
const SHORTEST_QUOTE = 3;

/** Returns a person's statements, by salience. */
export const saidBy = ({ name, facts }: Person): Fact[] => facts.filter(({ speaker }) => speaker === name);

/** Lists one person's statements. Returns null if the person says nothing here. */
export function statementsOf(said: string, title: string, basis: CardBasis): Draft | null {
  const { readout } = basis;
  const person = personCalled(said, readout);
  const facts = person ? saidBy(person) : [];
  if (!person || facts.length === 0) return null;
  const shown = selectLines(facts, SHOWN);
  const rest = facts.filter((fact) => !shown.includes(fact)).sort((a, b) => b.salience - a.salience);
  return groupedDraft(
    {
      title,
      question: title,
      about: [person.name],
      groups: [{ facts: shown }],
      isOneSided: true,
      rest: rest.map(({ id }) => id),
    },
    basis,
  );
}

/** Returns the longest quoted passage of a fact's sentence, without quotation marks, or null. */
function directQuote({ quote }: Pick<Fact, 'quote'>): string | null {
  const passages = quotationsOf(quote, [[0, quote.length]])
    .map(({ start, end }) =>
      quote
        .slice(start, end)
        .replace(/^["“”«»'`]+|(?<!["“”«»'`])["“”«»'`]+$/g, '')
        .trim(),
    )
    .filter((passage) => passage.split(/\s+/).length >= SHORTEST_QUOTE)
    .sort((a, b) => b.length - a.length);
  return passages[0] ?? null;
}

/**
 * Lists verbatim quotations with their speakers: of a person, on a subject, or the main ones. Returns null if there are
 * none.
 */
export function quotesFrom(
  facts: readonly Fact[],
  lines: number | null,
  title: string,
  basis: CardBasis,
): Draft | null {
  const quoted = new Map<string, Fact>();
  for (const fact of facts.toSorted((a, b) => b.salience - a.salience)) {
    const passage = fact.speaker ? directQuote(fact) : null;
    if (passage && !quoted.has(passage)) quoted.set(passage, fact);
  }
  const all = [...quoted.values()];
  if (all.length === 0) return null;
  const shown = all.slice(0, lines ?? SHOWN + 2);
  return groupedDraft(
    {
      title,
      question: title,
      isOneSided: true,
      groups: [{ facts: shown, line: (line, fact) => ({ ...line, claim: `“${directQuote(fact)}”` }) }],
      rest: all.slice(shown.length).map(({ id }) => id),
    },
    basis,
  );
}
