import type { Fact } from '../../domain/fact.ts';
import { ROLES, roleOf } from '../../language/lexicon/roles.ts';
import { type Likeness, similarity, type Word } from '../../language/similarity.ts';
import { FUNCTION_WORDS } from '../../language/stop-words.ts';
import { fold, tokenize } from '../../language/tokenizer.ts';
import type { Hit } from '../../search/search-result.ts';
import type { AnswerKind, Asked, AskedTerm } from './asked.ts';
import { type FactText, type FactWord, type Fillers, factText, type Stretch } from './fact-text.ts';

/** How well a fact contains one term of the question. */
export interface TermMatch {
  /** How well the fact contains the term, 0 to 1. */
  readonly value: number;
  /** The number of the matching token; -1 if the match is a name of the fact, or if there is no match. */
  readonly position: number;
  /** `value`; or less than half if only the sentences around the fact, or the title, contain the term. */
  readonly context: number;
  /** True if the fact only has the word that newspapers use for an everyday term: "severance" for "payoff". */
  readonly isEveryday: boolean;
}

/** A fact found for a question, with its match for each term. */
export interface Candidate {
  readonly fact: Fact;
  readonly hit: Hit;
  readonly text: FactText;
  readonly matches: readonly TermMatch[];
}

/** The value from which a term counts as matched. */
export const MATCHED = 0.75;
/** Values of matches that the search engine made by spelling, acronym or alias. The texts alone do not show them. */
const ENGINE_MATCH_VALUES: Readonly<Partial<Record<string, number>>> = {
  exact: 0.95,
  stem: 0.9,
  alias: 0.9,
  acronym: 0.95,
  spelling: 0.85,
  near: 0.4,
};
/** Values of a term that only the surroundings contain. They name what the sentence calls "it". */
const [BEFORE, AROUND, TITLE] = [0.5, 0.3, 0.3];

/** Whether two similar words mean different things because one is a name: "Iran" and "Iraq". */
const areDifferentNames = (term: AskedTerm, word: FactWord, like: number): boolean =>
  like < MATCHED && (term.isName || word.isName);

function inSurroundings(term: AskedTerm, { nearby }: Hit): number {
  if (!nearby) return 0;
  if (nearby.before.includes(term.text)) return BEFORE;
  if (nearby.around.includes(term.text)) return AROUND;
  return nearby.title.includes(term.text) ? TITLE : 0;
}

/** A word of a fact that is similar to a term, with its similarity to each term. */
interface SimilarWord {
  readonly word: FactWord;
  readonly likeness: Likeness;
}

/** Returns those of a fact's own words that are similar to any term. They are few. */
function similarWords({ comparison }: Asked, { words }: FactText): SimilarWord[] {
  const found: SimilarWord[] = [];
  for (const word of words) {
    const likeness = comparison.likenessOf(word.word);
    if (likeness) found.push({ word, likeness });
  }
  return found;
}

/** The similarity above which an everyday word's newspaper word need not be considered. */
const EVERYDAY_BELOW = 0.6;
/** The value of a name whose words have the term's letters as initials. */
const SPELT = 0.9;

/** Matches the term at `index` with a fact. */
function matchOf(
  term: AskedTerm,
  index: number,
  similar: readonly SimilarWord[],
  text: FactText,
  hit: Hit,
): TermMatch {
  let value = 0;
  let position = -1;
  let isEveryday = false;
  for (const { word, likeness } of similar) {
    const like = likeness.values[index]!;
    if (likeness.everyday[index] && !word.isName) isEveryday = true;
    if (like <= value || areDifferentNames(term, word, like)) continue;
    value = like;
    position = word.position;
  }
  if (value < 1 && text.speaker.includes(term.folded)) value = 1;
  if (value < 0.95 && text.isJoined(term.joined)) value = 0.95;
  if (value < SPELT && term.initials && text.isSpelt(term.initials)) value = SPELT;
  const proof = hit.matches.find(({ asked }) => asked === term.text);
  value = Math.max(value, proof ? (ENGINE_MATCH_VALUES[proof.kind] ?? 0) : 0);
  return {
    value,
    position,
    context: Math.max(value, inSurroundings(term, hit)),
    isEveryday: isEveryday && value < EVERYDAY_BELOW,
  };
}

/** Matches a question's terms with a fact. */
export function candidateOf(asked: Asked, fact: Fact, hit: Hit): Candidate {
  const text = factText(fact);
  const similar = similarWords(asked, text);
  const matches = asked.terms.map((term, at) => matchOf(term, at, similar, text, hit));
  if (!FILLER[asked.kind] || !asked.terms.some(({ isAsking }) => isAsking))
    return { fact, hit, text, matches };
  const isFilled = fillersOf(asked, { text, matches }).length > 0;
  const filled = matches.map((match, at) =>
    asked.terms[at]!.isAsking
      ? { value: isFilled ? FILLED : 0, position: -1, context: isFilled ? FILLED : 0, isEveryday: false }
      : match,
  );
  return { fact, hit, text, matches: filled };
}

/**
 * The value of a word that only says what kind of answer is asked for, if an answer of that kind is there: "years old"
 * for "how old".
 */
const FILLED = 0.95;

/** The filler that answers each kind of question. Kinds without one cannot be checked by form. */
export const FILLER: Readonly<Partial<Record<AnswerKind, keyof Fillers>>> = {
  'how-many': 'number',
  'how-much': 'money',
  'how-long': 'duration',
  when: 'time',
  where: 'place',
  why: 'cause',
  how: 'manner',
  who: 'name',
};

