import type { Fact } from '../domain/fact.ts';
import type { Correction, Hit, SearchResult } from '../search/search-result.ts';

/** A fact that was found, and how. */
export interface FoundFact {
  readonly fact: Fact;
  readonly hit: Hit;
  /** The line that a card shows of it for this question, at most 300 characters; the claim by default. */
  readonly shown?: string;
  /** How well it answers, among the facts of one question; higher is better. */
  readonly rank?: number;
  /** Facts of other articles that report the same event, the newest first. */
  readonly also?: readonly Fact[];
}

interface AnswerBase {
  readonly question: string;
  /** 0..1: how sure it is that the facts answer. */
  readonly confidence: number;
  readonly corrections: readonly Correction[];
  /** The question's content words, and whether anything loaded holds them. */
  readonly terms: SearchResult['terms'];
}

interface WithFacts extends AnswerBase {
  readonly facts: readonly FoundFact[];
  /** How many of `facts` a card shows at first: as few as answer, three at most. */
  readonly enough: number;
  /** How many of `facts` are about what was asked; the rest are only near it. */
  readonly relevant: number;
  /** Pairs of facts that contradict each other, of which the card would show one. */
  readonly conflicts: readonly (readonly [FoundFact, FoundFact])[];
}

/** The facts that answer, best first. */
export interface Answered extends WithFacts {
  readonly status: 'answered';
}

/** The facts that may answer, best first: the question's form or words leave some doubt. */
export interface Maybe extends WithFacts {
  readonly status: 'maybe';
  /** Words of the question that the best fact does not hold. */
  readonly missing: readonly string[];
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
  /** Whose statement was asked for and is not there, as typed; null if none was asked for. */
  readonly unquoted: string | null;
}

export type Answer = Answered | Maybe | Ambiguous | Abstained;
