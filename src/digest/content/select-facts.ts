import { withConflictsBetween } from '../../answer/conflicts.ts';
import type { Fact } from '../../domain/fact.ts';
import { createSaidIndex, saysTheSameOf } from './near-duplicates.ts';

/** The most facts on one digest. */
export const MAX_FACTS = 5;

/**
 * The number of most salient facts that are compared with each other. Less salient ones are left for later as they are.
 */
const MAX_COMPARED = 500;

/** The most facts that are sorted. Nobody pages through more. */
const MAX_SORTED = 5_000;

/**
 * Returns the facts, most salient first. Of very many, only the most salient are sorted; the others follow as they are.
 */
function mostSalientFirst(facts: readonly Fact[]): Fact[] {
  // A typed array is sorted in a tenth of the time.
  const saliences = Float64Array.from(facts, ({ salience }) => salience).sort();
  const least = saliences.at(-MAX_SORTED) ?? 0;
  const { best = [], others = [] } = Object.groupBy(facts, ({ salience }) =>
    salience >= least ? 'best' : 'others',
  );
  return [...best.sort((a, b) => b.salience - a.salience || (a.id < b.id ? -1 : 1)), ...others];
}

/** A digest's content: the facts shown now and those left for "more" and later days, the most salient first. */
export interface DigestContent {
  readonly shown: readonly Fact[];
  readonly rest: readonly Fact[];
  /** Facts that say the same as a shown one, so they count as delivered with it. */
  readonly twins: readonly Fact[];
  /** The facts that the channel was sent recently, by which running stories are recognised. */
  readonly recent?: readonly Fact[];
  /** The time of the last digest with facts in it (ISO 8601). Absent before the first, and if older facts are shown. */
  readonly since?: string;
}

/**
 * Selects a digest's facts: the most salient undelivered ones. No two say the same or rest on one sentence, and none
 * repeats a recent delivery. A contradiction is shown with both sides or not at all. Facts of different articles that
 * disagree are marked as a possible contradiction, also with one sent recently.
 */
export function digestContent(
  facts: readonly Fact[],
  delivered: ReadonlySet<string>,
  recent: readonly Fact[] = [],
): DigestContent {
  const fresh = mostSalientFirst(facts.filter(({ id, withdrawn }) => !withdrawn && !delivered.has(id)));
  const compared = fresh.slice(0, MAX_COMPARED);
  const marked = withConflictsBetween([...compared, ...recent]);
  const untold = marked.slice(0, compared.length);
  /** Made at the first contradiction: most days have none, and thousands of facts. */
  let known: ReadonlyMap<string, Fact> | null = null;
  const byId = (id: string): Fact | undefined => {
    known ??= new Map([...fresh, ...untold].map((fact) => [fact.id, fact]));
    return known.get(id);
  };
  const told = createSaidIndex(recent);
  const left = createSaidIndex();
  const rests = (fact: Fact) => (one: Fact) =>
    one.quote === fact.quote && !one.conflictsWith?.includes(fact.id);
  const shown = new Set<Fact>();
  const twins: Fact[] = [];
  const rest: Fact[] = [];
  for (const fact of untold) {
    if (shown.has(fact) || told.says(fact)) continue;
    if ([...shown].some((one) => saysTheSameOf(one, fact))) {
      twins.push(fact);
      continue;
    }
    const otherSide = (fact.conflictsWith ?? []).flatMap((id) => byId(id) ?? []).slice(0, 1);
    const sides = [fact, ...otherSide.filter((side) => !shown.has(side))];
    const hasRoom = shown.size + sides.length <= MAX_FACTS;
    if (hasRoom && ![...shown].some(rests(fact))) for (const side of sides) shown.add(side);
    else if (!left.says(fact)) {
      rest.push(fact);
      left.add(fact);
    }
  }
  const unshown = [...rest, ...fresh.slice(MAX_COMPARED)].filter((fact) => !shown.has(fact));
  return { shown: [...shown], rest: unshown, twins };
}

/** Returns the ids of the facts that count as delivered once the digest is posted. */
export const deliveredFacts = ({ shown, twins }: DigestContent): string[] =>
  [...shown, ...twins].map(({ id }) => id);
