import { stem } from './stemmer.ts';
import { fold } from './tokenizer.ts';

/** Languages with case endings, in which a name matches by its beginning: "Венесуэлу" for "Венесуэла". */
const INFLECTED: ReadonlySet<string> = new Set(['ru', 'uk', 'pl', 'cs', 'hu', 'fi', 'tr']);
/** The most letters that an ending adds or takes. */
const LONGEST_ENDING = 2;
const SHORTEST_NAME = 4;

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Normalises a name as the words of a question are: "EE. UU." becomes "ee uu". */
const keyOf = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

type Names = ReadonlyMap<string, string>;

/** Returns the English names of countries by their names in one language, from Node (Unicode CLDR). */
function namesIn(language: string): Names {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const names = new Map<string, string>();
  for (const style of ['long', 'short'] as const) {
    const own = new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style });
    for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
      const [name, translated] = [own.of(code), english.of(code)];
      if (name && translated && !names.has(keyOf(name))) names.set(keyOf(name), translated);
    }
  }
  return names;
}

/** Filled on the first question in each language, which takes some milliseconds. */
const cache = new Map<string, Names>();

/** Whether a word is an inflected form of another: they differ only in their last letters. */
function isInflectedForm(word: string, name: string): boolean {
  if (word === name) return true;
  if (name.length < SHORTEST_NAME || Math.abs(name.length - word.length) > LONGEST_ENDING) return false;
  return word.startsWith(name.slice(0, Math.max(SHORTEST_NAME, name.length - LONGEST_ENDING)));
}

/** Whether the words match, in some inflected form and in order. */
function matchesInflected(name: string, key: string): boolean {
  const [names, words] = [name.split(' '), key.split(' ')];
  return names.length === words.length && names.every((one, at) => isInflectedForm(words[at]!, one));
}

/**
 * Returns the English name of a country by its name in another language, in any case, and in any inflected form if the
 * language inflects.
 */
export function countryInEnglish(name: string, language: string): string | null {
  const names = cache.get(language) ?? namesIn(language);
  cache.set(language, names);
  const key = keyOf(name);
  const exact = names.get(key);
  if (exact !== undefined) return exact;
  if (language === 'ar') return [...names].find(([own]) => stem(own) === stem(key))?.[1] ?? null;
  if (language === 'de' && key.endsWith('s')) return names.get(key.slice(0, -1)) ?? null;
  if (!INFLECTED.has(language)) return null;
  const forms = [...names].filter(([own]) => matchesInflected(own, key));
  forms.sort(([one], [other]) => Math.abs(one.length - key.length) - Math.abs(other.length - key.length));
  return forms[0]?.[1] ?? null;
}
