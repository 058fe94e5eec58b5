import type { Fact } from '../../core/fact.ts';
import { contentWords } from './salience.ts';

/** Words that tell what was done or said rather than about what. */
const FRAME = new Set(
  `discuss discussed discussing discussion touched touch talked talk talks meeting mentioned mention raised main mainly
 topic topics also according parties said noted told briefly not never year years time new first last two people one`.split(
    /\s+/,
  ),
);
/** How many facts a subject's word may have before it tells nothing. */
const MOST_OF_WORD = 40;
/** Shared subject words as a share of the smaller claim's, from which two claims are about the same thing. */
const SAME_SUBJECT = 0.5;
const MOST_A_FACT = 6;

const TALK = /\b(?:discuss|touch|talk|mention|rais|topic|agenda)/i;

const subjectWords = (fact: Fact): ReadonlySet<string> =>
  new Set(
    contentWords(fact.claim)
      .map(stem)
      .filter((word) => !FRAME.has(word)),
  );
const stem = (word: string): string => word.replace(/(?:'s|s|ed|ing)$/, '');

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let count = 0;
  for (const word of a) if (b.has(word)) count++;
  return count;
};

/** Whether two facts may say opposite things of one subject: both talk of what was discussed, or say nearly the same. */
function opposed(a: Fact, b: Fact, wordsA: ReadonlySet<string>, wordsB: ReadonlySet<string>): boolean {
  if (a.stance === b.stance || (a.stance !== 'affirmed' && b.stance !== 'affirmed')) return false;
  const common = shared(wordsA, wordsB);
  const people = new Set([...a.entities, ...b.entities].flatMap((entity) => contentWords(entity)).map(stem));
  const things = [...wordsA].filter((word) => wordsB.has(word) && !people.has(word)).length;
  const silent = a.stance === 'not-discussed' || b.stance === 'not-discussed';
  if (silent) {
    const other = a.stance === 'not-discussed' ? b : a;
    if (!TALK.test(other.claim)) return false;
    const entities = new Set(a.entities);
    return common >= 1 && b.entities.some((entity) => entities.has(entity)) && sharedSubject(a, b);
  }
  return (
    common >= 3 &&
    things >= 2 &&
    common / Math.max(1, Math.min(wordsA.size, wordsB.size)) >= SAME_SUBJECT + 0.15
  );
}

/** Whether two facts name one thing that isn't a person: what was or was not talked about. */
function sharedSubject(a: Fact, b: Fact): boolean {
  const mine = new Set(a.entities.filter((entity) => a.claim.includes(entity)));
  const people = new Set([a.speaker, b.speaker]);
  return b.entities.some(
    (entity) =>
      mine.has(entity) &&
      !people.has(entity) &&
      b.claim.includes(entity) &&
      !/^(?:Russia|US|United States)$/.test(entity) &&
      !isActor(a.claim, entity),
  );
}

/** Whether an entity is who talked rather than what was talked about. */
const isActor = (claim: string, entity: string): boolean => {
  const verb = claim.search(TALK);
  const at = claim.indexOf(entity);
  return verb >= 0 && at >= 0 && at < verb;
};

/**
 * Marks facts that may contradict each other: one subject and setting, opposite stance. Works within an article and,
 * given the facts of several, between them. Every conflict is mutual, and marked as possible: no person has checked it.
 */
export function withConflicts(facts: readonly Fact[]): readonly Fact[] {
  const words = facts.map(subjectWords);
  const byWord = new Map<string, number[]>();
  for (const [index, set] of words.entries())
    for (const word of set) byWord.set(word, [...(byWord.get(word) ?? []).slice(-MOST_OF_WORD), index]);
  const pairs = new Map<number, Set<number>>();
  for (const [index, fact] of facts.entries()) {
    if (fact.stance === 'affirmed') continue;
    const near = new Set([...words[index]!].flatMap((word) => byWord.get(word) ?? []));
    for (const other of near) {
      if (
        other === index ||
        (pairs.get(index)?.size ?? 0) >= MOST_A_FACT ||
        (pairs.get(other)?.size ?? 0) >= MOST_A_FACT
      )
        continue;
      if (!opposed(fact, facts[other]!, words[index]!, words[other]!)) continue;
      pairs.set(index, (pairs.get(index) ?? new Set()).add(other));
      pairs.set(other, (pairs.get(other) ?? new Set()).add(index));
    }
  }
  return facts.map((fact, index) =>
    marked(
      fact,
      [...(pairs.get(index) ?? [])].map((other) => facts[other]!.id),
    ),
  );
}

/** A conflict that a person has checked stays as it is. */
function marked(fact: Fact, found: readonly string[]): Fact {
  const known = fact.conflictsWith ?? [];
  const fresh = found.filter((id) => !known.includes(id));
  if (fresh.length === 0 || (known.length > 0 && !fact.conflictIsPossible)) return fact;
  return { ...fact, conflictsWith: [...known, ...fresh], conflictIsPossible: true };
}
