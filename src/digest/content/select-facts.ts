import { withConflictsBetween } from '../../answer/conflicts.ts';
import type { Fact } from '../../domain/fact.ts';
import { saysTheSame } from './near-duplicates.ts';

/** Facts on one digest, at the most. */
export const MOST_FACTS = 5;

/** The number of most salient facts that are compared with each other. */
const MOST_COMPARED = 500;

/** What a digest tells today, and what it leaves for "more" and the next days, both most salient first. */
export interface DigestContent {
  readonly shown: readonly Fact[];
  readonly rest: readonly Fact[];
  /** Facts that say what a shown one says: told with it. */
  readonly twins: readonly Fact[];
  /** What the channel was told lately; by it a running story is known. */
  readonly heard?: readonly Fact[];
  /** Since when it is new, ISO 8601: the last digest with lines in it. Absent before the first, and where older lines are told. */
  readonly since?: string;
}

/**
 * Chooses the facts of a digest: the most salient of those not told yet, no two saying the same or resting on one sentence,
 * none saying what was `heard` lately, and both sides of a contradiction or neither, so that no side stands alone. What one
 * article says against another's, also one heard of lately, is marked as a possible contradiction.
 */
export function digestContent(
  facts: readonly Fact[],
  told: ReadonlySet<string>,
  heard: readonly Fact[] = [],
): DigestContent {
  const fresh = facts
    .filter(({ id, withdrawn }) => !withdrawn && !told.has(id))
    .sort((a, b) => b.salience - a.salience || (a.id < b.id ? -1 : 1));
  const compared = fresh.slice(0, MOST_COMPARED);
  const marked = withConflictsBetween([...compared, ...heard]);
  const untold = [...marked.slice(0, compared.length), ...fresh.slice(MOST_COMPARED)];
  const byId = new Map(untold.map((fact) => [fact.id, fact]));
  const says = (fact: Fact) => (one: Fact) =>
    one.id !== fact.id && !one.conflictsWith?.includes(fact.id) && saysTheSame(one, fact);
  const rests = (fact: Fact) => (one: Fact) =>
    one.quote === fact.quote && !one.conflictsWith?.includes(fact.id);
  const shown = new Set<Fact>();
  const twins: Fact[] = [];
  const rest: Fact[] = [];
  for (const fact of untold) {
    if (shown.has(fact) || heard.some(says(fact))) continue;
    if ([...shown].some(says(fact))) {
      twins.push(fact);
      continue;
    }
    const otherSide = (fact.conflictsWith ?? []).flatMap((id) => byId.get(id) ?? []).slice(0, 1);
    const sides = [fact, ...otherSide.filter((side) => !shown.has(side))];
    const hasRoom = shown.size + sides.length <= MOST_FACTS;
    if (hasRoom && ![...shown].some(rests(fact))) for (const side of sides) shown.add(side);
    else if (!rest.some(says(fact))) rest.push(fact);
  }
  return { shown: [...shown], rest: rest.filter((fact) => !shown.has(fact)), twins };
}

/** The ids of the facts that count as delivered once the digest is posted. */
export const deliveredFacts = ({ shown, twins }: DigestContent): string[] =>
  [...shown, ...twins].map(({ id }) => id);
