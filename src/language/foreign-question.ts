import { ALSO_ENGLISH, FRAME_WORDS, type FrameWords, SUMMARY_WORDS } from './lexicon/frame-words.ts';
import { FUNCTION_WORDS, isReportingWord, isStopWord } from './stop-words.ts';
import { fold } from './tokenizer.ts';
import { isUnspaced, unspacedWords } from './unspaced.ts';

/** One word of a question: as typed and folded. */
export interface QuestionWord {
  readonly text: string;
  readonly key: string;
}

/** A question in another language than English. */
export interface ForeignQuestion {
  /** ISO 639-1. */
  readonly language: string;
  readonly words: readonly QuestionWord[];
  /** The words that carry the subject: all but question words, articles, prepositions and verbs of saying. */
  readonly names: readonly QuestionWord[];
  /** Whether it asks for a summary of the article and names nothing. */
  readonly isSummary: boolean;
}

/** The most words of a question. A longer message is a text. */
const MOST_WORDS = 40;
/** The share of function words from which they suffice to identify a language. */
const FUNCTION_SHARE = 0.4;
/** The least words in another script that are a question rather than a name. */
const LEAST_IN_SCRIPT = 4;

/** Languages by letters that no English question has. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['uk', /[іїєґ]/i],
  ['ru', /\p{Script=Cyrillic}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['zh', /\p{Script=Han}/u],
  ['ko', /\p{Script=Hangul}/u],
  ['el', /\p{Script=Greek}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['th', /\p{Script=Thai}/u],
  ['hi', /\p{Script=Devanagari}/u],
];
const NON_LATIN =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Script=Hangul}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}]/gu;

/** Returns the words of a message. An apostrophe separates words: "l’Ukraine", "Venezuela'da". */
function wordsOf(message: string): QuestionWord[] {
  const runs = message.slice(0, 1_000).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return runs
    .flatMap((run) =>
      isUnspaced(run) ? unspacedWords(run).map(({ start, end }) => run.slice(start, end)) : [run],
    )
    .map((text) => ({ text, key: fold(text) }))
    .filter(({ key }) => key !== '');
}

const isEnglish = (key: string): boolean =>
  FUNCTION_WORDS.has(key) || isReportingWord(key) || isStopWord(key, false, false, '');

interface Scored {
  readonly language: string;
  readonly score: number;
}

/** Returns a language's score for these words; 0 if no word is evidence for it. */
function scoreOf(words: readonly QuestionWord[], { asking, small }: FrameWords): number {
  const isFrame = ({ key }: QuestionWord): boolean => asking.has(key) || small.has(key);
  const frame = words.filter(isFrame);
  const sure = frame.filter(({ key }) => !ALSO_ENGLISH.has(key) && !isEnglish(key));
  if (sure.length === 0) return 0;
  const english = words.filter((word) => isEnglish(word.key) && !isFrame(word)).length;
  if (english >= frame.length) return 0;
  const asks = sure.some(({ key }) => asking.has(key));
  if (!asks && (frame.length < 2 || frame.length / words.length < FUNCTION_SHARE)) return 0;
  return sure.length * 2 + (frame.length - sure.length);
}

/** Returns the language of a question in a script other than English's; null if it is only a name. */
function byScript(message: string, words: readonly QuestionWord[]): string | null {
  const letters = message.match(/\p{L}/gu)?.length ?? 0;
  const others = message.match(NON_LATIN)?.length ?? 0;
  if (others * 2 < letters || words.length < 2) return null;
  if (words.length < LEAST_IN_SCRIPT && !/[?？؟]\s*$/.test(message)) return null;
  return SCRIPTS.find(([, letter]) => letter.test(message))?.[0] ?? null;
}

/** Parses a question in another language than English; null for other messages and for a mere name. */
export function readForeignQuestion(message: string): ForeignQuestion | null {
  const words = wordsOf(message);
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const scored = [...FRAME_WORDS].map(
    ([language, frame]): Scored => ({ language, score: scoreOf(words, frame) }),
  );
  const [best] = scored.toSorted((one, other) => other.score - one.score);
  const told = best && best.score > 0 ? best.language : null;
  const script = SCRIPTS.find(([, letter]) => letter.test(message))?.[0];
  // Russian and Ukrainian share most function words, as do Chinese and Japanese: their letters decide.
  const isClose = told !== null && script !== undefined && FRAME_WORDS.has(script);
  const language = isClose ? script : (told ?? byScript(message, words));
  if (language === null) return null;
  const frame = FRAME_WORDS.get(language);
  const names = words.filter(({ key }) => !frame?.asking.has(key) && !frame?.small.has(key));
  const isSummary = words.some(({ key }) => SUMMARY_WORDS.has(key));
  return { language, words, names: names.filter(({ key }) => !SUMMARY_WORDS.has(key)), isSummary };
}
