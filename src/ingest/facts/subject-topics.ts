import {
  ADVERBS,
  AUXILIARIES,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { HUMANS, NEVER_SPEAKERS, PEOPLE } from '../../language/lexicon/people.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { STOP_WORDS } from '../../language/stop-words.ts';
import type { Token } from '../../language/text-tokens.ts';
import { wordVectors } from '../../language/word-vectors.ts';

/** A subject of an article that is not a name: "needle exchange", "wages". */
export interface Subject {
  readonly label: string;
  /** The indices of the sentences that contain it. */
  readonly sentences: ReadonlySet<number>;
}

/** The fewest sentences with a word that makes it a subject. A pair of words needs one fewer. */
const LEAST = 3;
const MOST = 6;
/** The frequency rank in English below which a word is no subject by itself: "people", "government". */
const COMMONEST = 1200;

/** Words of amounts: "million euros", "square miles" and "percentage points" are no subjects. */
const AMOUNT_WORDS = listed(
  `hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens half cent cents
  percent percentage square cubic euros dollars pounds rupees kronor roubles rubles miles metres meters kilometres kilometers
  tonnes tons acres hectares litres liters barrels megawatts gigawatts`,
);

/** Words that are never part of a subject. */
const OTHER_WORDS: ReadonlySet<string> = new Set(
  [STOP_WORDS, PREPOSITIONS, AUXILIARIES, ADVERBS, DETERMINERS, IRREGULAR_PAST, AMOUNT_WORDS].flatMap(
    (words) => [...words],
  ),
);

const isPlain = ({ lower, capital, mark }: Token): boolean =>
  !mark &&
  !capital &&
  !OTHER_WORDS.has(lower) &&
  /^\p{Ll}[\p{Ll}-]{2,}$/u.test(lower) &&
  !/(?:ly|ed)$/.test(lower);

const singular = (word: string): string => (word.endsWith('s') ? withoutPlural(word) : word);

const withoutPlural = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(?<=ss|sh|ch|x)es$/, '')
    .replace(/(?<=[^su])s$/, '');

const isPerson = (word: string): boolean =>
  [ROLES, HUMANS, PEOPLE].some((words) => words.has(word) || words.has(singular(word)));

/** Whether a word can be a subject by itself: it is rare enough, no reporting verb, and no person. */
function isSubjectWord(word: string): boolean {
  if (/ing$/.test(word) || isPerson(word) || NEVER_SPEAKERS.has(word) || REPORTING_VERBS.has(word))
    return false;
  return (wordVectors().rankOf(word) ?? Number.POSITIVE_INFINITY) > COMMONEST;
}

/** Whether the token is used as a noun: after an article, a possessive or "of", or in the plural. */
const isNounHere = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1];
  return (
    before !== undefined &&
    (/^(?:the|a|an|of|his|her|its|their|'s|in|for|on|about)$/.test(before.lower) ||
      /[^s]s$/.test(tokens[at]!.lower))
  );
};

interface Found {
  label: string;
  readonly sentences: Set<number>;
  nouns: number;
}

function note(
  table: Map<string, Found>,
  key: string,
  label: string,
  sentence: number,
  isNoun: boolean,
): void {
  const found = table.get(key) ?? { label, sentences: new Set<number>(), nouns: 0 };
  found.sentences.add(sentence);
  if (isNoun) found.nouns++;
  table.set(key, found);
}

/** Returns the nouns and pairs of words that recur in an article's sentences, the most frequent first. */
export function subjectsOf(sentences: readonly (readonly Token[])[]): readonly Subject[] {
  const words = new Map<string, Found>();
  const pairs = new Map<string, Found>();
  for (const [index, tokens] of sentences.entries())
    for (const [at, token] of tokens.entries()) {
      if (!isPlain(token)) continue;
      note(words, singular(token.lower), token.lower, index, isNounHere(tokens, at));
      const next = tokens[at + 1];
      if (!next || !isPlain(next) || /ing$/.test(next.lower) || token.end + 1 !== next.start) continue;
      note(pairs, `${token.lower} ${singular(next.lower)}`, `${token.lower} ${next.lower}`, index, true);
    }
  const chosen = [...pairs]
    .filter(([key, { sentences: held }]) => held.size >= LEAST - 1 && isPair(key))
    .map(([key, found]) => ({ ...found, key }));
  const inPairs = new Set(chosen.flatMap(({ key }) => key.split(' ')));
  for (const [key, found] of words)
    if (found.sentences.size >= LEAST && found.nouns > 1 && !inPairs.has(key) && isSubjectWord(key))
      chosen.push({ ...found, key });
  return chosen
    .sort((left, right) => right.sentences.size - left.sentences.size)
    .slice(0, MOST)
    .map(({ label, sentences: held }) => ({ label, sentences: held }));
}

/** Whether a pair of words is a subject: its second word is a noun for things, and one of the two is rare enough. */
function isPair(key: string): boolean {
  const [first, second] = key.split(' ') as [string, string];
  if (
    isPerson(second) ||
    NEVER_SPEAKERS.has(second) ||
    REPORTING_VERBS.has(first) ||
    REPORTING_VERBS.has(second)
  )
    return false;
  const rankOf = (word: string): number => wordVectors().rankOf(word) ?? Number.POSITIVE_INFINITY;
  return Math.max(rankOf(first), rankOf(second)) > COMMONEST;
}
