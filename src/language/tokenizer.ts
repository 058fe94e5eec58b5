import { isUnspaced, unspacedWords } from './unspaced.ts';

/** A word of a text or question with its position. */
export interface Token {
  /** As written. */
  readonly text: string;
  /** The key in the vocabulary: lower case without accents. An acronym keeps its capitals. */
  readonly key: string;
  /** UTF-16 offsets, half-open. */
  readonly start: number;
  readonly end: number;
  readonly capital: boolean;
  /** Whether its case shows that it is an acronym: "INF", "START", "U.S.", "ICBMs". */
  readonly acronym: boolean;
}

const SEPARATOR = 1;
const LETTER = 2;
const DIGIT = 3;
/** The class of each UTF-16 unit, filled in on demand. */
const classes = new Uint8Array(65536);

function classOf(unit: number): number {
  const known = classes[unit]!;
  if (known) return known;
  const character = String.fromCharCode(unit);
  const found = /[\p{L}\p{M}]/u.test(character) ? LETTER : /\p{N}/u.test(character) ? DIGIT : SEPARATOR;
  classes[unit] = found;
  return found;
}

const APOSTROPHES = new Set(["'", '’', 'ʼ', '`'].map((mark) => mark.charCodeAt(0)));
/** Signs that join digits into one number: 1,000 and 3.5. */
const DIGIT_JOINTS = new Set([44, 46]);

/** Folds a word: lower case, compatibility forms unified, accents removed. "José" and "JOSE" become the same. */
export function fold(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  if (/^[a-zA-Z0-9]*$/.test(word)) return word.toLowerCase();
  if (/^[\0-\x7f]*$/.test(word)) return word.toLowerCase().replace(/['`]/g, '');
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’ʼ`]/g, '');
}

const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}]{1,7}$/u;
const ACRONYM_PLURAL = /^\p{Lu}{2,7}s$/u;

function toToken(written: string, start: number, end: number): Token {
  const first = written.charCodeAt(0);
  if (first >= 97 && first <= 122) return lowerToken(written, start, end);
  const dotless = written.replaceAll('.', '');
  const plural = ACRONYM_PLURAL.test(dotless);
  const acronym = /\p{Lu}.*\p{Lu}/u.test(dotless) && (plural || ACRONYM.test(dotless));
  const text = acronym ? dotless : written;
  const key = acronym ? fold(plural ? text.slice(0, -1) : text).toUpperCase() : plainNumber(fold(text));
  return { text: written, key, start, end, capital: /^\p{Lu}/u.test(text), acronym };
}

function lowerToken(written: string, start: number, end: number): Token {
  return { text: written, key: fold(written), start, end, capital: false, acronym: false };
}

/**
 * Returns the end of the word that starts at `start`. It joins O'Brien, U.S. and 1,000, and excludes a possessive 's.
 */
function wordEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (classOf(unit) !== SEPARATOR) {
      at++;
      continue;
    }
    const next = at + 1 < text.length ? classOf(text.charCodeAt(at + 1)) : SEPARATOR;
    const before = classOf(text.charCodeAt(at - 1));
    if (next === SEPARATOR) break;
    if (APOSTROPHES.has(unit) && next === LETTER && before === LETTER && !isPossessive(text, at)) at += 2;
    else if (DIGIT_JOINTS.has(unit) && next === DIGIT && before === DIGIT) at += 2;
    else if (unit === 46 && isDottedInitial(text, at)) at += 2;
    else break;
  }
  return at;
}

function isPossessive(text: string, apostrophe: number): boolean {
  const after = apostrophe + 2;
  const letter = text[apostrophe + 1];
  return (
    (letter === 's' || letter === 'S') &&
    (after >= text.length || classOf(text.charCodeAt(after)) === SEPARATOR)
  );
}

/** Whether the full stop at `dot` is between single capitals, as in U.S. */
function isDottedInitial(text: string, dot: number): boolean {
  const alone = dot < 2 || text[dot - 2] === '.' || classOf(text.charCodeAt(dot - 2)) === SEPARATOR;
  const beyond = dot + 2 >= text.length || classOf(text.charCodeAt(dot + 2)) === SEPARATOR;
  return alone && beyond && /\p{Lu}/u.test(text[dot - 1]!) && /\p{Lu}/u.test(text[dot + 1]!);
}

/**
 * Returns the end of a Latin word in lower case (except its first letter) before a space, comma or full stop, as most
 * words are; 0 if the general rules must decide.
 */
function plainEnd(text: string, start: number): number {
  let at = start;
  let unit = text.charCodeAt(at);
  const capital = unit >= 65 && unit <= 90;
  if (capital) unit = text.charCodeAt(++at);
  const small = at;
  while (unit >= 97 && unit <= 122) unit = text.charCodeAt(++at);
  return at > small && (unit === 32 || unit === 44 || unit === 46) ? at : 0;
}

/** Whether most words are in capitals, so that capitals are no evidence of names: "WHAT ABOUT SANCTIONS". */
function isShouting(tokens: readonly Token[]): boolean {
  if (tokens.length < 3) return false;
  return tokens.filter((token) => token.acronym).length * 10 > tokens.length * 7;
}

/** Returns the end of a short name with its sign: C++, C#, A+. */
function signedEnd(text: string, start: number, end: number): number {
  if (end - start > 2 || !/[\p{L}]/u.test(text[start]!)) return end;
  let at = end;
  while (at < text.length && at - end < 2 && (text[at] === '+' || text[at] === '#')) at++;
  const next = at < text.length ? classOf(text.charCodeAt(at)) : SEPARATOR;
  return at > end && next === SEPARATOR ? at : end;
}

/** Whether the full stop at `at` begins a name: ".NET". */
const isDottedName = (text: string, at: number): boolean =>
  text[at] === '.' &&
  (at === 0 || /[\s(“"]/.test(text[at - 1]!)) &&
  /^\p{Lu}{2,6}(?![\p{L}\p{N}])/u.test(text.slice(at + 1, at + 8));

/** Removes the commas between a number's thousands, because "1,500" is asked for as "1500". */
const plainNumber = (key: string): string =>
  /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(key) ? key.replaceAll(',', '') : key;

/**
 * Returns the words of a text in order. Control characters and punctuation separate words; scripts without spaces are
 * split by a dictionary. Never throws.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const plain = plainEnd(text, at);
    if (plain > 0) {
      const word = text.slice(at, plain);
      const capital = word.charCodeAt(0) <= 90;
      const key = capital ? word.toLowerCase() : word;
      tokens.push({ text: word, key, start: at, end: plain, capital, acronym: false });
      at = plain;
      continue;
    }
    if (isDottedName(text, at)) {
      const end = wordEnd(text, at + 1);
      const name = text.slice(at, end);
      tokens.push({ text: name, key: name.toLowerCase(), start: at, end, capital: true, acronym: false });
      at = end;
      continue;
    }
    if (classOf(text.charCodeAt(at)) === SEPARATOR) {
      at++;
      continue;
    }
    const end = signedEnd(text, at, wordEnd(text, at));
    const run = text.slice(at, end);
    const words = isUnspaced(run) ? unspacedWords(run) : [{ start: 0, end: run.length }];
    for (const word of words) {
      const token = toToken(run.slice(word.start, word.end), at + word.start, at + word.end);
      if (token.key) tokens.push(token);
    }
    at = end;
  }
  if (!isShouting(tokens)) return tokens;
  return tokens.map((token) => ({ ...token, key: fold(token.text), acronym: false }));
}
