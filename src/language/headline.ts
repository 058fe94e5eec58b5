import { PREPOSITIONS } from './lexicon/function-words.ts';
import { REPORTING_VERBS } from './lexicon/reporting-verbs.ts';
import { contentWords, STOP_WORDS } from './stop-words.ts';
import { isAsciiLetter, type Token } from './text-tokens.ts';

/** The fewest words of a headline. In fewer, names alone may give every word a capital. */
const LEAST_WORDS = 5;

const isLettered = (word: string): boolean => isAsciiLetter(word.charCodeAt(0)) || /^\p{L}/u.test(word);
const isSmall = (word: string): boolean => STOP_WORDS.has(word) || PREPOSITIONS.has(word);

/** Whether every word but the small ones is capitalised: "Trump Could Address Clean Energy, Graham Says". */
export function isTitleCase(tokens: readonly Token[]): boolean {
  let words = 0;
  for (const { mark, text, lower, capital } of tokens) {
    if (mark || !isLettered(text) || (isSmall(lower) && !REPORTING_VERBS.has(lower))) continue;
    // Most sentences end here, at their second word.
    if (!capital) return false;
    words++;
  }
  return words >= LEAST_WORDS;
}

/** Lower-cases a headline's verbs of saying, so that they are not names. Other sentences stay as they are. */
export function untitled(tokens: readonly Token[]): readonly Token[] {
  if (!isTitleCase(tokens)) return tokens;
  return tokens.map((token) =>
    REPORTING_VERBS.get(token.lower)?.form === 'third' && !REPORTING_VERBS.get(token.lower)!.maybeNoun
      ? { ...token, capital: false }
      : token,
  );
}

/** The longest headline at the start of an article's text, in UTF-16 units. */
const LONGEST = 150;

const ARTICLE = /\b(?:the|an?)\b/i;
/** Matches words for completed actions. Headlines use the present tense for the past. */
const PAST =
  /\b(?:was|were|had|did|said|told|went|came|made|took|gave|got|met|won|lost|held|left|began|became|(?<!\p{L})\p{Ll}{2,}ed)\b/u;
const DATELINE =
  /^(?:\p{Lu}[\p{Lu}., ]{2,40}(?: \([^)]{1,20}\))? [—–-]|(?:[^().]{1,40} )?\([\p{Lu}\d]{2,12}\))/u;

const isTitled = (line: string): boolean => {
  const words = line.match(/[\p{L}\d][\p{L}\d'’.-]*/gu) ?? [];
  const tall = words.filter((word) => /^[\p{Lu}\d]/u.test(word) || isSmall(word.toLowerCase()));
  return words.length >= LEAST_WORDS && tall.length === words.length;
};

/**
 * Returns the number of paragraphs at the start of an article that are its headline and the line below it. They are
 * short, without articles, in the present tense or with every word capitalised, and more paragraphs follow.
 */
export function headlineParagraphs(paragraphs: readonly string[], title: string): number {
  let count = 0;
  while (count < 2 && paragraphs.length - count > 2) {
    const line = paragraphs[count]!.trim();
    const next = paragraphs[count + 1]!.trim();
    const isTitle = plainOf(line) === plainOf(title);
    if (line.length > LONGEST || (!isTitle && !isHeadline(line, next, count > 0))) break;
    count++;
  }
  return count;
}

/** Returns the headline that a text begins with, without its full stop; empty if the text begins with a sentence. */
export function headlineOf(paragraphs: readonly string[]): string {
  const line = (paragraphs[0] ?? '').trim();
  if (headlineParagraphs(paragraphs, '') === 0) return '';
  return line.endsWith('.') ? line.slice(0, -1) : line;
}

const plainOf = (line: string): string => line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function isHeadline(line: string, next: string, below: boolean): boolean {
  if (/[.!?]["”’]?\s+\p{Lu}/u.test(line) || /^["“‘]/.test(line) || next.length < 1.2 * line.length)
    return false;
  if (isTitled(line)) return true;
  const words = line.split(/\s+/).length;
  if (words < LEAST_WORDS || ARTICLE.test(line)) return false;
  return DATELINE.test(next) || below || !PAST.test(line) || isRestated(line, next);
}

/** Whether most of a line's words recur in the next paragraph. */
function isRestated(line: string, next: string): boolean {
  const said = new Set(contentWords(next));
  const words = contentWords(line);
  return words.filter((word) => said.has(word)).length >= 0.6 * words.length;
}
