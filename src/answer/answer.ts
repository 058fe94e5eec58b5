import type { Fact } from '../domain/fact.ts';
import type { Correction, Hit, SearchResult } from '../search/search-result.ts';

/** A found fact and how it was found. */
export interface FoundFact {
  readonly fact: Fact;
  readonly hit: Hit;
  /** The line that a card shows for this question, at most 300 characters; the claim by default. */
  readonly shown?: string;
  /** How well it answers, relative to other facts for the same question; higher is better. */
  readonly rank?: number;
  /** Facts of other articles about the same event, the newest first. */
  readonly also?: readonly Fact[];
}

interface AnswerBase {
  readonly question: string;
  /** The confidence that the facts answer, 0 to 1. */
  readonly confidence: number;
  readonly corrections: readonly Correction[];
  /** The question's content words, and whether the library contains them. */
  readonly terms: SearchResult['terms'];
}

interface WithFacts extends AnswerBase {
  readonly facts: readonly FoundFact[];
  /** How many of `facts` a card shows at first, at most three. */
  readonly enough: number;
  /** How many of `facts` are about what was asked. The others are only near it. */
  readonly relevant: number;
  /** Pairs of contradicting facts, of which the card would otherwise show one. */
  readonly conflicts: readonly (readonly [FoundFact, FoundFact])[];
}

/** An answer: the facts that answer, best first. */
export interface Answered extends WithFacts {
  readonly status: 'answered';
}

/** A doubtful answer: facts that may answer, best first. */
export interface Maybe extends WithFacts {
  readonly status: 'maybe';
  /** Words of the question that the best fact lacks. */
  readonly missing: readonly string[];
}

/** Several possible meanings, among which the person chooses. */
export interface Ambiguous extends AnswerBase {
  readonly status: 'ambiguous';
  readonly readings: readonly string[];
  readonly facts: readonly FoundFact[];
}

/** No answer: the library does not say it. The facts are the nearest ones. */
export interface Abstained extends AnswerBase {
  readonly status: 'abstained';
  readonly facts: readonly FoundFact[];
  /** Words of the question that the nearest fact lacks. */
  readonly missing: readonly string[];
  /** The person whose statement was asked for but does not exist, as typed; null if none was asked for. */
  readonly unquoted: string | null;
}

export type Answer = Answered | Maybe | Ambiguous | Abstained;
