import type { Fact } from '../../domain/fact.ts';

type Find = (id: string) => Fact | undefined;

/** The standing facts that a fact contradicts. */
const partnersOf = (fact: Fact, find: Find): Fact[] =>
  (fact.conflictsWith ?? []).flatMap((id) => {
    const partner = find(id);
    return partner && !partner.withdrawn ? [partner] : [];
  });

/**
 * The facts for a brief of so many lines, those that matter most first: no sentence twice, and no side of a contradiction
 * without the other, if `find` looks the other side up. As many as were asked for, if there are.
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
  // Where sentences ran out, a further fact of one is better than a line too few.
  for (const fact of ranked) if (selected.length < count) add([fact, ...partnersOf(fact, find)]);
  return selected;
}
