import type { Fact } from './fact.ts';
import type { Correction, Hit, SearchResult } from './search/result.ts';

/** A fact that was found, and how. */
export interface FoundFact {
  readonly fact: Fact;
  readonly hit: Hit;
}

interface AnswerBase {
  readonly question: string;
  /** 0..1: how sure it is that the facts answer. */
  readonly confidence: number;
  readonly corrections: readonly Correction[];
  /** The question's content words, and whether anything loaded holds them. */
  readonly terms: SearchResult['terms'];
}

/** The facts that answer, best first. */
export interface Answered extends AnswerBase {
  readonly status: 'answered';
  readonly facts: readonly FoundFact[];
  /** How many of `facts` a card shows at first: as few as answer, three at most. */
  readonly enough: number;
  /** How many of `facts` are about what was asked; the rest are only near it. */
  readonly relevant: number;
  /** Pairs of facts that contradict each other, of which the card would show one. */
  readonly conflicts: readonly (readonly [FoundFact, FoundFact])[];
}

/** Several close readings: the person chooses. */
export interface Ambiguous extends AnswerBase {
  readonly status: 'ambiguous';
  readonly readings: readonly string[];
  readonly facts: readonly FoundFact[];
}

/** What is loaded does not say. The facts are the nearest ones, and no answer. */
export interface Abstained extends AnswerBase {
  readonly status: 'abstained';
  readonly facts: readonly FoundFact[];
  /** Words of the question that the nearest fact does not hold. */
  readonly missing: readonly string[];
}

export type Answer = Answered | Ambiguous | Abstained;

/** A card never fills its space: at most so many facts at first. */
export const MOST_SHOWN = 3;

/** A further fact is shown beside the best one only if it scores at least this share of it. */
const CLOSE_SCORE = 0.72;

const SURENESS = { exact: 0, alias: 0, acronym: 0, stem: 0, spelling: 0, context: 1 } as const;

/** How many of the question's terms the fact itself holds, context of its neighbours aside. */
function held({ hit }: FoundFact): number {
  return new Set(hit.matches.filter(({ kind }) => SURENESS[kind] === 0).map(({ asked }) => asked)).size;
}

/** Facts that hold as much of the question as the best one does are about what was asked. */
function relevantCount(facts: readonly FoundFact[]): number {
  const best = facts[0];
  if (!best) return 0;
  const need = held(best);
  let count = 1;
  while (count < facts.length && held(facts[count]!) >= need) count++;
  return count;
}

function enoughCount(facts: readonly FoundFact[], relevant: number): number {
  const top = facts[0]?.hit.score ?? 0;
  let count = 1;
  while (count < Math.min(relevant, MOST_SHOWN) && facts[count]!.hit.score >= top * CLOSE_SCORE) count++;
  return Math.min(count, facts.length);
}

/** The pairs of contradicting facts that touch these facts, each pair once. */
export function conflictsAmong(
  facts: readonly FoundFact[],
  find: (id: string) => Fact | undefined,
): (readonly [FoundFact, FoundFact])[] {
  const pairs: (readonly [FoundFact, FoundFact])[] = [];
  const seen = new Set<string>();
  for (const one of facts) {
    for (const otherId of one.fact.conflictsWith ?? []) {
      const key = [one.fact.id, otherId].sort().join('\n');
      const other = find(otherId);
      if (!other || other.withdrawn || seen.has(key)) continue;
      seen.add(key);
      const found = facts.find(({ fact }) => fact.id === otherId);
      pairs.push([
        one,
        found ?? { fact: other, hit: { id: otherId, score: one.hit.score, matches: [], missing: [] } },
      ]);
    }
  }
  return pairs;
}

/** Turns what the index found into an answer; `find` looks facts up by id. */
export function answerFrom(
  question: string,
  found: SearchResult,
  find: (id: string) => Fact | undefined,
): Answer {
  const facts = found.hits.flatMap((hit) => {
    const fact = find(hit.id);
    return fact ? [{ fact, hit }] : [];
  });
  const base = {
    question,
    confidence: found.confidence,
    corrections: found.corrections,
    terms: found.terms,
    facts,
  };
  if (found.status === 'ambiguous') return { ...base, status: 'ambiguous', readings: found.readings };
  if (found.status === 'abstained' || facts.length === 0) {
    const unknown = found.terms.filter(({ known }) => !known).map(({ asked }) => asked);
    return { ...base, status: 'abstained', missing: facts[0]?.hit.missing ?? unknown };
  }
  const relevant = relevantCount(facts);
  const enough = enoughCount(facts, relevant);
  return {
    ...base,
    status: 'answered',
    relevant,
    enough,
    conflicts: conflictsAmong(facts.slice(0, enough), find),
  };
}
