import type { Fact } from '../domain/fact.ts';
import { dice } from '../language/similarity.ts';
import { contentWords } from '../language/stop-words.ts';

/** Share of common words from which a sentence is another's later wording rather than another sentence. */
const LATER_WORDING = 0.6;

/** The fact among an article's standing ones that says in its place what a withdrawn one said; undefined where none does. */
export function successorOf(withdrawn: Fact, standing: readonly Fact[]): Fact | undefined {
  const words = new Set(contentWords(withdrawn.claim));
  const alike = ({ claim }: Fact): number => dice(words, new Set(contentWords(claim)));
  const best = standing
    .map((fact) => ({ fact, likeness: alike(fact) }))
    .sort((a, b) => b.likeness - a.likeness)
    .at(0);
  return best && best.likeness >= LATER_WORDING ? best.fact : undefined;
}
