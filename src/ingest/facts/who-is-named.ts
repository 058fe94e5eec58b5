import { HUMANS } from '../../language/lexicon/people.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { isPlain, MOST_BEFORE_NOUN } from './definite-nouns.ts';
import type { EntityRegistry } from './entity-registry.ts';
import { type Gender, genderOfRole } from './gender.ts';

/** Nouns for several people. */
const GROUPS = listed(
  'people men women children kids police folks staff troops forces authorities officials crew parents relatives elders family families',
);

const fits = (one: Gender, other: Gender): boolean => !one || !other || one === other;

/** Whether a sentence names a person of a gender who is none of the others. */
export const namesPerson = (
  { names, tokens }: AttributedSentence,
  gender: Gender,
  registry: EntityRegistry,
  others: ReadonlySet<string | undefined>,
): boolean =>
  names.some(({ text, from }) => {
    const entity = registry.named(text);
    if (entity && others.has(entity.name)) return false;
    // A surname that two people have.
    if (!entity) return !text.includes(' ');
    const mayBePerson =
      entity.kind === 'person' ||
      (entity.kind === 'unknown' &&
        tokens[from - 1]?.lower !== 'the' &&
        (entity.sure > 1 || entity.name.includes(' ')));
    return mayBePerson && fits(entity.gender, gender);
  });

/** Whether a sentence brings in somebody without a name: "a woman". */
export const bringsInPerson = ({ tokens }: AttributedSentence, gender: Gender): boolean =>
  tokens.some(
    ({ lower }, at) =>
      (HUMANS.has(lower) || ROLES.has(lower)) &&
      fits(genderOfRole([lower]), gender) &&
      tokens.slice(Math.max(0, at - MOST_BEFORE_NOUN), at).some((token) => /^(?:an?|one)$/.test(token.lower)),
  );

/** Whether a sentence speaks of several people: "police", "two senators", "Berg and Holm", "ISIS". */
export const namesPeople = ({ tokens, names }: AttributedSentence, registry: EntityRegistry): boolean =>
  names.some(({ text }) => registry.named(text)?.kind === 'organisation' || /^\p{Lu}{3,}$/u.test(text)) ||
  names.some(
    (name, at) =>
      tokens[name.to]?.lower === 'and' &&
      names[at + 1]?.from === name.to + 1 &&
      [name, names[at + 1]!].every(
        ({ text }) => !/^(?:organisation|place)$/.test(registry.named(text)?.kind ?? ''),
      ),
  ) ||
  tokens.some(
    ({ lower, mark }) =>
      !mark &&
      (GROUPS.has(lower) ||
        (lower.endsWith('s') && (HUMANS.has(lower.slice(0, -1)) || ROLES.has(lower.slice(0, -1))))),
  );

export const hasPlural = ({ tokens }: AttributedSentence): boolean =>
  tokens.some(
    (token, at) =>
      isPlain(token) && /[^sui]s$/.test(token.lower) && !/^an?$/.test(tokens[at - 1]?.lower ?? ''),
  );

export const namesBody = ({ names }: AttributedSentence, registry: EntityRegistry): boolean =>
  names.some(({ text }) => registry.named(text)?.kind === 'organisation');

export const namesEntity = ({ names }: AttributedSentence, name: string, registry: EntityRegistry): boolean =>
  names.some(({ text }) => registry.named(text)?.name === name);
