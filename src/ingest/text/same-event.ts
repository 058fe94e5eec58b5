import type { Fact } from '../../core/fact.ts';
import { contentWords } from './salience.ts';

/** Share of common words from which two claims tell the same event; measured on reworded agency reports. */
const ALIKE = 0.5;
/** With two names or numbers in common, less suffices. */
const ALIKE_WITH_NAMES = 0.34;

const stem = (word: string): string => word.replace(/(?:ies|es|s|ed|ing)$/, '');
const wordsOf = (claim: string): ReadonlySet<string> => new Set(contentWords(claim).map(stem));

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}

const numbersOf = (claim: string): readonly string[] => claim.match(/\d+(?:[.,]\d+)*/g) ?? [];

/** Whether one claim has numbers that the other contradicts: neither's are all among the other's. */
function numbersDiffer(a: string, b: string): boolean {
  const mine = numbersOf(a);
  const theirs = numbersOf(b);
  if (mine.length === 0 || theirs.length === 0) return false;
  return !mine.some((number) => theirs.includes(number));
}

/**
 * Tells whether two facts of different articles report the same event, so that a card shows one line with both sources.
 * Facts of one article, and facts of opposite stance, are never the same.
 */
export function sameEvent(a: Fact, b: Fact): boolean {
  if (a.article === b.article || a.stance !== b.stance || numbersDiffer(a.claim, b.claim)) return false;
  const likeness = overlap(wordsOf(a.claim), wordsOf(b.claim));
  if (likeness >= ALIKE) return true;
  const entities = new Set(a.entities);
  return likeness >= ALIKE_WITH_NAMES && b.entities.filter((entity) => entities.has(entity)).length >= 2;
}
