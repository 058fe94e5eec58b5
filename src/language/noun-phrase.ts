import {
  AUXILIARIES,
  BINDING,
  CLAUSE_STARTS,
  DAYS_AND_MONTHS,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from './lexicon/function-words.ts';
import { HUMANS, PEOPLE } from './lexicon/people.ts';
import { COUNTRIES } from './lexicon/places.ts';
import { REPORTING_VERBS } from './lexicon/reporting-verbs.ts';
import { ORGANISATION, ROLES } from './lexicon/roles.ts';
import { isObjectOfParticiple, isParticiple, isPastWithObject } from './participle.ts';
import { isQuote, type Token } from './text-tokens.ts';
import { adverbial, beforeVerb } from './verb-group.ts';

/** A half-open range of a sentence's tokens. */
export interface Phrase {
  readonly from: number;
  readonly to: number;
}

/** A phrase for somebody, and the phrase in apposition to it: "the mayor", "Anna Berg". */
export interface Source {
  readonly phrase: Phrase;
  readonly apposed: Phrase | null;
}

/** The longest phrase for a source, and the longest apposition between it and its verb, in tokens. */
const LONGEST = 16;
const LONGEST_APPOSITION = 40;
/** The most tokens of a relative clause without commas. */
const LONGEST_RELATIVE = 14;

/** Whether a word is surely a finite verb of saying, which no phrase contains: "said", "alleges". */
const isSaying = ({ lower, capital }: Token): boolean => {
  const word = capital ? undefined : REPORTING_VERBS.get(lower);
  return (
    word !== undefined &&
    !word.maybeNoun &&
    (word.form === 'third' || (word.form === 'past' && /^(?:say|tell)$/.test(word.verb)))
  );
};

/** Returns where the phrase that ends before `to` begins, at the earliest at `least`. */
function startOf(tokens: readonly Token[], to: number, least: number): number {
  if (to <= least) return to;
  if (/^(?:he|she|they|it|we|i|you)$/.test(tokens[to - 1]!.lower)) return to - 1;
  let at = to;
  const floor = Math.max(least, to - LONGEST);
  while (at > floor) {
    const token = tokens[at - 1]!;
    if (token.mark && !/^[-&)(]$/.test(token.text)) break;
    if (CLAUSE_STARTS.has(token.lower) || (AUXILIARIES.has(token.lower) && token.lower !== "'s")) break;
    if (isSaying(token)) break;
    // "This has angered the crews": what follows the verb is its object.
    if (/[^e]ed$/.test(token.lower) && /^(?:has|have|had)$/.test(tokens[at - 2]?.lower ?? '')) break;
    if (token.lower === 'who' || token.lower === 'whom') {
      at--;
      continue;
    }
    // "observers in Virginia and around the country"
    if (PREPOSITIONS.has(token.lower) && tokens[at - 2]?.lower === 'and' && at - 2 > floor) {
      at -= 2;
      continue;
    }
    if (token.lower === 'and' && !joins(tokens, at - 1, to, floor)) break;
    if (/^(?:million|billion|trillion|dollars|euros|pounds)$/.test(token.lower)) break;
    // "officials investigating the crash"
    if (at - 3 >= floor && isObjectOfParticiple(tokens, at - 1)) {
      at -= 2;
      continue;
    }
    if (/^(?:a|an|the)$/.test(token.lower) && opensPhrase(tokens[at - 2])) {
      at--;
      break;
    }
    if (
      PREPOSITIONS.has(token.lower) &&
      !(BINDING.has(token.lower) && at - 1 > floor && bindable(tokens[at - 2]!))
    )
      break;
    at--;
  }
  while (at < to && adverbial(tokens[at]!) && !tokens[at]!.capital) at++;
  return at;
}

/** Whether an article after this token opens a new phrase: after a verb or a noun, as in "not paying an architect". */
const opensPhrase = (before: Token | undefined): boolean =>
  before !== undefined &&
  !before.mark &&
  !before.capital &&
  !PREPOSITIONS.has(before.lower) &&
  !DETERMINERS.has(before.lower) &&
  !/^(?:and|or|than|half|not)$/.test(before.lower);

export const bindable = (token: Token): boolean =>
  !token.mark &&
  token.lower !== 'well' &&
  !PREPOSITIONS.has(token.lower) &&
  !DETERMINERS.has(token.lower) &&
  !adverbial(token);

/** Whether the "and" at `at` joins two sources rather than two clauses. */
function joins(tokens: readonly Token[], at: number, to: number, floor: number): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!before || !after || before.mark) return false;
  if (before.capital && (after.capital || /^(?:its|his|her|their)$/.test(after.lower))) return true;
  // "The Safety Board and the Harbour Office"
  if (after.lower === 'the' && before.capital && tokens[at + 2]?.capital && isNamePhrase(tokens, floor, at))
    return true;
  if (ROLES.has(before.lower) && ROLES.has(tokens[to - 1]!.lower) && !DETERMINERS.has(after.lower))
    return true;
  // "…, witnesses and local officials"
  const isBare = (tokens[at - 2]?.mark ?? true) && isPeople(before.lower) && isPeople(tokens[to - 1]!.lower);
  if (isBare && !after.capital) return true;
  if (to - at <= 4 && !after.capital && !DETERMINERS.has(after.lower) && isWholePhrase(tokens, at, floor))
    return true;
  return at - floor <= 4 && to - at <= 4 && !after.capital && !DETERMINERS.has(after.lower);
}

