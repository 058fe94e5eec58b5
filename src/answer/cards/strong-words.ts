import type { CardSection } from '../../domain/card.ts';
import type { FoundFact } from '../answer.ts';

/** Returns the fact's own words that match the question, without those of neighbouring sentences. */
const matchedWords = ({ hit }: FoundFact): string[] => [
  ...new Set(hit.matches.filter(({ kind }) => kind !== 'context').map(({ found }) => found)),
];

/** Marks the words that answer the question, which are shown bold. */
export function strongWords(found: readonly FoundFact[]): (section: CardSection) => CardSection {
  const met = new Map(found.map((one) => [one.fact.id, matchedWords(one)]));
  return (section) => ({
    ...section,
    lines: section.lines.map((line) => {
      const folded = line.claim.toLowerCase();
      const words = (met.get(line.factId ?? '') ?? []).filter((word) => folded.includes(word.toLowerCase()));
      return words.length > 0 ? { ...line, strong: words } : line;
    }),
  });
}
