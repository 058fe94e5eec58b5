import { isTitleCase, untitled } from '../../language/headline.ts';
import { STARTERS } from '../../language/lexicon/abbreviations.ts';
import { FEMALE, MALE } from '../../language/lexicon/first-names.ts';
import {
  AUXILIARIES,
  CLAUSE_STARTS,
  DAYS_AND_MONTHS,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { type Quotation, quotationAt } from '../../language/quotations.ts';
import type { Sentence } from '../../language/sentences.ts';
import { isQuote, type Token, tokensOf, type Words } from '../../language/text-tokens.ts';
import { datelineOf } from './dateline.ts';
import { type Name, namesIn } from './names.ts';

/** A sentence with its tokens, its names, and the quotation around each token. */
export interface Parsed {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly names: readonly Name[];
  /** The quotation around each token; null for a token outside quotations. */
  readonly quotations: readonly (Quotation | null)[];
  /** True if nearly every word is capitalised. */
  readonly headline: boolean;
}

/** Function words that are also given names and may begin a sentence: "Will Smith said", "Per Holm said". */
const GIVEN_NAMES = listed('will may per april june august');
/** Matches surnames that are function words or months: "Theresa May". */
const SURNAMES = /\b(\p{Lu}\p{Ll}+) (May|Will|March|April|June|August)\b/gu;

/** Returns an article's surnames that are also function words or months. Each is known by a given name before it. */
function wordSurnames(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, first, last] of text.matchAll(SURNAMES))
    if (MALE.has(first!.toLowerCase()) || FEMALE.has(first!.toLowerCase())) found.add(last!);
  return found;
}

const isFunctionWord = (word: string): boolean =>
  PREPOSITIONS.has(word) ||
  AUXILIARIES.has(word) ||
  CLAUSE_STARTS.has(word) ||
  (DAYS_AND_MONTHS.has(word) && !word.endsWith('day'));

const isNameLike = (token: Token | undefined): boolean =>
  token?.capital === true && !token.mark && !STARTERS.has(token.lower) && !DAYS_AND_MONTHS.has(token.lower);

/** Whether a capitalised function word is a name: it is a subject with a surname after it, or a known surname. */
function isProper(tokens: readonly Token[], at: number, surnames: ReadonlySet<string>): boolean {
  const token = tokens[at]!;
  if (!token.capital || !isFunctionWord(token.lower)) return false;
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  const first = before === undefined || (before.mark && !/^[,)]$/.test(before.text));
  if (
    surnames.has(token.text) &&
    !/^(?:in|on|by|until|since|last|next|early|late|mid)$/.test(before?.lower ?? '')
  )
    return !/^\d/.test(next?.text ?? '') && (!first || !isNameLike(next));
  if (first)
    return (
      GIVEN_NAMES.has(token.lower) &&
      isNameLike(next) &&
      !ROLES.has(next!.lower) &&
      tokens.at(-1)!.text !== '?'
    );
  if (/^(?:the|a|an|of|in|on|for|and|by)$/.test(token.lower)) return false;
  return (!before.capital || ROLES.has(before.lower)) && isNameLike(next);
}

/** Normalises the tokens: quotation marks become even, and names that look like function words stay capitalised. */
function evened(
  tokens: readonly Token[],
  quotations: readonly (Quotation | null)[],
  surnames: ReadonlySet<string>,
): readonly Token[] {
  return tokens.map((token, at) => {
    const quotation = quotations[at];
    if (
      quotation &&
      token.mark &&
      !isQuote(token) &&
      (token.start === quotation.start || (token.end === quotation.end && !quotation.open))
    )
      return { ...token, text: token.start === quotation.start ? '“' : '”' };
    return isProper(tokens, at, surnames) ? { ...token, lower: token.text } : token;
  });
}

/** The longest title in quotation marks, in tokens. */
const LONGEST_TITLE = 9;

const isMarkOf = (
  token: Token,
  quotation: Quotation | null | undefined,
  titles: ReadonlySet<Quotation>,
): boolean =>
  quotation != null &&
  titles.has(quotation) &&
  (token.start === quotation.start || token.end === quotation.end);

/**
 * Returns the quotations that are titles: every word is capitalised, and a sentence goes on around them. Example: "Face
 * the Nation," on which he spoke.
 */
function titlesIn(
  tokens: readonly Token[],
  quotations: readonly (Quotation | null)[],
): ReadonlySet<Quotation> {
  const titles = new Set<Quotation>();
  for (let at = 1; at < tokens.length; at++) {
    const quotation = quotations[at];
    if (!quotation || quotation === quotations[at - 1] || quotation.open) continue;
    let to = at;
    while (to < tokens.length && quotations[to] === quotation) to++;
    const inside = tokens.slice(at + 1, to - 1).filter(({ mark }) => !mark);
    const isTitle =
      to - at <= LONGEST_TITLE + 2 &&
      inside.length > 0 &&
      (inside.length > 1 || to < tokens.length) &&
      (!/^[,:]$/.test(tokens[at - 1]!.text) || inside.filter(({ capital }) => capital).length > 2) &&
      inside.every(
        ({ capital, lower }) =>
          capital || /^(?:the|a|an|of|and|in|on|for|to|with|at|from|by|is|\d+)$/.test(lower),
      );
    if (isTitle) titles.add(quotation);
  }
  return titles;
}

/** Creates a parser for the sentences of one text. Sentences must be parsed in order. */
export function sentenceParser(
  text: string,
  quotations: readonly Quotation[],
): (sentence: Sentence) => Parsed {
  const words: Words = new Map();
  const surnames = wordSurnames(text);
  const quotationHere = quotationAt(quotations);
  return (sentence) => {
    const { start, end } = sentence;
    const dateline = datelineOf(text.slice(start, Math.min(end, start + 90)));
    const all = tokensOf(text, start + dateline, end, words);
    const quotationsOfAll = all.map((token) => quotationHere(token.start));
    const titles = titlesIn(all, quotationsOfAll);
    const plain =
      titles.size === 0
        ? all
        : all.filter((token, at) => !(token.mark && isMarkOf(token, quotationsOfAll[at], titles)));
    const around =
      titles.size === 0
        ? quotationsOfAll
        : all.flatMap((token, at) => {
            const quotation = quotationsOfAll[at] ?? null;
            if (token.mark && isMarkOf(token, quotation, titles)) return [];
            return [quotation && titles.has(quotation) ? null : quotation];
          });
    const headline = isTitleCase(plain);
    const tokens = headline ? untitled(plain) : evened(plain, around, surnames);
    return { sentence, tokens, names: namesIn(tokens), quotations: around, headline };
  };
}

/** Returns the part of a parsed sentence within a span. */
export function partOf(parsed: Parsed, sentence: Sentence): Parsed {
  const from = parsed.tokens.findIndex(({ start }) => start >= sentence.start);
  const after = parsed.tokens.findIndex(({ start }) => start >= sentence.end);
  const to = after < 0 ? parsed.tokens.length : after;
  const tokens = parsed.tokens.slice(from, to);
  return {
    ...parsed,
    sentence,
    tokens,
    names: namesIn(tokens),
    quotations: parsed.quotations.slice(from, to),
  };
}