/** Whether a phrase that an article opens after a mark ends before `to`: "…, the developers". */
function isWholePhrase(tokens: readonly Token[], to: number, floor: number): boolean {
  let at = to - 1;
  while (at > floor && to - at < 4 && !tokens[at]!.mark && !DETERMINERS.has(tokens[at]!.lower)) {
    if (IRREGULAR_PAST.has(tokens[at]!.lower) || /ed$/.test(tokens[at]!.lower)) return false;
    at--;
  }
  return at < to - 1 && DETERMINERS.has(tokens[at]!.lower) && (at === floor || tokens[at - 1]!.mark);
}

/** Whether a word is a plural of people. */
const isPeople = (word: string): boolean =>
  PEOPLE.has(word) ||
  (word.endsWith('s') &&
    [word.slice(0, -1), word.slice(0, -2)].some((one) => HUMANS.has(one) || ROLES.has(one)));

/** Whether a phrase is only a name, perhaps with a title before it. */
const isNamePhrase = (tokens: readonly Token[], from: number, to: number): boolean =>
  to > from &&
  tokens[to - 1]!.capital &&
  tokens
    .slice(from, to)
    .every(
      (token) =>
        token.capital || /^(?:the|of|de|van|von|bin|al|'s)$/.test(token.lower) || ROLES.has(token.lower),
    );

/** Whether a sentence begins with a name and a comma, as before an apposition. */
export function opensWithName(tokens: readonly Token[], least: number): boolean {
  const comma = tokens.findIndex((token, index) => index > least && token.text === ',');
  return comma > least && comma - least < 8 && isNamePhrase(tokens, least, comma);
}

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
    const from = startOf(tokens, at, least);
    if (from < at && (tokens[at - 1]!.capital || tokens[at - 1]!.text === ')')) {
      best = { from, to: at };
      if (from === least || tokens[from - 1]!.mark) return best;
    } else if (from === least && from < at && !PREPOSITIONS.has(tokens[from]!.lower))
      best ??= { from, to: at };
  }
  return best;
}

/**
 * Whether an apposition is a person's name: a few capitalised words, perhaps after a title, without words of places and
 * bodies.
 */
const isApposedName = (tokens: readonly Token[], from: number, to: number): boolean =>
  to > from &&
  to - from < 7 &&
  tokens
    .slice(from, to)
    .every(
      (token) => token.capital || /^(?:de|van|von|bin|al|-)$/.test(token.lower) || ROLES.has(token.lower),
    ) &&
  (to - from > 1 || tokens[from]!.capital) &&
  tokens[to - 1]!.capital;

const nextComma = (tokens: readonly Token[], from: number, to: number): number => {
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (tokens[at]!.text === '(') depth++;
    else if (tokens[at]!.text === ')') depth--;
    else if (tokens[at]!.text === ',' && depth <= 0) return at;
  }
  return to;
};

const CONNECTING = /^(?:but|and|so|yet|however|meanwhile|still|later|also|then|or|now|instead|indeed)$/;
const OPENS_CIRCUMSTANCE =
  /^(?:asked|pressed|questioned|speaking|writing|citing|referring|responding|noting|when|while|as|after|before|if|although|though|since|earlier|late|last|next)$/;

/**
 * Returns where the main clause begins after `least`: after connectors and circumstances that a comma closes before
 * `to`.
 */
function clauseStart(tokens: readonly Token[], least: number, to: number): number {
  let at = least;
  for (let round = 0; round < 3; round++) {
    while (
      at < to &&
      (CONNECTING.test(tokens[at]!.lower) ||
        adverbial(tokens[at]!) ||
        tokens[at]!.text === ',' ||
        isQuote(tokens[at]))
    )
      at++;
    const word = tokens[at];
    if (!word || at >= to) break;
    const opens =
      PREPOSITIONS.has(word.lower) ||
      OPENS_CIRCUMSTANCE.test(word.lower) ||
      DAYS_AND_MONTHS.has(word.lower) ||
      (/[^s]ing$/.test(word.lower) && !(word.capital && at > 0));
    const comma = nextComma(tokens, at, to);
    if (!opens || comma >= to) break;
    at = comma + 1;
  }
  return at;
}

