import type { Article } from '../../domain/article.ts';
import type { Words } from '../../domain/words/en.ts';
import { paragraphsOf } from '../../language/paragraphs.ts';
import { isUnspaced, unspacedWords } from '../../language/unspaced.ts';

/** The least length of an article, in UTF-16 units. */
const SHORT = 400;
const LONG_ENOUGH_TO_COUNT = 2_000;
const SENTENCE_END = /[.!?…。！？؟।]["'”’»」』)]*$/u;
const QUESTION_END = /[?？؟]["'”’»」』)]*$/u;

/** The number of words in a short text. */
function wordsIn(text: string): number {
  const runs = text.slice(0, LONG_ENOUGH_TO_COUNT).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return runs.reduce((sum, run) => sum + (isUnspaced(run) ? unspacedWords(run).length : 1), 0);
}

/** Explains in one sentence why an article has no lines. */
export function nothingWhy({ text, source }: Pick<Article, 'text' | 'source'>, { answers }: Words): string {
  if (text.trim().length < SHORT) {
    const length = wordsIn(text);
    return source.kind === 'file' ? answers.tooShortFile(length) : answers.tooShortPage(length);
  }
  const lines = paragraphsOf(text).map(([start, end]) => text.slice(Math.max(start, end - 20), end));
  const whole = lines.filter((line) => SENTENCE_END.test(line));
  if (whole.length * 2 < lines.length) return answers.onlyList;
  if (whole.every((line) => QUESTION_END.test(line))) return answers.onlyQuestions;
  return answers.noStatement;
}
