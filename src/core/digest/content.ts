import type { Fact } from '../fact.ts';
import { fold } from '../search/tokens.ts';

/** Facts on one digest, at the most. */
export const MOST_FACTS = 5;

/** Claims that share this much of their words say the same. */
const SAME = 0.6;

/** What a digest tells today, and what it leaves for "more" and the next days, both most salient first. */
export interface DigestContent {
  readonly shown: readonly Fact[];
  readonly rest: readonly Fact[];
}

const wordsOf = (claim: string): Set<string> => new Set(fold(claim).match(/[\p{L}\p{N}]+/gu) ?? []);

function saysTheSame(one: Fact, other: Fact): boolean {
  if (one.quote === other.quote) return true;
  const [left, right] = [wordsOf(one.claim), wordsOf(other.claim)];
  const shared = left.intersection(right).size;
  return shared >= SAME * left.union(right).size;
}

/**
 * Chooses the facts of a digest: the most salient of those not told yet, no two saying the same, and both sides of a
 * contradiction or neither, so that no side stands alone.
 */
export function digestContent(facts: readonly Fact[], told: ReadonlySet<string>): DigestContent {
  const untold = facts
    .filter(({ id, withdrawn }) => !withdrawn && !told.has(id))
    .sort((a, b) => b.salience - a.salience || (a.id < b.id ? -1 : 1));
  const byId = new Map(untold.map((fact) => [fact.id, fact]));
  const shown: Fact[] = [];
  const twins = new Set<string>();
  for (const fact of untold) {
    if (shown.includes(fact)) continue;
    const otherSide = (fact.conflictsWith ?? []).flatMap((id) => byId.get(id) ?? []).slice(0, 1);
    const sides = [fact, ...otherSide.filter((side) => !shown.includes(side))];
    const isTwin = shown.some((one) => !one.conflictsWith?.includes(fact.id) && saysTheSame(one, fact));
    if (isTwin) twins.add(fact.id);
    else if (shown.length + sides.length <= MOST_FACTS) shown.push(...sides);
  }
  return { shown, rest: untold.filter((fact) => !shown.includes(fact) && !twins.has(fact.id)) };
}
