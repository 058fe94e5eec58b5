import type { Fact } from '../domain/fact.ts';
import { dice } from '../language/similarity.ts';
import { contentWords } from '../language/stop-words.ts';

/** The share of common words from which a sentence is a later wording of another. */
const LATER_WORDING = 0.6;

/** Finds the fact that replaces a withdrawn one in the article's new version. Returns undefined if there is none. */
export function successorOf(withdrawn: Fact, standing: readonly Fact[]): Fact | undefined {
  const words = new Set(contentWords(withdrawn.claim));
  const alike = ({ claim }: Fact): number => dice(words, new Set(contentWords(claim)));
  const best = standing
    .map((fact) => ({ fact, likeness: alike(fact) }))
    .sort((a, b) => b.likeness - a.likeness)
    .at(0);
  return best && best.likeness >= LATER_WORDING ? best.fact : undefined;
}