/** Words for people. "How many people" counts any of them. */
const PEOPLE: ReadonlySet<string> = new Set(
  `people person persons men women man woman children child adults students residents workers victims patients cases voters
  soldiers troops passengers fans protesters demonstrators players members others employees migrants refugees civilians officers
  police deaths dead injured killed wounded arrested died lives`.split(/\s+/),
);
/** The most tokens between a number and the counted thing after it, or before it. */
const [COUNTED_AFTER, COUNTED_BEFORE] = [5, 3];
/** The similarity from which a word names the counted thing. */
const COUNTED_LIKE = 0.45;

/** Units. A number before a unit counts nothing else. */
const UNITS =
  /^(?:(?:year|month|week|day|hour|minute|second|decade|mile|kilomet(?:er|re)|met(?:er|re)|foot|percent|cent|dollar|euro|pound)s?|feet|per|km|am|pm)$/;

function countsThat(counted: Word, { words }: FactText, [from, to]: Stretch): boolean {
  const isPeople = PEOPLE.has(counted.key);
  const counts = ({ word }: FactWord): boolean =>
    (isPeople && PEOPLE.has(word.key)) || similarity(counted, word) >= COUNTED_LIKE;
  const next = words.find(({ position }) => position >= to);
  if (next && next.position - to < 2 && UNITS.test(next.word.key) && !counts(next)) return false;
  return words.some(
    (word) =>
      word.position >= from - COUNTED_BEFORE &&
      (word.position < from || word.position >= to) &&
      word.position < to + COUNTED_AFTER &&
      counts(word),
  );
}

/** Returns the parts of the fact's sentence that may be the answer and are not in the question. */
export function fillersOf(
  { kind, counted, measure }: Asked,
  { text, matches }: Pick<Candidate, 'text' | 'matches'>,
): readonly Stretch[] {
  const name = FILLER[kind];
  if (!name) return [];
  const taken = new Set(matches.filter(({ value }) => value >= MATCHED).map(({ position }) => position));
  const isFree = ([from, to]: Stretch): boolean => {
    for (let at = from; at < to; at++) if (!taken.has(at)) return true;
    return false;
  };
  const free = text.fillers(name).filter(isFree);
  if (kind === 'why' && free.length === 0) return text.fillers('hint').filter(isFree);
  // "It was discovered in 1801" does not answer "who discovered it?".
  if (
    kind === 'who' &&
    matches.some(({ value, position }) => value >= MATCHED && text.agentless.has(position))
  )
    return [];
  if (kind === 'who' && free.length === 0) return text.people.filter(isFree);
  if (kind === 'how-much') {
    if (free.length > 0 || !counted || counted.key === 'money') return free;
    return text.fillers('number').filter((stretch) => isFree(stretch) && countsThat(counted, text, stretch));
  }
  if (kind !== 'how-many') return free;
  if (measure) return measure.test(text.text) ? free : [];
  if (!counted) return free;
  // "The December 16 attack" counts no attacks.
  const dates = text.fillers('time');
  const isDate = ([from, to]: Stretch): boolean => dates.some(([start, end]) => from < end && start < to);
  return free.filter((stretch) => !isDate(stretch) && countsThat(counted, text, stretch));
}

/** Returns the asked speaker's key word with the library's spelling: "Ushakof" was read as "Ushakov". */
function headOf(head: string, { matches }: Hit): string {
  const repaired = matches.find(({ asked, kind }) => kind === 'spelling' && fold(asked) === head);
  return repaired ? fold(repaired.found) : head;
}

/** Whether the sentence is about the person whose view is asked for: "The Kremlin's position is unchanged". */
const isHolder = (head: string, { claim }: Fact): boolean =>
  tokenize(claim.slice(0, 100))
    .slice(0, 9)
    .some(({ key }) => fold(key) === head);

/** The most tokens between a name and its holder's description. */
const DESCRIBED_WITHIN = 6;

/** Words that are part of a role and do not describe its holder: "prime minister". */
const PART_OF_ROLE = new Set('prime foreign vice deputy chief'.split(' '));

/**
 * Whether the sentence describes its speaker as asked: "French Prime Minister Manuel Valls" is the French prime
 * minister. If the description has several words beside the role, half of them suffice.
 */
function isDescribedAs(description: readonly string[], head: string, { words, speaker }: FactText): boolean {
  if (!ROLES.has(head)) return false;
  const role = roleOf(head);
  const places = (is: (key: string) => boolean): number[] =>
    words.flatMap(({ word, position }) => (is(fold(word.key)) ? [position] : []));
  const isNear = places((key) => key === head || (ROLES.has(key) && roleOf(key) === role)).some((at) =>
    speaker.some((name) =>
      places((key) => key === name).some((there) => Math.abs(there - at) <= DESCRIBED_WITHIN),
    ),
  );
  if (!isNear) return false;
  const others = description.filter(
    (name) => name !== head && !FUNCTION_WORDS.has(name) && !PART_OF_ROLE.has(name),
  );
  const met = others.filter((name) => places((key) => key === name || `${key}s` === name).length > 0);
  return met.length >= others.length / 2;
}

/**
 * Compares the speaker of a fact with the person asked for, by name or role: that person, somebody else, or nobody
 * named.
 */
export function saidBy(
  { speaker }: Asked,
  { text, hit, fact }: Pick<Candidate, 'text' | 'hit' | 'fact'>,
): 'asked' | 'other' | 'nobody' {
  if (!speaker) return 'nobody';
  const head = headOf(speaker.head, hit);
  if (text.speaker.includes(head) || text.sayers.includes(head)) return 'asked';
  if (isDescribedAs(speaker.words, head, text)) return 'asked';
  if (speaker.ofView && isHolder(head, fact)) return 'asked';
  return text.speaker.length > 0 ? 'other' : 'nobody';
}
