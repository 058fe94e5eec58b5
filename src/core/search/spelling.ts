import Fuse from 'fuse.js';
import { signatureOf, type Vocabulary } from './vocabulary.ts';

/** A word of the vocabulary that a misspelt one may stand for. */
export interface Spelling {
  readonly word: number;
  readonly text: string;
  /** Insertions, deletions, substitutions and swaps of neighbours between the two. */
  readonly distance: number;
  readonly uses: number;
}

/** Shorter words have too many neighbours to be repaired. */
const SHORTEST = 4;
const CANDIDATES = 24;
const LONGEST = 30;

/** How many slips a word of this length may hold: one in four letters, two at the most. */
export function slipsAllowed(length: number): number {
  if (length < SHORTEST) return 0;
  return length < 7 ? 1 : 2;
}

function bits(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Optimal string alignment distance, given up beyond `most`. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[other.length]!;
}

/** Words whose letters and length leave room for so few slips: a glance at 32 bits a word. */
function glance(vocabulary: Vocabulary, key: string, most: number): number[] {
  const wanted = signatureOf(key);
  const signatures = vocabulary.signatures();
  const found: number[] = [];
  for (let word = 0; word < vocabulary.end; word++) {
    const signature = signatures[word]!;
    const length = signature >>> 26;
    if (length === 0 || length > key.length + most || length < key.length - most) continue;
    if (bits((signature ^ wanted) & 0x3ffffff) <= 2 * most) found.push(word);
  }
  return found;
}

/**
 * The words of the vocabulary nearest to a misspelt one, nearest first. fuse.js judges those few that a glance
 * at their letters leaves over; edit distance, the first letter and frequency break its ties.
 */
export function nearestSpellings(vocabulary: Vocabulary, key: string): Spelling[] {
  const most = key.length > LONGEST ? 0 : slipsAllowed(key.length);
  if (most === 0) return [];
  const close: Spelling[] = [];
  for (const word of glance(vocabulary, key, most)) {
    const uses = vocabulary.uses(word);
    if (uses === 0) continue;
    const text = vocabulary.textOf(word);
    const distance = editDistance(key, text.toLowerCase(), most);
    if (distance <= most && (distance < 2 || text[0]?.toLowerCase() === key[0]))
      close.push({ word, text, distance, uses });
  }
  if (close.length === 0) return [];
  const penalty = ({ text, distance }: Spelling) => distance + (text[0]?.toLowerCase() === key[0] ? 0 : 0.5);
  close.sort((a, b) => penalty(a) - penalty(b) || b.uses - a.uses || (a.text < b.text ? -1 : 1));
  const few = close.slice(0, CANDIDATES);
  const judged = new Map(
    new Fuse(few, { keys: ['text'], includeScore: true, threshold: 0.6, ignoreLocation: true })
      .search(key)
      .map(({ item, score }) => [item, score ?? 1] as const),
  );
  const rank = (one: Spelling) => penalty(one) + (judged.get(one) ?? 1) - Math.log2(1 + one.uses) * 0.08;
  return few.sort((a, b) => rank(a) - rank(b));
}
