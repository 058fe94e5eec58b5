import type { CardSection } from '../../domain/card.ts';
import type { FoundFact } from '../answer.ts';

/** The words of a fact that met a word of the question; those around the sentence only are not its own. */
const metIn = ({ hit }: FoundFact): string[] => [
  ...new Set(hit.matches.filter(({ kind }) => kind !== 'context').map(({ found }) => found)),
];

/** Marks in a section's lines the words that answer the question, so that they are shown bold. */
export function strongWords(found: readonly FoundFact[]): (section: CardSection) => CardSection {
  const met = new Map(found.map((one) => [one.fact.id, metIn(one)]));
  return (section) => ({
    ...section,
    lines: section.lines.map((line) => {
      const folded = line.claim.toLowerCase();
      const words = (met.get(line.factId ?? '') ?? []).filter((word) => folded.includes(word.toLowerCase()));
      return words.length > 0 ? { ...line, strong: words } : line;
    }),
  });
}
