import type { Fact } from '../../domain/fact.ts';
import { type CardBasis, wordsOf } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { shortened } from '../cards/wording.ts';
import { lastNameOf, personCalled, roleOfPerson } from '../people.ts';
import { groupedDraft } from './grouped-card.ts';
import { selectLines } from './select-lines.ts';
import { saidBy } from './statements.ts';

const SHOWN = 2;

/** Describes a person: the role that the articles give, then the main facts. Returns null for an unknown person. */
export function whoIs(said: string, basis: CardBasis): Draft | null {
  const { readout } = basis;
  const person = personCalled(said, readout);
  if (!person) return null;
  const { name, facts } = person;
  const role = roleOfPerson(person, readout);
  const own = facts.filter(
    (fact) => fact.speaker !== name && mentionsPerson(fact, name) && !fact.conflictsWith?.length,
  );
  const told = saidBy(person);
  const about = own.length > 0 ? own : told.filter((fact) => !fact.conflictsWith?.length);
  const shown = selectLines(about.length > 0 ? about : told, SHOWN, (id) => readout.fact(id));
  if (shown.length === 0) return null;
  const rest = [...own, ...told].filter((fact) => !shown.includes(fact)).map(({ id }) => id);
  const question = `who is ${name}?`;
  const title = role ? `${name}, ${role}` : name;
  const draft = groupedDraft({ title, question, about: [name], groups: [{ facts: shown }], rest }, basis);
  if (told.length === 0) return draft;
  const asks = {
    verb: 'ask',
    label: shortened(wordsOf(basis).answers.whatSaid(lastName(name), told.length), 34),
    arg: '0',
  } as const;
  return {
    ...draft,
    card: { ...draft.card, actions: [draft.card.actions[0]!, asks, ...draft.card.actions.slice(1)] },
    about: { ...draft.about, questions: [`what did ${name} say?`] },
  };
}

/** Whether a fact's claim mentions a person. */
const mentionsPerson = ({ claim, entities }: Fact, name: string): boolean =>
  entities.includes(name) && claim.includes(lastName(name));

const lastName = (name: string): string => name.split(' ').at(-1)?.replace(/[()]/g, '') ?? lastNameOf(name);
