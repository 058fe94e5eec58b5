import { IRREGULAR, UNSTEMMED } from './irregular-forms.ts';

const VOWEL = /[aeiouy]/;

/**
 * Matches case endings of Russian and Ukrainian nouns and adjectives, because "Лавровым" is asked as often as "Лавров".
 */
const CYRILLIC_ENDING =
  /(?:иями|ями|ами|ією|ього|ьому|ого|его|ому|ему|ыми|ими|иях|ях|ах|ов|ев|ом|ем|ам|ям|ой|ей|ую|юю|ая|яя|ое|ее|ые|ие|ыи|ии|ым|им|ою|ею|ії|ій|іх|ів|їв|ія|а|е|и|о|у|ы|ь|ю|я|і|ї)$/;

/** Removes the ending twice: a name's own "-ов" is an ending too, and must be removed in every case or in none. */
function russian(word: string): string {
  const bare = word.length > 4 ? word.replace(CYRILLIC_ENDING, '') : word;
  return bare.length > 4 ? bare.replace(CYRILLIC_ENDING, '') : bare;
}

/**
 * Matches articles, prepositions and conjunctions that Arabic joins to the next word: "والحكومة" is "and the
 * government".
 */
const ARABIC_PREFIX = /^(?:[وف]?[بكل]?ال|[وف]?لل|و)(?=\p{L}{3})/u;
/** Matches endings of number, gender and possession. */
const ARABIC_SUFFIX = /(?<=\p{L}{3})(?:ها|هم|هن|نا|ات|ون|ين|ان|يه|ية|ه|ة|ي)$/u;

/** Larkey's light stemming (light10), which is usual in Arabic search: removes one prefix and two endings. */
const arabic = (word: string): string =>
  word.replace(ARABIC_PREFIX, '').replace(ARABIC_SUFFIX, '').replace(ARABIC_SUFFIX, '').replace(/ى$/u, 'ي');

/** Unifies British and American spellings: "organise" and "organize", "behaviour" and "behavior". */
function oneSpelling(word: string): string {
  return word
    .replace(/(?<=[a-z]{3}[iy])z(?=(?:e[drs]?|ers|ing|ations?)$)/, 's')
    .replace(/(?<=[a-z]{3})our(?=$|s$|ed$|ing$|able$|ites?$|hood)/, 'or')
    .replace(/(?<=[a-z]{3}[bt])re(?=s?$)/, 'er')
    .replace(/(?<=def|off|lic)ence(?=s?$)/, 'ense');
}

function plural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

function participle(word: string): string {
  const base = word.replace(/(?:ed|ing)$/, '');
  return base !== word && base.length >= 3 && VOWEL.test(base) ? base : word;
}

/** Removes spelling changes at a word's end: a silent e, y for i, a doubled consonant. */
function trimmed(word: string): string {
  return word
    .replace(/(?<=...)e$/, '')
    .replace(/(?<=..[^aeiou])y$/, 'i')
    .replace(/(?<=..)([bdglmnprt])\1$/, '$1');
}

/**
 * Endings that derive a word from another, the longest first, each with its replacement and the least letters that must
 * remain.
 */
const SUFFIXES: readonly (readonly [suffix: string, by: string, least: number])[] = [
  ['ification', 'ifi', 3],
  ['ation', '', 4],
  ['ation', 'at', 2],
  ['ition', '', 4],
  ['ativ', '', 4],
  ['istic', '', 4],
  ['eous', '', 4],
  ['ional', '', 4],
  ['ment', '', 4],
  ['ship', '', 3],
  ['fulness', '', 3],
  ['ness', '', 3],
  ['less', '', 3],
  ['anc', '', 4],
  ['enc', '', 4],
  ['anci', '', 4],
  ['enci', '', 4],
  ['ant', '', 4],
  ['ent', '', 4],
  ['abl', '', 4],
  ['ibl', '', 4],
  ['iti', '', 4],
  ['ari', '', 4],
  ['eri', 'er', 4],
  ['ism', '', 4],
  ['ist', '', 4],
  ['est', '', 4],
  ['asion', 'ad', 3],
  ['ision', 'id', 3],
  ['nsion', 'nd', 3],
  ['tion', 't', 3],
  ['ion', '', 4],
  ['ator', 'at', 3],
  ['ful', '', 3],
  ['ali', 'al', 3],
  ['li', '', 3],
  ['or', '', 4],
  ['er', '', 4],
  ['al', '', 4],
  ['ic', '', 4],
  ['iv', '', 4],
  ['ous', '', 4],
  ['is', '', 4],
  ['at', '', 4],
];

function derivation(word: string): string {
  for (const [suffix, by, least] of SUFFIXES) {
    const rest = word.length - suffix.length;
    if (rest >= least && word.endsWith(suffix) && VOWEL.test(word.slice(0, rest)))
      return word.slice(0, rest) + by;
  }
  return word;
}

function root(word: string): string {
  for (let at = 0, last = trimmed(word); ; at++) {
    const next = trimmed(derivation(last));
    if (next === last || at === 4) return next;
    last = next;
  }
}

function english(word: string): string {
  const base = IRREGULAR.get(word);
  if (base !== undefined && base !== word) return english(base);
  const single = base ?? plural(word);
  if (UNSTEMMED.has(single)) return `${single}.`;
  const known = IRREGULAR.get(single);
  if (known !== undefined && known !== single) return english(known);
  const spelled = oneSpelling(single);
  return root(participle(spelled));
}

/**
 * Returns the stem of a folded word, which its inflections and near derivations share: "elections" and "elected".
 * English by rules and a table of irregular forms, Russian and Ukrainian by case endings, Arabic without clitics; other
 * words stay as they are.
 */
export function stem(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const found = stemOf(word);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(word, found);
  return found;
}

/** Stems of recent words. A Map that is cleared when full: a lookup takes 30 ns, in an LRU cache 70. */
const cache = new Map<string, string>();
const MAX_CACHED = 20_000;

function stemOf(word: string): string {
  if (/[а-яёіїєґ]/.test(word)) return russian(word);
  if (/\p{Script=Arabic}/u.test(word)) return arabic(word);
  if (!/^[a-z]+$/.test(word)) return /^\d+s$/.test(word) ? word.slice(0, -1) : word;
  return word.length < 4 ? (IRREGULAR.get(word) ?? word) : english(word);
}
