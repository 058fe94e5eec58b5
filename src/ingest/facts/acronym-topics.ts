import { DETERMINERS, PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import type { Token } from '../../language/text-tokens.ts';
import { textOf } from './names.ts';

/** An acronym that an article defines in brackets: "strategic arms (START)". */
export interface Acronym {
  readonly short: string;
  readonly long: string;
  /** True if the long form's initials spell the acronym. Then no earlier word belongs to it. */
  readonly spelt: boolean;
  /** From the start of the long form to the end of the bracket, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const LONGEST = 10;
const SHORT = /^\p{Lu}[\p{Lu}\d&-]{1,9}s?$/u;

const initials = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .flatMap((token) => (token.mark ? [] : token.text.split('-').map((part) => part[0]!.toUpperCase())))
    .join('');

/** Finds where the long form before a bracket begins: where its initials spell the acronym, else at the noun phrase. */
function longFrom(
  tokens: readonly Token[],
  bracket: number,
  short: string,
): { readonly from: number; readonly spelt: boolean } {
  const least = Math.max(0, bracket - LONGEST);
  const letters = short.replace(/[^\p{Lu}]/gu, '');
  for (let from = bracket - 1; from >= least && !tokens[from]!.mark; from--) {
    const spelt = initials(tokens, from, bracket);
    const content = tokens
      .slice(from, bracket)
      .flatMap((token) =>
        PREPOSITIONS.has(token.lower) || token.lower === 'and' || token.lower === 'the'
          ? []
          : [token.text[0]!.toUpperCase()],
      )
      .join('');
    if ((spelt === letters || content === letters) && !PREPOSITIONS.has(tokens[from]!.lower))
      return { from, spelt: true };
  }
  let from = bracket;
  while (from > least) {
    const token = tokens[from - 1]!;
    if (token.mark || DETERMINERS.has(token.lower) || (PREPOSITIONS.has(token.lower) && token.lower !== 'of'))
      break;
    if (
      /^(?:including|called|known|is|are|was|were|that|and)$/.test(token.lower) &&
      !(token.lower === 'and' && from - 2 >= least && tokens[from]!.lower.includes('-'))
    )
      break;
    from--;
  }
  return { from, spelt: false };
}

/** Finds the acronyms that a sentence defines in brackets: "strategic arms (START)". */
export function acronymsIn(tokens: readonly Token[]): readonly Acronym[] {
  const found: Acronym[] = [];
  for (let at = 1; at < tokens.length - 2; at++) {
    if (!tokens[at]!.mark || tokens[at]!.text !== '(') continue;
    const short = tokens[at + 1]!;
    if (tokens[at + 2]!.text !== ')' || !SHORT.test(short.text)) continue;
    const { from, spelt } = longFrom(tokens, at, short.text);
    if (at - from < 1 || (at - from === 1 && tokens[from]!.text.length <= short.text.length)) continue;
    const start = tokens[from - 1]?.lower === 'the' ? from - 1 : from;
    found.push({
      short: short.text,
      long: textOf(tokens, from, at),
      spelt,
      start: tokens[start]!.start,
      end: tokens[at + 2]!.end,
    });
  }
  return found;
}
