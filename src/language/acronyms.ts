import { stem } from './stemmer.ts';
import { FUNCTION_WORDS } from './stop-words.ts';
import type { Token } from './tokenizer.ts';

/** An acronym and its long form, as an article defines it in brackets. */
export interface Definition {
  readonly acronym: string;
  /** Stems of the long form's content words, in order. */
  readonly long: readonly string[];
}

/** The longest noun phrase before a bracket, in tokens. */
const LONGEST = 9;
/** Small words inside a name; other function words end it. */
const INNER = new Set(['and', 'of', 'for', 'the', 'on', 'in', 'to']);

/**
 * Returns how many tokens before `end` spell the acronym by their initials; 0 if none do. Small words may be skipped.
 */
function initialsLength(tokens: readonly Token[], end: number, acronym: string): number {
  let letter = acronym.length - 1;
  for (let at = end - 1; at >= Math.max(0, end - LONGEST) && letter >= 0; at--) {
    const token = tokens[at]!;
    if (token.key[0]?.toUpperCase() === acronym[letter]) letter--;
    else if (!INNER.has(token.key)) return 0;
    if (letter < 0) return end - at;
  }
  return 0;
}

/** Returns the length of the noun phrase before `end`: back to a function word other than "and", at least two words. */
function phraseLength(tokens: readonly Token[], end: number): number {
  let at = end;
  while (at > Math.max(0, end - LONGEST)) {
    const key = tokens[at - 1]!.key;
    if (FUNCTION_WORDS.has(key) && key !== 'and') break;
    at--;
  }
  return end - at >= 2 ? end - at : 0;
}

const contentStems = (tokens: readonly Token[]): string[] =>
  tokens.filter((token) => !FUNCTION_WORDS.has(token.key)).map((token) => stem(token.key.toLowerCase()));

/**
 * Finds the acronyms that a text defines in brackets: "medium-range and shorter-range missiles (INF)", even if the
 * initials do not match, and "INF (Intermediate-Range Nuclear Forces)" if they do. The method follows Schwartz and
 * Hearst, 2003.
 */
export function definitionsIn(text: string, tokens: readonly Token[]): Definition[] {
  if (!text.includes('(')) return [];
  const found: Definition[] = [];
  tokens.forEach((token, at) => {
    if (text[token.start - 1] !== '(') return;
    if (token.acronym && /^[),;]/.test(text.slice(token.end, token.end + 1))) {
      const length = initialsLength(tokens, at, token.key) || phraseLength(tokens, at);
      const long = contentStems(tokens.slice(at - length, at));
      if (long.length >= 2) found.push({ acronym: token.key, long });
      return;
    }
    const before = tokens[at - 1];
    const close = text.indexOf(')', token.start);
    if (!before?.acronym || close < 0) return;
    const inside = tokens.slice(at).filter((word) => word.end <= close);
    if (initialsLength(inside, inside.length, before.key) === inside.length && inside.length >= 2)
      found.push({ acronym: before.key, long: contentStems(inside) });
  });
  return found;
}
