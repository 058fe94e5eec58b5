import type { Fact } from './fact.ts';
import type { Correction, Hit, SearchResult } from './search/result.ts';
import { isTalk } from './search/scaffold.ts';
import { fold } from './search/tokens.ts';

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

/** The question's terms that the fact itself claims, its neighbours and the rest of its sentence aside. */
function held({ hit }: FoundFact): Set<string> {
  const own = hit.matches.filter(({ kind, quoteOnly }) => kind !== 'context' && !quoteOnly);
  // "discussed" in "was X discussed?" names the talking: a fact that words it otherwise is about X all the same.
  const topical = own.filter(({ asked }) => !isTalk(fold(asked)));
  return new Set((topical.length > 0 ? topical : own).map(({ asked }) => asked));
}

/** Whether an earlier fact from the same sentence already says all that this one was found for. */
function isRepeated(one: FoundFact, earlier: readonly FoundFact[]): boolean {
  const { article, span } = one.fact;
  const terms = held(one);
  return earlier.some(({ fact, hit }) => {
    if (fact.article !== article || fact.span[0] !== span[0] || fact.span[1] !== span[1] || span[0] === 0)
      return false;
    return terms.isSubsetOf(held({ fact, hit }));
  });
}

/** Of two facts from one sentence that hold as much of the question, the one that claims less besides. */
function isFocused(one: FoundFact, earlier: FoundFact): boolean {
  return held(one).size === held(earlier).size && one.fact.claim.length < earlier.fact.claim.length;
}

/** How much a fact's weight in the article counts among facts that match alike. */
const SALIENCE = 0.06;
/** "What did Pompeo say about Venezuela?" wants Pompeo's own words before those of others about him. */
const OWN_WORDS = 1.4;

const SAID =
  /\b(?:what|how|why)\s+(?:did|does|do|has|have)\s+(.{2,60}?)\s+(?:says?|said|tell|told|think|write|written|wrote|tweet|tweeted|call|called|claim|claimed|comment|state|stated|announce|note|noted|describe|urge|view|assess|react|respond)\b|\baccording to\s+(.{2,60}?)(?:[,?]|$)/i;

/** Whose words a question asks for, folded; empty where it asks for nobody's. */
function speakerAsked(question: string): string {
  const found = SAID.exec(question);
  return fold(found?.[1] ?? found?.[2] ?? '');
}

/** Best first: what matches best, among equals what matters most; facts that repeat a sentence go to the end. */
function ordered(question: string, facts: readonly FoundFact[]): FoundFact[] {
  const asked = speakerAsked(question);
  const isOwn = ({ speaker }: Fact) =>
    asked !== '' && speaker !== null && asked.includes(fold(speaker.split(' ').at(-1)!));
  const weight = ({ fact, hit }: FoundFact) =>
    hit.score * (1 + SALIENCE * fact.salience) * (isOwn(fact) ? OWN_WORDS : 1);
  const sorted = [...facts].sort((a, b) => weight(b) - weight(a));
  const fresh: FoundFact[] = [];
  const repeated: FoundFact[] = [];
  for (const one of sorted) {
    const at = fresh.findIndex((earlier) => isRepeated(one, [earlier]));
    if (at < 0) fresh.push(one);
    else if (isFocused(one, fresh[at]!)) repeated.push(...fresh.splice(at, 1, one));
    else repeated.push(one);
  }
  return [...fresh, ...repeated];
}

/** A repaired word as the facts write it: "Venezuela", not "venezuela". */
function asWritten(word: string, facts: readonly FoundFact[]): string {
  const pattern = new RegExp(`(?<!\\p{L})${RegExp.escape(word)}(?!\\p{L})`, 'iu');
  for (const { fact } of facts) {
    const written = pattern.exec([fact.claim, ...fact.entities, fact.quote].join('\n'));
    if (written) return written[0];
  }
  return word;
}

/** Turns what the index found into an answer; `find` looks facts up by id. */
export function answerFrom(
  question: string,
  found: SearchResult,
  find: (id: string) => Fact | undefined,
): Answer {
  const hits = found.hits.flatMap((hit) => {
    const fact = find(hit.id);
    return fact ? [{ fact, hit }] : [];
  });
  const facts = ordered(question, hits);
  const corrections = found.corrections.map(({ from, to }) => ({ from, to: asWritten(to, facts) }));
  const base = { question, confidence: found.confidence, corrections, terms: found.terms, facts };
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
