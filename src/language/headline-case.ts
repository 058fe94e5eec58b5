import { STOP_WORDS } from './content-words.ts';
import { CUES } from './lexicon/cues.ts';
import { PREPOSITIONS } from './lexicon/function-words.ts';
import { isAsciiLetter, type Token } from './text-tokens.ts';

/** A headline has at least so many words; in fewer, names alone may make every word a capital. */
const LEAST_WORDS = 5;

const isLettered = (word: string): boolean => isAsciiLetter(word.charCodeAt(0)) || /^\p{L}/u.test(word);
const isSmall = (word: string): boolean => STOP_WORDS.has(word) || PREPOSITIONS.has(word);

/** "Trump Could Address Clean Energy, Graham Says": every word but the small ones begins with a capital. */
export function isTitleCase(tokens: readonly Token[]): boolean {
  let words = 0;
  for (const { mark, text, lower, capital } of tokens) {
    if (mark || !isLettered(text) || (isSmall(lower) && !CUES.has(lower))) continue;
    // Most sentences end here, at their second word.
    if (!capital) return false;
    words++;
  }
  return words >= LEAST_WORDS;
}

/** Tells a headline's verbs of saying from its names: their capital counts for nothing. Other sentences stay as they are. */
export function untitled(tokens: readonly Token[]): readonly Token[] {
  if (!isTitleCase(tokens)) return tokens;
  return tokens.map((token) =>
    CUES.get(token.lower)?.form === 'third' && !CUES.get(token.lower)!.maybeNoun
      ? { ...token, capital: false }
      : token,
  );
}
