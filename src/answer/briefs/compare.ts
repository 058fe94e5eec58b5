import type { Fact } from '../../domain/fact.ts';
import type { FoundFact } from '../answer.ts';
import { conflictsAmong } from '../answer-question.ts';
import { type CardBasis, wordsOf } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { withMarkedConflicts } from '../events.ts';
import { personCalled } from '../people.ts';
import { chosen, groupedDraft } from './grouped-card.ts';
import { selectLines } from './select-lines.ts';
import { saidBy } from './statements.ts';

/** The lines on each side. */
const EACH = 2;
/** The most pairs of contradicting facts on one card. */
const PAIRS = 3;
const LOOKED_AT = 60;
/** The newest facts among which contradictions between articles are looked for. */
const COMPARED = 2_000;

/**
 * Returns one side of a comparison: a person's statements, or else facts about a subject. Returns null for an unknown
 * name.
 */
function sideOf(
  said: string,
  about: string | null,
  basis: CardBasis,
): { name: string; facts: Fact[] } | null {
  const { readout } = basis;
  const bare = said
    .replace(/['’]s?(?= |$)/g, '')
    .replace(/ (?:views?|position|stance|statements?|words|opinion)$/i, '');
  const person = personCalled(bare, readout);
  const own = person ? saidBy(person) : [];
  if (person && own.length > 0) {
    if (about === null) return { name: person.name, facts: own };
    const on = new Set(readout.ask(about, { limit: LOOKED_AT }).facts.map(({ fact }) => fact.id));
    return { name: person.name, facts: own.filter(({ id }) => on.has(id)) };
  }
  const answer = readout.ask(about ? `${bare} ${about}` : bare);
  if (answer.status !== 'answered') return null;
  return {
    name: person?.name ?? bare,
    facts: answer.facts.slice(0, answer.relevant).map(({ fact }) => fact),
  };
}

/** Compares two people or subjects: first contradictions, then each side's lines. Returns null if one is unknown. */
export function comparison(
  left: string,
  right: string,
  about: string | null,
  title: string,
  basis: CardBasis,
): Draft | null {
  const sides = [sideOf(left, about, basis), sideOf(right, about, basis)];
  const [one, other] = sides;
  if (!one || !other || one.name === other.name) return null;
  const ids = new Set(other.facts.map(({ id }) => id));
  const clashing = one.facts.filter(({ conflictsWith = [] }) => conflictsWith.some((id) => ids.has(id)));
  const groups = [one, other].map(({ name, facts }) => {
    const others = facts.filter((fact) => !fact.conflictsWith?.length);
    const shown = selectLines(others, EACH, (id) => basis.readout.fact(id));
    return { heading: name, facts: shown, all: others };
  });
  if (clashing.length === 0 && groups.every(({ facts }) => facts.length === 0)) return null;
  const rest = groups.flatMap(({ all, facts }) => all.filter((fact) => !facts.includes(fact)));
  const words = wordsOf(basis);
  const missing = groups.filter(({ facts }, at) => facts.length === 0 && sides[at]!.facts.length === 0);
  return groupedDraft(
    {
      title,
      question: title,
      about: [one.name, other.name],
      rest: rest.map(({ id }) => id),
      ...(missing.length > 0
        ? { lede: words.answers.nothingBySide(words.or(missing.map(({ heading }) => heading))) }
        : {}),
      groups: [{ facts: clashing }, ...groups],
    },
    basis,
  );
}

/** Lists pairs of contradicting facts, by salience. Returns null if there are none. */
export function disputesIn(facts: readonly Fact[], title: string, basis: CardBasis): Draft | null {
  // Contradictions among older facts were marked when they were stored. Looking for others takes 10 µs a fact.
  const known = facts.slice(0, -COMPARED).filter(({ conflictsWith }) => conflictsWith?.length);
  const found: readonly FoundFact[] = [
    ...known.map(chosen),
    ...withMarkedConflicts(facts.slice(-COMPARED).map(chosen)),
  ];
  const pairs = conflictsAmong(found, (id) => basis.readout.fact(id)).toSorted(
    (a, b) =>
      Math.max(...b.map(({ fact }) => fact.salience)) - Math.max(...a.map(({ fact }) => fact.salience)),
  );
  if (pairs.length === 0) return null;
  const shown = pairs.slice(0, PAIRS).map(([{ fact }]) => fact);
  const rest = pairs.slice(PAIRS).flatMap((pair) => pair.map(({ fact }) => fact.id));
  return groupedDraft({ title, question: title, groups: [{ facts: shown }], rest }, basis);
}