/** Whether the tokens may be a clause's subject: they contain no verb. */
const isSubject = (tokens: readonly Token[], from: number, to: number): boolean =>
  to > from &&
  to - from <= LONGEST + 4 &&
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

/** Splits a clause at its commas into ranges of tokens. Brackets stay whole. */
function segmentsOf(tokens: readonly Token[], from: number, to: number): Phrase[] {
  const segments: Phrase[] = [];
  for (let start = from; start < to; ) {
    const comma = nextComma(tokens, start, to);
    segments.push({ from: start, to: comma });
    start = comma + 1;
  }
  return segments;
}

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
function beforeInsertion(tokens: readonly Token[], close: number, least: number): Source | null {
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

const isPlaceName = (tokens: readonly Token[], from: number, end: number): boolean =>
  COUNTRIES.has(
    tokens
      .slice(from, end)
      .map(({ lower }) => lower)
      .join(' '),
  ) ||
  (end - from === 1 && tokens[from - 2]?.capital === true);

/** Removes the brackets at the end of a phrase: "Paul Ryan (R-Wis.)". */
function withoutBracket(tokens: readonly Token[], { from, to }: Phrase): Phrase {
  if (tokens[to - 1]?.text !== ')') return { from, to };
  let open = to - 2;
  while (open > from && to - open < 14 && tokens[open]!.text !== '(') open--;
  return tokens[open]?.text === '(' && open > from ? { from, to: open } : { from, to };
}

/**
 * Returns the position of the dash that opens an insertion which ends before `to`: "X -- who led the talks -- said".
 */
function openingDash(tokens: readonly Token[], to: number, least: number): number {
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
  const from = startOf(tokens, to, least);
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
  const start = startOf(tokens, at, least);
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

/** Returns the phrase that begins at `from`, up to a mark, a preposition that does not bind, or a clause's start. */
export function phraseFrom(tokens: readonly Token[], from: number, most: number): Phrase | null {
  let at = from;
  const ceiling = Math.min(most, from + LONGEST);
  while (at < ceiling) {
    const token = tokens[at]!;
    if (token.mark && !/^[-&]$/.test(token.text)) break;
    const ends = AUXILIARIES.has(token.lower) && token.lower !== "'s";
    if (CLAUSE_STARTS.has(token.lower) || ends || token.lower === 'who') break;
    const isPast = /ed$/.test(token.lower) || IRREGULAR_PAST.has(token.lower);
    if (at > from + 1 && isPast && !token.capital && !DETERMINERS.has(tokens[at - 1]!.lower)) break;
    if (at > from + 1 && isParticiple(tokens, at)) break;
    if (
      at > from &&
      (adverbial(token) || /^(?:released|published|obtained|conducted|posted|seen)$/.test(token.lower))
    )
      break;
    if (
      PREPOSITIONS.has(token.lower) &&
      !(
        at > from &&
        (/^(?:of|for)$/.test(token.lower) ||
          (token.lower === 'on' && ORGANISATION.has(tokens[at - 1]!.lower)))
      )
    ) {
      if (!(at > from && BINDING.has(token.lower) && !tokens[at - 1]!.capital)) break;
    }
    if (
      token.lower === 'and' &&
      !(at > from && tokens[at - 1]!.capital === (tokens[at + 1]?.capital ?? false))
    )
      break;
    at++;
  }
  return at > from ? { from, to: at } : null;
}

/** Whether a participle begins a sentence: "Dubbed the “Queen of …”, the runner", "Speaking to reporters, she". */
const opensParticiple = (tokens: readonly Token[], at: number): boolean =>
  /(?:[^e]ed|[^sh]ing)$/.test(tokens[at]?.lower ?? '') &&
  (PREPOSITIONS.has(tokens[at + 1]?.lower ?? '') || DETERMINERS.has(tokens[at + 1]?.lower ?? ''));

/**
 * Returns the start of the main clause after a circumstance: "In a column on Monday, two writers …". Past the end if no
 * comma marks it.
 */
export function afterCircumstance(tokens: readonly Token[], least: number): number {
  const opens = tokens[least]?.lower ?? '';
  if (!PREPOSITIONS.has(opens) && opensParticiple(tokens, least)) {
    const comma = tokens.findIndex(({ text }, index) => index > least && text === ',');
    return comma < 0 ? least : comma + 1;
  }
  if (!PREPOSITIONS.has(opens)) return least;
  const comma = tokens.findIndex(({ text }, index) => index > least && text === ',');
  return comma < 0 ? tokens.length : comma + 1;
}
