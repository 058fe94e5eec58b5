import { clauseStart, segmentsOf } from './clause-start.ts';
import { AUXILIARIES, IRREGULAR_PAST, PREPOSITIONS } from './lexicon/function-words.ts';
import { isApposedName, isNamePhrase, isPlaceName } from './name-phrase.ts';
import { LONGEST_PHRASE, type Phrase, startOfPhrase, withoutBracket } from './noun-phrase.ts';
import { isPastWithObject } from './participle.ts';
import { isQuote, type Token } from './text-tokens.ts';

/** A phrase for somebody, and the phrase in apposition to it: "the mayor", "Anna Berg". */
export interface Source {
  readonly phrase: Phrase;
  readonly apposed: Phrase | null;
}

const LONGEST_APPOSITION = 40;

/**
 * Returns the phrase before the comma that opens an apposition which a comma closes at `close`: "X, the minister,
 * said".
 */
function beforeApposition(tokens: readonly Token[], close: number, least: number): Phrase | null {
  const first = tokens.findIndex((token, index) => index > least && token.text === ',');
  if (first < close && first - least < 8 && isNamePhrase(tokens, least, first))
    return { from: least, to: first };
  let best: Phrase | null = null;
  for (let at = close - 1; at > Math.max(least, close - LONGEST_APPOSITION); at--) {
    const token = tokens[at]!;
    if (isQuote(token) || /^[;:—–]$/.test(token.text)) break;
    if (token.text !== ',') continue;
    if (!best && close - at > 2 && isNamePhrase(tokens, at + 1, close) && !tokens[at - 1]!.capital)
      return { from: at + 1, to: close };
    const from = startOfPhrase(tokens, at, least);
    if (from < at && (tokens[at - 1]!.capital || tokens[at - 1]!.text === ')')) {
      best = { from, to: at };
      if (from === least || tokens[from - 1]!.mark) return best;
    } else if (from === least && from < at && !PREPOSITIONS.has(tokens[from]!.lower))
      best ??= { from, to: at };
  }
  return best;
}

/** Whether the tokens may be a clause's subject: they contain no verb. */
const isSubject = (tokens: readonly Token[], from: number, to: number): boolean =>
  to > from &&
  to - from <= LONGEST_PHRASE + 4 &&
  !PREPOSITIONS.has(tokens[from]!.lower) &&
  !tokens
    .slice(from, to)
    .some(
      ({ lower, capital, mark, text }, index) =>
        (AUXILIARIES.has(lower) && lower !== "'s") ||
        (IRREGULAR_PAST.has(lower) && !capital) ||
        isPastWithObject(tokens, from + index) ||
        (mark && !/^[-&().]$/.test(text)) ||
        /^(?:that|because|but)$/.test(lower),
    );

/**
 * Returns the name in an insertion that only introduces it: "identified as Anna Berg", "who goes by Anna Berg". Any
 * other insertion is returned as it is.
 */
function withoutIntroduction(tokens: readonly Token[], inserted: Phrase): Phrase {
  const { from, to } = inserted;
  const opens = /^who$/.test(tokens[from]?.lower ?? '') ? from + 1 : from;
  if (
    !/^(?:identified|named|called|known|posting|writing|tweeting|goes|going|using)$/.test(
      tokens[opens]?.lower ?? '',
    )
  )
    return inserted;
  let name = opens + 1;
  while (name < to && /^(?:as|by|only|under|the|name|username|user|handle)$/.test(tokens[name]!.lower))
    name++;
  return isApposedName(tokens, name, to) ? { from: name, to } : inserted;
}

/** Returns the subject before an insertion that a comma closes at `close`: "A spokesman for X, Anna Berg, said". */
export function beforeInsertion(tokens: readonly Token[], close: number, least: number): Source | null {
  const [head, ...segments] = segmentsOf(tokens, clauseStart(tokens, least, close), close);
  const inserted = segments.map((segment) => withoutIntroduction(tokens, segment));
  if (head && inserted.length > 0) {
    const phrase = withoutBracket(tokens, head);
    if (isNamePhrase(tokens, phrase.from, phrase.to)) return { phrase, apposed: null };
    const isHead = isSubject(tokens, head.from, head.to);
    const named = inserted.findLast(
      ({ from, to }) => isApposedName(tokens, from, to) && !isPlaceName(tokens, from, to),
    );
    if (named && isHead && named === inserted[0]) return { phrase, apposed: named };
    // In "They launched a raid, on Monday, Anna Berg, the mayor, said" the name begins a clause of its own.
    if (named && !isHead) return { phrase: named, apposed: null };
    if (isHead) return { phrase, apposed: null };
  }
  const phrase = beforeApposition(tokens, close, least);
  return phrase && { phrase: withoutBracket(tokens, phrase), apposed: null };
}

/**
 * Returns the position of the dash that opens an insertion which ends before `to`: "X -- who led the talks -- said".
 */
export function openingDash(tokens: readonly Token[], to: number, least: number): number {
  let open = to - 2;
  while (
    open > least &&
    to - open < LONGEST_APPOSITION &&
    (!/^[—–-]$/.test(tokens[open]!.text) || to - open < 4)
  )
    open--;
  while (open > least && /^[—–-]$/.test(tokens[open - 1]!.text)) open--;
  return /^[—–-]$/.test(tokens[open]?.text ?? '') ? open : -1;
}
