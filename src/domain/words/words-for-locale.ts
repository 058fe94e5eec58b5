import { DE } from './de.ts';
import { EN, type Words } from './en.ts';
import { ES } from './es.ts';

/** The languages of the bot's wording by ISO 639-1 code. */
const LANGUAGES: ReadonlyMap<string, Words> = new Map([
  ['en', EN],
  ['de', DE],
  ['es', ES],
]);

/** The languages that the bot has words in, by ISO 639-1 code. */
export const WORD_LANGUAGES: readonly string[] = [...LANGUAGES.keys()];

/** The locale of a card in another language than English, for its renderer; nothing for English. */
export const localeOf = ({ locale }: Words): { readonly locale?: string } =>
  locale === EN.locale ? {} : { locale };

/** Returns the wording for a platform's language tag ("de", "es-419", "en-US"); English for any other. */
export const wordsForLocale = (locale: string | null | undefined): Words =>
  LANGUAGES.get((locale ?? '').toLowerCase().split(/[-_]/, 1)[0]!) ?? EN;
