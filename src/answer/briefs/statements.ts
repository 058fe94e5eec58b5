import type { CardLine } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { quotationsOf } from '../../language/quotations.ts';
import type { CardBasis } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { type Person, personCalled, roleOfPerson } from '../people.ts';
import { groupedDraft } from './grouped-card.ts';
import { selectLines } from './select-lines.ts';

const SHOWN = 3;
/** The least words of a quoted statement. A shorter quotation is a term, not a statement. */
const SHORTEST_QUOTE = 3;

/** Returns a person's statements, by salience. */
export const saidBy = ({ name, facts }: Person): Fact[] => facts.filter(({ speaker }) => speaker === name);

/** Whether a claim tells a person's words: "Putin made clear that …". */
function tellsWordsOf({ claim }: Fact, name: string): boolean {
  const [, verb, adverb] = claim.slice(claim.indexOf(lastWord(name))).split(' ');
  const isSubject = claim.startsWith(name) || claim.startsWith(lastWord(name));
  return isSubject && (isSaid(verb) || (verb === 'made' && /^(?:it|clear|plain)$/.test(adverb ?? '')));
}

/** Verbs that report findings rather than words. */
const FINDINGS = new Set(['find', 'show', 'signal', 'indicate', 'calculate']);

function isSaid(verb: string | undefined): boolean {
  const known = REPORTING_VERBS.get(verb ?? '');
  return known !== undefined && ['any', 'clause'].includes(known.complement) && !FINDINGS.has(known.verb);
}

const lastWord = (name: string): string => name.split(' ').at(-1)!;

/** Returns a person's statements; without any, what others tell of their words. */
function wordsOf(person: Person): readonly Fact[] {
  const own = saidBy(person);
  return own.length > 0 ? own : person.facts.filter((fact) => tellsWordsOf(fact, person.name));
}

/** The most speakers whose roles are looked up. */
const MOST_SPEAKERS = 12;
const EACH = 2;

/** Lists the statements of the people with a role: "the minister". Returns null if nobody who speaks has it. */
export function statementsByRole(said: string, title: string, basis: CardBasis): Draft | null {
  const { readout } = basis;
  const role = said.toLowerCase().split(' ');
  if (!ROLES.has(role.at(-1)!)) return null;
  const found = readout.ask(said, { limit: 200 }).facts.map(({ fact }) => fact);
  const names = [...new Set(found.flatMap(({ speaker }) => speaker ?? []))].slice(0, MOST_SPEAKERS);
  const people = names
    .map((name): Person => ({ name, facts: [...new Set([...found, ...factsBy(name, readout)])] }))
    .filter((person) => {
      const own = roleOfPerson(person, readout)?.toLowerCase().split(' ') ?? [];
      return role.every((word) => own.includes(word));
    });
  const [only] = people;
  if (!only) return null;
  if (people.length === 1) return statementsOf(only.name, title, basis);
  const groups = people.map((person) => ({ heading: person.name, facts: selectLines(saidBy(person), EACH) }));
  const shown = groups.flatMap(({ facts }) => facts);
  const rest = people.flatMap(saidBy).filter((fact) => !shown.includes(fact));
  return groupedDraft(
    {
      title,
      question: title,
      about: people.map(({ name }) => name),
      groups,
      isOneSided: true,
      rest: rest.map(({ id }) => id),
    },
    basis,
  );
}

const factsBy = (name: string, readout: CardBasis['readout']): readonly Fact[] =>
  readout.ask(name, { limit: 200 }).facts.flatMap(({ fact }) => (fact.speaker === name ? [fact] : []));

/** Lists one person's statements. Returns null if the person says nothing here. */
export function statementsOf(said: string, title: string, basis: CardBasis): Draft | null {
  const { readout } = basis;
  const person = personCalled(said, readout);
  const facts = person ? wordsOf(person) : [];
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
        // A comma before the closing mark belongs to the sentence around the quotation.
        .replace(/,$/, '')
        .trim(),
    )
    .filter((passage) => passage.split(/\s+/).length >= SHORTEST_QUOTE)
    .sort((a, b) => b.length - a.length);
  return passages[0] ?? null;
}

/** Shows only the quoted passage of a line. Its speaker is then named below, wherever the sentence names them. */
const asQuote = ({ isNamed: _, ...line }: CardLine, fact: Fact): CardLine => ({
  ...line,
  claim: `“${directQuote(fact)}”`,
});

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
      groups: [{ facts: shown, line: asQuote }],
      rest: all.slice(shown.length).map(({ id }) => id),
    },
    basis,
  );
}
