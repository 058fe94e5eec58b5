import {
  AUXILIARIES,
  BINDING,
  CLAUSE_STARTS,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from './lexicon/function-words.ts';
import { HUMANS, PEOPLE } from './lexicon/people.ts';
import { REPORTING_VERBS } from './lexicon/reporting-verbs.ts';
import { ORGANISATION, ROLES } from './lexicon/roles.ts';
import { isNamePhrase } from './name-phrase.ts';
import { isObjectOfParticiple, isParticiple } from './participle.ts';
import type { Token } from './text-tokens.ts';
import { adverbial } from './verb-group.ts';

/** A half-open range of a sentence's tokens. */
export interface Phrase {
  readonly from: number;
  readonly to: number;
}

/** The longest phrase for a source, and the longest apposition between it and its verb, in tokens. */
export const LONGEST_PHRASE = 16;

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
export function startOfPhrase(tokens: readonly Token[], to: number, least: number): number {
  if (to <= least) return to;
  if (/^(?:he|she|they|it|we|i|you)$/.test(tokens[to - 1]!.lower)) return to - 1;
  let at = to;
  const floor = Math.max(least, to - LONGEST_PHRASE);
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

/** Whether a preposition after this token can belong to its phrase. Not after a preposition, determiner or adverb. */
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

/** Removes the brackets at the end of a phrase: "Paul Ryan (R-Wis.)". */
export function withoutBracket(tokens: readonly Token[], { from, to }: Phrase): Phrase {
  if (tokens[to - 1]?.text !== ')') return { from, to };
  let open = to - 2;
  while (open > from && to - open < 14 && tokens[open]!.text !== '(') open--;
  return tokens[open]?.text === '(' && open > from ? { from, to: open } : { from, to };
}

/** Returns the phrase that begins at `from`, up to a mark, a preposition that does not bind, or a clause's start. */
export function phraseFrom(tokens: readonly Token[], from: number, most: number): Phrase | null {
  let at = from;
  const ceiling = Math.min(most, from + LONGEST_PHRASE);
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
