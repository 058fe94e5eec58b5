import { AUXILIARIES, PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import { countryOf } from '../../language/lexicon/places.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES, roleOf } from '../../language/lexicon/roles.ts';
import { STOP_WORDS } from '../../language/stop-words.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { Name } from './names.ts';

export const isRole = (word: string): boolean => ROLES.has(countryOf(roleOf(word)));

/** Normalises the words of a description or a title for comparison. */
export function roleWords(words: readonly string[]): string[] {
  const plain = words
    .map((word) => countryOf(roleOf(word)))
    .filter((word) => (/^\p{L}/u.test(word) && !STOP_WORDS.has(word)) || word === 'us');
  // "The district attorney" is the prosecutor.
  if (
    plain.includes('attorney') &&
    /^(?:prosecuting|district)$/.test(plain[plain.indexOf('attorney') - 1] ?? '')
  )
    plain.push('prosecutor');
  // "Supreme Court Justice Anna Berg" is the judge, the justice minister is not.
  if (
    plain.includes('justice') &&
    !plain.some((word) => /^(?:minist|secretary|department|spokes|official)/.test(word))
  )
    plain.push('judge');
  const ministry = plain.indexOf('ministry');
  if (ministry >= 0 && plain.includes('chief'))
    return plain.filter((word) => word !== 'chief').map((word) => (word === 'ministry' ? 'minister' : word));
  if (
    plain.includes('chief') &&
    plain.includes('white') &&
    plain.includes('house') &&
    !plain.includes('staff')
  )
    return ['us', 'president'];
  return plain;
}

/** Returns the words of a token range in lower case, without punctuation. */
export function wordsOf(tokens: readonly Token[], from: number, to: number): string[] {
  const words: string[] = [];
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (!token.mark) words.push(token.text === 'US' ? 'us' : token.lower);
  }
  return words;
}

function apposition(tokens: readonly Token[], name: Name): string[] {
  if (tokens[name.to]?.text !== ',') return [];
  const words: string[] = [];
  for (let at = name.to + 1; at < Math.min(tokens.length, name.to + 14) && !tokens[at]!.mark; at++)
    words.push(tokens[at]!.lower);
  const isClause = words.some(
    (word) => (AUXILIARIES.has(word) && word !== "'s") || REPORTING_VERBS.get(word)?.form === 'past',
  );
  if (words[0] === 'who' || words[0] === 'which' || isClause) return [];
  const role = words.findIndex((word) => ROLES.has(word));
  return role >= 0 && role < 7 && !words.slice(0, role).some((word) => PREPOSITIONS.has(word)) ? words : [];
}

/** Returns the lower-case words of a title before a name: "presidential aide", "campaign spokesman". */
function wordsBefore(tokens: readonly Token[], from: number): string[] {
  if (from === 0 || !ROLES.has(tokens[from - 1]!.lower) || tokens[from - 1]!.lower === 'special') return [];
  const words: string[] = [];
  for (let at = from - 1; at >= Math.max(0, from - 5); at--) {
    const token = tokens[at]!;
    if (token.mark || (STOP_WORDS.has(token.lower) && token.text !== 'US')) break;
    words.unshift(token.lower);
  }
  return words;
}

/** Returns the words of a name's title and apposition. Most names have neither. */
export function saidOf(tokens: readonly Token[], name: Name): readonly string[] {
  const before = wordsBefore(tokens, name.from);
  const after = apposition(tokens, name);
  return before.length + after.length === 0 ? name.title : [...before, ...name.title, ...after];
}
