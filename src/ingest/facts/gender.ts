import { pronounOfName } from '../../language/lexicon/first-names.ts';
import { HE_ROLES, SHE_ROLES } from '../../language/lexicon/roles.ts';
import type { Name } from './names.ts';

/** The pronoun of a person; null if it is not known. */
export type Gender = 'he' | 'she' | null;

/** Returns the gender that a name's title or given name implies. */
export function genderOf(name: Name): Gender {
  const title = name.title.at(-1)?.replace('.', '');
  if (title === 'mr' || title === 'sir' || title === 'king') return 'he';
  if (title && ['mrs', 'ms', 'miss', 'lady', 'queen', 'spokeswoman', 'congresswoman'].includes(title))
    return 'she';
  return pronounOfName(name.text);
}

/** Returns the gender that a role implies, by its first gendered word: "widow Terry Strada". */
export const genderOfRole = (words: readonly string[]): Gender => {
  const word = words.find((one) => SHE_ROLES.has(one) || HE_ROLES.has(one));
  return word === undefined ? null : SHE_ROLES.has(word) ? 'she' : 'he';
};
