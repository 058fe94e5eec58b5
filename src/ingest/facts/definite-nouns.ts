import {
  AUXILIARIES,
  DAYS_AND_MONTHS,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { stem } from '../../language/stemmer.ts';
import { FUNCTION_WORDS } from '../../language/stop-words.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { KNOWN_NOUNS } from './back-references.ts';

/** The stems of the nouns that need no introduction. */
const KNOWN_STEMS: ReadonlySet<string> = new Set([...KNOWN_NOUNS].map(stem));
/** Nouns that may stand for all that the sentence before tells: "the move". */
const OUTCOMES = listed(
  `move decision incident announcement attack statement remark comment news ruling proposal deal agreement allegation accusation
   claim result response reaction admission revelation finding change effort arrest crash blast explosion shooting exchange
   practice process situation problem issue controversy scandal trend tactic strategy approach measure step charge`,
);
/** Nouns for the event that an article is about: "the disaster". Its first sentence tells of it. */
export const EVENTS: ReadonlySet<string> = new Set(
  [
    ...listed(
      `attack crash blast explosion shooting disaster tragedy accident collapse fire flood storm quake earthquake murder killing
       strike protest massacre outbreak coup`,
    ),
  ].map(stem),
);
export const OUTCOME_STEMS: ReadonlySet<string> = new Set([...OUTCOMES].map(stem));
/** Nouns for what was said, written or shown, which a sentence that does not say what it is needs: "responded to the post". */
export const WORKS = new Set(
  [
    ...listed(
      `post tweet letter email message video footage photo photograph picture image report study survey poll document note memo
       interview speech article lawsuit bill order treaty map list song`,
    ),
  ].map(stem),
);
/** The most words between an article and its noun. */
export const MOST_BEFORE_NOUN = 3;

export const isPlain = (token: Token | undefined): token is Token =>
  token !== undefined &&
  !token.mark &&
  !token.capital &&
  /^\p{Ll}{3,}/u.test(token.lower) &&
  !DETERMINERS.has(token.lower) &&
  !AUXILIARIES.has(token.lower) &&
  !FUNCTION_WORDS.has(token.lower);

const DEFINITE_ARTICLES = listed('the this these those');
const isDefiniteArticle = ({ lower }: Token): boolean => DEFINITE_ARTICLES.has(lower);

/** Whether a noun phrase goes on with a token: it is no verb, or a participle before another noun. */
const goesOn = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (!isPlain(token)) return false;
  const isVerb =
    /[^e]ed$/.test(token.lower) || IRREGULAR_PAST.has(token.lower) || REPORTING_VERBS.has(token.lower);
  return !isVerb || isPlain(tokens[at + 1]);
};

/** Whether the words after a noun say which one is meant: "the plan to", "the man who", but not "the plan on Monday". */
const explains = (token: Token | undefined, next: Token | undefined): boolean =>
  token !== undefined &&
  (CLAUSE_OPENERS.has(token.lower) ||
    (PREPOSITIONS.has(token.lower) && !DAYS_AND_MONTHS.has(next?.lower ?? '')));
const CLAUSE_OPENERS = listed('who that which whose where to when');

/** Whether what follows a noun brings it in, although it has an article: "the plate H982", "the plan to". */
const isTold = (after: Token | undefined, next: Token | undefined): boolean =>
  explains(after, next) || after?.capital === true || /^\d/.test(after?.text ?? '');

/** Words that say nothing of which thing is meant. */
const PLAIN_ADJECTIVES = listed(
  'new old big small large main major whole entire good bad young long short high low real own early late little huge key other',
);
const ADJECTIVE = /(?:al|ive|ous|ful|ic|able|ible|ed|ing|ent|ant|ary|est|er|ly|ern|ese|ian)$/;

/**
 * Returns the stems, with their places, of nouns with "the" or "this" that a sentence does not explain: "airport" in "left the airport",
 * "spat" and then "truck" in "the truck spat".
 */
export function definiteNouns({
  tokens,
}: AttributedSentence): { readonly root: string; readonly at: number }[] {
  const nouns: { readonly root: string; readonly at: number }[] = [];
  const isNew = (root: string, to: number): boolean =>
    !tokens.slice(0, to).some(({ lower, capital, mark }) => !capital && !mark && stem(lower) === root);
  for (const [at, token] of tokens.entries()) {
    if (!isDefiniteArticle(token)) continue;
    let head = at + 1;
    while (head < at + MOST_BEFORE_NOUN && goesOn(tokens, head + 1)) head++;
    const noun = tokens[head];
    const after = tokens[head + 1];
    if (!isPlain(noun) || after?.capital || explains(after, tokens[head + 2])) continue;
    const root = stem(noun.lower);
    if (KNOWN_STEMS.has(root) || !isNew(root, at)) continue;
    if (token.lower !== 'the' && KNOWN_STEMS.has(stem(tokens[at + 1]!.lower))) continue;
    nouns.push({ root, at: head });
    const beside = tokens[head - 1]!.lower;
    if (head - 1 > at && !ADJECTIVE.test(beside) && !PLAIN_ADJECTIVES.has(beside) && isNew(stem(beside), at))
      nouns.push({ root: stem(beside), at: head });
  }
  return nouns;
}

/** Yields the stems of the words that a sentence brings in: those without "the" or "this" shortly before them. */
export function* broughtInBy({ tokens }: AttributedSentence): Generator<string> {
  let definite = -9;
  for (const [at, token] of tokens.entries()) {
    if (isDefiniteArticle(token)) definite = at;
    else if (token.mark || token.lower === 'of') definite = -9;
    else if (at > definite + MOST_BEFORE_NOUN || !isPlain(token)) yield stem(token.lower);
    // In "called for the ban to end" the verb is the ban's, and tells nothing of it.
    else if (
      isTold(tokens[at + 1], tokens[at + 2]) &&
      !(tokens[definite - 1]?.lower === 'for' && tokens[at + 1]!.lower === 'to')
    )
      yield stem(token.lower);
  }
}
