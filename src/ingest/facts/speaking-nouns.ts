import { BODIES, HUMANS, NEVER_SPEAKERS, PEOPLE } from '../../language/lexicon/people.ts';
import { DOCUMENT, ORGANISATION, ROLES } from '../../language/lexicon/roles.ts';

/** Returns the singular forms that a noun may have: "ally" for "allies", "spokesman" for "spokesmen". */
const singularsOf = (noun: string): readonly string[] => [
  noun,
  noun.replace(/s$/, ''),
  noun.replace(/es$/, ''),
  noun.replace(/ies$/, 'y'),
  noun.replace(/men$/, 'man'),
];

/** Matches a person named by age: "54-year-old", "34-year-olds". */
export const AGED = /^\d{1,3}-year-olds?$/;

/** Whether a noun means people, bodies or documents, which can say something. */
export function canSpeak(noun: string): boolean {
  if (NEVER_SPEAKERS.has(noun)) return false;
  if (PEOPLE.has(noun) || AGED.test(noun)) return true;
  return singularsOf(noun).some((one) =>
    [ROLES, HUMANS, BODIES, DOCUMENT, ORGANISATION].some((words) => words.has(one)),
  );
}

/** Whether a noun means a body or a document, not people: "council", "report". */
export const isBody = (noun: string): boolean =>
  singularsOf(noun).some((one) => DOCUMENT.has(one) || ORGANISATION.has(one) || BODIES.has(one)) &&
  !singularsOf(noun).some((one) => ROLES.has(one) || HUMANS.has(one));

/** Whether a noun is the countable singular of a human: "woman". */
export const isCounted = (noun: string): boolean =>
  HUMANS.has(noun) &&
  !PEOPLE.has(noun) &&
  !singularsOf(noun)
    .slice(1)
    .some((one) => one !== noun && HUMANS.has(one));
