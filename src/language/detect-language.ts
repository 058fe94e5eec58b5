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
/** A name in these letters makes no text in the language. */
const LEAST_LETTERS = 4;

/**
 * Shorter texts are not classified (UTF-16 units): they may be classified wrongly. Of longer ones only the beginning
 * is read.
 */
const LEAST = 150;
const MOST = 4_000;
/** Words that make up a quarter of any English text and hardly any of another language's. */
const ENGLISH =
  /^(?:the|and|of|to|was|were|that|with|said|which|for|by|from|has|have|had|this|not|but|they|their|would|been)$/i;
/** A text with this share of them is English, whatever its letters look like. */
const ENGLISH_SHARE = 0.08;

/** The language of a text by its words and letters, as ISO 639-1; null if that is not sure. */
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
 * The language of an article: the declared one, unless the text clearly contradicts it: English text declared as
 * another language, or the reverse. Many sites leave a template's "en" as it came. Null if nothing is declared and
 * the text is unclear.
 */
export function articleLanguage({ text, language = null }: Declared): string | null {
  if (language === null) return languageOfText(text);
  const told = languageOfText(text);
  const isContradicted = told !== null && (told === 'en') !== (language === 'en');
  return isContradicted ? told : language;
}

const DISPLAY = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** A language's English name; null for a code that is none. */
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

/** The languages of articles that stay in memory: each text is read once. */
const languages = new WeakMap<Declared, Language | null>();

/** An article's language with its name; null for English and if it is unknown. */
export function foreignLanguage(article: Declared): Language | null {
  const known = languages.get(article);
  if (known !== undefined) return known;
  const code = article.language ?? languageOfText(article.text);
  const foreign = code === null || code === 'en' ? null : { code, name: languageName(code) ?? code };
  languages.set(article, foreign);
  return foreign;
}
