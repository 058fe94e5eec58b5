import type { Fact } from '../../domain/fact.ts';

type Find = (id: string) => Fact | undefined;

/** Returns the facts that contradict a fact and are not withdrawn. */
const partnersOf = (fact: Fact, find: Find): Fact[] =>
  (fact.conflictsWith ?? []).flatMap((id) => {
    const partner = find(id);
    return partner && !partner.withdrawn ? [partner] : [];
  });

/**
 * Selects facts for a brief of `count` lines by salience: no sentence twice, and both sides of a contradiction if
 * `find` can look up the other. Returns fewer only if there are fewer.
 */
export function selectLines(facts: readonly Fact[], count: number, find: Find = () => undefined): Fact[] {
  const ranked = facts.toSorted((a, b) => b.salience - a.salience);
  const selected: Fact[] = [];
  const sentences = new Set<string>();
  const sentenceOf = ({ article, span }: Fact) => `${article} ${span.join()}`;
  const add = (group: readonly Fact[]): void => {
    const fresh = group.filter((fact) => !selected.includes(fact));
    if (selected.length + fresh.length > count) return;
    selected.push(...fresh);
    for (const fact of fresh) sentences.add(sentenceOf(fact));
  };
  for (const fact of ranked) {
    if (selected.length >= count) break;
    if (!selected.includes(fact) && !sentences.has(sentenceOf(fact))) add([fact, ...partnersOf(fact, find)]);
  }
  // When all sentences are used, a second fact of a sentence is better than a missing line.
  for (const fact of ranked) if (selected.length < count) add([fact, ...partnersOf(fact, find)]);
  return selected;
}
