import { franc } from 'franc';

/** ISO 639-3, as franc returns it, to ISO 639-1. Other languages are left out: they would be confused with these. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['eng', 'en'],
  ['deu', 'de'],
  ['spa', 'es'],
  ['fra', 'fr'],
  ['ita', 'it'],
  ['por', 'pt'],
  ['nld', 'nl'],
  ['swe', 'sv'],
  ['dan', 'da'],
  ['nob', 'no'],
  ['fin', 'fi'],
  ['pol', 'pl'],
  ['ces', 'cs'],
  ['ron', 'ro'],
  ['hun', 'hu'],
  ['ell', 'el'],
  ['ukr', 'uk'],
  ['rus', 'ru'],
  ['tur', 'tr'],
  ['arb', 'ar'],
  ['pes', 'fa'],
  ['heb', 'he'],
  ['hin', 'hi'],
  ['tha', 'th'],
  ['vie', 'vi'],
  ['cmn', 'zh'],
  ['jpn', 'ja'],
  ['kor', 'ko'],
]);

/** Languages recognised by their script. Japanese comes first: it uses Chinese characters too. */
const SCRIPTS: readonly (readonly [code: string, letters: RegExp, share: number])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 0.1],
  ['zh', /\p{Script=Han}/gu, 0.3],
  ['ko', /\p{Script=Hangul}/gu, 0.3],
  ['th', /\p{Script=Thai}/gu, 0.3],
];
/** The least letters of a script that identify a text's language. A name may have fewer. */
const LEAST_LETTERS = 4;

/**
 * The least length of a text that is classified, in UTF-16 units. Shorter ones are classified unreliably. Only the
 * beginning of a long one is read.
 */
const LEAST = 150;
const MOST = 4_000;
/** Matches words that make up a quarter of any English text and hardly any of other languages. */
const ENGLISH =
  /^(?:the|and|of|to|was|were|that|with|said|which|for|by|from|has|have|had|this|not|but|they|their|would|been)$/i;
/** A text with this share of them is English, whatever its letters look like. */
const ENGLISH_SHARE = 0.08;

/** Returns the language of a text by its words and letters, as ISO 639-1; null if it is uncertain. */
export function languageOfText(text: string): string | null {
  const sample = text.slice(0, MOST);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const script = SCRIPTS.find(
    ([, pattern, share]) => (sample.match(pattern)?.length ?? 0) >= Math.max(LEAST_LETTERS, letters * share),
  );
  if (script) return script[0];
  if (sample.trim().length < LEAST) return null;
  const words = sample.match(/\p{L}+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.test(word)).length;
  if (words.length === 0) return null;
  if (english / words.length >= ENGLISH_SHARE) return 'en';
  return CODES.get(franc(sample, { only: [...CODES.keys()], minLength: 40 })) ?? null;
}

/** A text and the language that its page or feed declares. */
interface Declared {
  readonly text: string;
  /** ISO 639-1. */
  readonly language?: string | null | undefined;
}

/**
 * Returns the language of an article: the declared one, unless the text clearly contradicts it, by being English or
 * not. Many sites declare the "en" of their template. Null if nothing is declared and the text is unclear.
 */
export function articleLanguage({ text, language = null }: Declared): string | null {
  if (language === null) return languageOfText(text);
  const told = languageOfText(text);
  const isContradicted = told !== null && (told === 'en') !== (language === 'en');
  return isContradicted ? told : language;
}

const DISPLAY = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Returns a language's English name; null for an unknown code. */
function languageName(code: string): string | null {
  try {
    return DISPLAY.of(code) ?? null;
  } catch {
    return null;
  }
}

interface Language {
  readonly code: string;
  readonly name: string;
}

/** Caches the languages of articles that stay in memory. */
const languages = new WeakMap<Declared, Language | null>();

/** Returns an article's language with its name; null for English and if it is unknown. */
export function foreignLanguage(article: Declared): Language | null {
  const known = languages.get(article);
  if (known !== undefined) return known;
  const code = article.language ?? languageOfText(article.text);
  const foreign = code === null || code === 'en' ? null : { code, name: languageName(code) ?? code };
  languages.set(article, foreign);
  return foreign;
}
