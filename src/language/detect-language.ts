import { franc } from 'franc';

/** Languages that are told apart, by the code that franc gives (ISO 639-3), with their names. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['eng', 'English'],
  ['deu', 'German'],
  ['spa', 'Spanish'],
  ['fra', 'French'],
  ['ita', 'Italian'],
  ['por', 'Portuguese'],
  ['nld', 'Dutch'],
  ['swe', 'Swedish'],
  ['dan', 'Danish'],
  ['nob', 'Norwegian'],
  ['fin', 'Finnish'],
  ['pol', 'Polish'],
  ['ces', 'Czech'],
  ['ukr', 'Ukrainian'],
  ['rus', 'Russian'],
  ['tur', 'Turkish'],
  ['arb', 'Arabic'],
  ['cmn', 'Chinese'],
  ['jpn', 'Japanese'],
  ['kor', 'Korean'],
]);

/** A shorter text may be told wrongly, in UTF-16 units; so much of a longer one is looked at. */
const LEAST = 150;
const MOST = 4_000;
/** Words that make up a quarter of any English text and hardly any of another language's. */
const ENGLISH =
  /^(?:the|and|of|to|was|were|that|with|said|which|for|by|from|has|have|had|this|not|but|they|their|would|been)$/i;
/** A text with this share of them is English, whatever its letters look like. */
const ENGLISH_SHARE = 0.08;

/** The name of the language that a text is in, if it is surely not English; null for English and for what is too short. */
export function foreignLanguage(text: string): string | null {
  const sample = text.slice(0, MOST);
  if (sample.trim().length < LEAST && !/\p{Script=Han}|\p{Script=Hiragana}/u.test(sample)) return null;
  const words = sample.match(/\p{L}+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.test(word)).length;
  if (words.length === 0 || english / words.length >= ENGLISH_SHARE) return null;
  const name = NAMES.get(franc(sample, { only: [...NAMES.keys()], minLength: 40 }));
  return name === undefined || name === 'English' ? null : name;
}
