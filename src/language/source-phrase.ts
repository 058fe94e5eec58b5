import { beforeInsertion, openingDash, type Source } from './apposition.ts';
import { clauseStart, nextComma } from './clause-start.ts';
import { AUXILIARIES, DETERMINERS, IRREGULAR_PAST, PREPOSITIONS } from './lexicon/function-words.ts';
import { ROLES } from './lexicon/roles.ts';
import { isApposedName, isNamePhrase } from './name-phrase.ts';
import { bindable, type Phrase, phraseFrom, startOfPhrase, withoutBracket } from './noun-phrase.ts';
import { isQuote, type Token } from './text-tokens.ts';
import { beforeVerb } from './verb-group.ts';

/** The most tokens of a relative clause without commas. */
const LONGEST_RELATIVE = 14;

/** Returns the subject phrase of the verb at `verb`, and its apposition. The phrase does not start before `least`. */
export function sourceBefore(tokens: readonly Token[], verb: number, least: number): Source | null {
  let to = beforeVerb(tokens, verb);
  if (to <= least) return null;
  const last = tokens[to - 1]!;
  if (/^(?:who|which|that)$/.test(last.lower)) return { phrase: { from: to - 1, to }, apposed: null };
  if (last.text === ',') return beforeInsertion(tokens, to - 1, least);
  let apposed: Phrase | null = null;
  if (/^[—–-]$/.test(last.text)) {
    const open = openingDash(tokens, to, least);
    if (open < 0) return null;
    if (isApposedName(tokens, open + 1, to - 1)) apposed = { from: open + 1, to: to - 1 };
    to = open;
  }
  to = withoutBracket(tokens, { from: least, to }).to;
  const from = startOfPhrase(tokens, to, least);
  if (from >= to) return null;
  const described = apposed
    ? null
    : (beforeRelative(tokens, from, least) ??
      beforeBareRole(tokens, from, to, least) ??
      behindCircumstance(tokens, from, to, least));
  return { phrase: described ?? { from, to }, apposed };
}

/**
 * Returns the phrase that a relative clause without commas describes: "a source who was told of it said", "the group
 * that is leading the talks said". The clause's last words begin at `from`.
 */
function beforeRelative(tokens: readonly Token[], from: number, least: number): Phrase | null {
  let at = from - 1;
  for (; at > least && from - at < LONGEST_RELATIVE; at--) {
    const { mark, lower } = tokens[at]!;
    if (mark) return null;
    if (/^(?:who|that)$/.test(lower)) break;
  }
  const noun = tokens[at - 1];
  if (at <= least || from - at >= LONGEST_RELATIVE || !noun || !bindable(noun) || AUXILIARIES.has(noun.lower))
    return null;
  const verb = tokens[at + 1]!.lower;
  const isVerb =
    AUXILIARIES.has(verb) ||
    (tokens[at]!.lower === 'who' && (IRREGULAR_PAST.has(verb) || /(?:[^e]ed|[^s]s)$/.test(verb)));
  if (!isVerb) return null;
  // "A man said officials that were there knew": the clause has a verb before its relative pronoun.
  const start = startOfPhrase(tokens, at, least);
  return start < at &&
    (start === least || tokens[start - 1]!.mark || PREPOSITIONS.has(tokens[start - 1]!.lower))
    ? { from: start, to: at }
    : null;
}

/** Whether a token joins two names: "Anna and Karl Berg". */
const joinsNames = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]!.lower === 'and' && tokens[at - 1]?.capital === true && tokens[at + 1]?.capital === true;

/**
 * Returns the name at the end of a phrase that begins with a circumstance: "In a meeting with the board Anna Berg
 * said".
 */
function behindCircumstance(
  tokens: readonly Token[],
  from: number,
  to: number,
  least: number,
): Phrase | null {
  const before = tokens[from - 1];
  if (!before || !PREPOSITIONS.has(before.lower) || !tokens[to - 1]!.capital) return null;
  if (from - 1 > least && !tokens[from - 2]!.mark) return null;
  let start = to;
  while (start > from && (tokens[start - 1]!.capital || joinsNames(tokens, start - 1))) start--;
  return start > from ? { from: start, to } : null;
}

/**
 * Returns the name before a role without an article and without a comma after it: "Anna Berg, director of the museum
 * said".
 */
function beforeBareRole(tokens: readonly Token[], from: number, to: number, least: number): Phrase | null {
  const first = tokens[from]!;
  if (
    first.capital ||
    DETERMINERS.has(first.lower) ||
    !tokens.slice(from, to).some(({ lower }) => ROLES.has(lower))
  )
    return null;
  const start = clauseStart(tokens, least, from);
  const comma = nextComma(tokens, start, from);
  return comma < from && isNamePhrase(tokens, start, comma) ? { from: start, to: comma } : null;
}

/** Returns the subject phrase of the verb at `verb`. The phrase does not start before `least`. */
export const subjectBefore = (tokens: readonly Token[], verb: number, least: number): Phrase | null =>
  sourceBefore(tokens, verb, least)?.phrase ?? null;

/** Returns the person named after `from`: "said the mayor, Anna Berg, on Monday". */
export function sourceAfter(tokens: readonly Token[], from: number): Source | null {
  const phrase = phraseFrom(tokens, from, tokens.length);
  if (!phrase) return null;
  const after = tokens[phrase.to];
  if (after?.text !== ',') return { phrase, apposed: null };
  let end = phrase.to + 1;
  while (
    end < tokens.length &&
    !/^[,.;:—–]$/.test(tokens[end]!.text) &&
    !isQuote(tokens[end]) &&
    end < phrase.to + 8
  )
    end++;
  // "the president, Anna Berg of Kalmar,"
  const of = tokens.slice(phrase.to + 3, end).findIndex(({ lower }) => lower === 'of');
  if (of >= 0) end = phrase.to + 3 + of;
  const apposed = isApposedName(tokens, phrase.to + 1, end) ? { from: phrase.to + 1, to: end } : null;
  return { phrase, apposed };
}
