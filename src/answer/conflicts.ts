import type { Fact } from '../domain/fact.ts';
import { stem } from '../language/stemmer.ts';
import { contentWords } from '../language/stop-words.ts';
import { disputedIn } from './disputed.ts';

/** Words about the act of doing or saying rather than its subject. */
const FRAME = new Set(
  `discuss discussion touch talk talks meet meeting mention rais main mainly topic also according party parties note told
 briefly never year time new first last two people one`
    .split(/\s+/)
    .map(stem),
);
/** The most facts with a word that are compared: the first ones. */
const MOST_OF_WORD = 30;
const MOST_A_FACT = 6;
/** The fewest common words of two contradicting claims. */
const LEAST_COMMON = 3;
/** The share of the smaller claim's words that both must have to have the same subject. */
const SAME_SUBJECT = 0.65;
const TALK = /\b(?:discuss|touch|talk|mention|rais|topic|agenda)/i;

/** A claim's content words. */
interface Content {
  readonly words: readonly string[];
}

const known = new WeakMap<Fact, ReadonlySet<string>>();

function subjectWords(fact: Fact, content?: readonly string[]): ReadonlySet<string> {
  const before = known.get(fact);
  if (before) return before;
  const stems = (content ?? contentWords(fact.claim)).map(stem);
  const words = new Set(stems.filter((word) => !FRAME.has(word)));
  known.set(fact, words);
  return words;
}

/** Whether an entity precedes the words of talking. Then it is the speaker, not the subject. */
const isActor = (claim: string, entity: string): boolean => claim.indexOf(entity) < claim.search(TALK);

/** Whether two claims name the same thing as discussed or not discussed. */
function sameMatter(a: Fact, b: Fact): boolean {
  return a.entities.some(
    (entity) =>
      b.entities.includes(entity) &&
      a.claim.includes(entity) &&
      b.claim.includes(entity) &&
      !isActor(a.claim, entity) &&
      !isActor(b.claim, entity),
  );
}

/** Whether two facts may say opposite things about one subject, given their common words. */
function opposed(a: Fact, b: Fact, common: readonly string[], smaller: number): boolean {
  if (a.stance === b.stance || (a.stance !== 'affirmed' && b.stance !== 'affirmed')) return false;
  if (a.stance === 'not-discussed' || b.stance === 'not-discussed') {
    const other = a.stance === 'not-discussed' ? b : a;
    return TALK.test(other.claim) && sameMatter(a, b);
  }
  if (common.length < LEAST_COMMON || common.length / Math.max(1, smaller) < SAME_SUBJECT) return false;
  const named = new Set([...a.entities, ...b.entities].flatMap(contentWords).map(stem));
  return common.filter((word) => !named.has(word)).length >= 2;
}

/** Maps each word to the indexes of facts that have it. For a common word, only the first ones are listed. */
function holdersOf(
  wanted: ReadonlySet<string>,
  words: readonly ReadonlySet<string>[],
): ReadonlyMap<string, readonly number[]> {
  const byWord = new Map([...wanted].map((word): [string, number[]] => [word, []]));
  const hold = (word: string, index: number): void => {
    const holders = byWord.get(word);
    if (holders && holders.length < MOST_OF_WORD) holders.push(index);
  };
  for (const [index, set] of words.entries()) for (const word of set) hold(word, index);
  return byWord;
}

/** Returns the indexes of facts with at least `least` words in common with one. */
function sharing(
  holders: readonly (readonly number[])[],
  least: number,
  shares: Uint16Array,
): readonly number[] {
  const met: number[] = [];
  for (const others of holders) for (const other of others) if (shares[other]!++ === 0) met.push(other);
  const near = met.filter((other) => shares[other]! >= least);
  for (const other of met) shares[other] = 0;
  return near;
}

/** Returns pairs of indexes in `facts` that may contradict each other; with `between`, only across articles. */
function pairsOf(
  facts: readonly Fact[],
  between: boolean,
  contents: readonly Content[] = [],
): ReadonlyMap<number, ReadonlySet<number>> {
  const denials = [...facts.keys()].filter((index) => facts[index]!.stance !== 'affirmed');
  if (denials.length === 0) return new Map();
  const words = facts.map((fact, index) => subjectWords(fact, contents[index]?.words));
  const byWord = holdersOf(new Set(denials.flatMap((index) => [...words[index]!])), words);
  const pairs = new Map<number, Set<number>>();
  const countOf = (index: number): number => pairs.get(index)?.size ?? 0;
  const shares = new Uint16Array(facts.length);
  for (const index of denials) {
    const fact = facts[index]!;
    const own = [...words[index]!];
    const holders = own.map((word): readonly number[] => byWord.get(word) ?? []);
    for (const other of sharing(holders, fact.stance === 'denied' ? LEAST_COMMON : 1, shares)) {
      if (facts[other]!.stance !== 'affirmed') continue;
      if (between && facts[other]!.article === fact.article) continue;
      if (countOf(index) >= MOST_A_FACT || countOf(other) >= MOST_A_FACT) continue;
      const shared = own.filter((_, at) => holders[at]!.includes(other));
      if (!opposed(fact, facts[other]!, shared, Math.min(own.length, words[other]!.size))) continue;
      pairs.set(index, (pairs.get(index) ?? new Set()).add(other));
      pairs.set(other, (pairs.get(other) ?? new Set()).add(index));
    }
  }
  return pairs;
}

/** Adds possible conflicts to a fact. Conflicts that a person has checked are not changed. */
function marked(fact: Fact, found: readonly string[]): Fact {
  const known = fact.conflictsWith ?? [];
  const fresh = found.filter((id) => !known.includes(id));
  if (fresh.length === 0) return fact;
  return { ...fact, conflictsWith: [...known, ...fresh], conflictIsPossible: true };
}

const checked = (fact: Fact): boolean =>
  (fact.conflictsWith?.length ?? 0) > 0 && fact.conflictIsPossible !== true;

/**
 * Marks facts of an article that may contradict each other: one subject and opposite stance, or set against each other
 * by the article. Conflicts are mutual and marked as
 * possible, because no person has checked them; checked ones are not changed. `contents`, by index, avoids analysing
 * the claims again.
 */
export function withConflicts(facts: readonly Fact[], contents?: readonly Content[]): readonly Fact[] {
  const pairs = new Map([...pairsOf(facts, false, contents)].map(([at, found]) => [at, new Set(found)]));
  for (const [one, other] of disputedIn(facts)) {
    pairs.set(one, (pairs.get(one) ?? new Set()).add(other));
    pairs.set(other, (pairs.get(other) ?? new Set()).add(one));
  }
  return markedBy(facts, pairs);
}

/** Marks possible conflicts between articles only. Those within an article were marked when it was read. */
export function withConflictsBetween(facts: readonly Fact[]): readonly Fact[] {
  const several = facts.some(({ article }) => article !== facts[0]!.article);
  const opposed = several && facts.some(({ stance }) => stance !== 'affirmed');
  return opposed ? markedBy(facts, pairsOf(facts, true)) : facts;
}

function markedBy(facts: readonly Fact[], pairs: ReadonlyMap<number, ReadonlySet<number>>): readonly Fact[] {
  return facts.map((fact, index) => {
    const found = pairs.get(index);
    if (!found || checked(fact)) return fact;
    const others = [...found].map((other) => facts[other]!);
    return marked(
      fact,
      others.filter((other) => !checked(other)).map(({ id }) => id),
    );
  });
}
