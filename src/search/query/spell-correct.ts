import Fuse from 'fuse.js';
import type { Vocabulary } from '../index/term-dictionary.ts';

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
const CANDIDATES = 12;
const LONGEST = 30;

/** How many slips a word of this length may hold: one in four letters, two at the most. */
export function slipsAllowed(length: number): number {
  if (length < SHORTEST) return 0;
  return length < 7 ? 1 : 2;
}

const WIDTH = LONGEST + 4;
/** Three rows of the distance table, used again for every pair. */
const rows = [new Uint8Array(WIDTH), new Uint8Array(WIDTH), new Uint8Array(WIDTH)] as const;

/**
 * Optimal string alignment distance of two words of at most `LONGEST` letters, given up beyond `most`. What both begin and
 * end with is left out: mostly little remains.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most || other.length > LONGEST + 2) return most + 1;
  let from = 0;
  const shorter = Math.min(one.length, other.length);
  while (from < shorter && one.charCodeAt(from) === other.charCodeAt(from)) from++;
  let back = 0;
  while (
    back < shorter - from &&
    one.charCodeAt(one.length - 1 - back) === other.charCodeAt(other.length - 1 - back)
  )
    back++;
  const [height, width] = [one.length - from - back, other.length - from - back];
  if (height === 0 || width === 0) return height + width;
  let [before, previous, row]: readonly Uint8Array[] = rows;
  for (let j = 0; j <= width; j++) previous![j] = j;
  for (let i = 1; i <= height; i++) {
    row![0] = i;
    let best = i;
    const letter = one.charCodeAt(from + i - 1);
    for (let j = 1; j <= width; j++) {
      const facing = other.charCodeAt(from + j - 1);
      let cost = previous![j - 1]! + (letter === facing ? 0 : 1);
      if (previous![j]! + 1 < cost) cost = previous![j]! + 1;
      if (row![j - 1]! + 1 < cost) cost = row![j - 1]! + 1;
      if (
        i > 1 &&
        j > 1 &&
        letter === other.charCodeAt(from + j - 2) &&
        one.charCodeAt(from + i - 2) === facing
      )
        cost = Math.min(cost, before![j - 2]! + 1);
      row![j] = cost;
      if (cost < best) best = cost;
    }
    if (best > most) return most + 1;
    [before, previous, row] = [previous, row, before];
  }
  return previous![width]!;
}

const sameStart = (text: string, key: string): boolean => text[0]?.toLowerCase() === key[0];

/** The words in use within so many slips; two slips never change the first letter. */
function within(vocabulary: Vocabulary, key: string, most: number): Spelling[] {
  const close: Spelling[] = [];
  for (const word of vocabulary.near(key, most)) {
    const uses = vocabulary.uses(word);
    if (uses === 0) continue;
    const text = vocabulary.textOf(word);
    const distance = editDistance(key, text.toLowerCase(), most);
    if (distance <= most && sameStart(text, key) && vocabulary.uses(word) > 0)
      close.push({ word, text, distance, uses });
  }
  return close;
}

/** Orders close spellings: what fuse.js makes of them, the first letter, and how common each is. */
function judge(close: Spelling[], key: string): Spelling[] {
  const penalty = ({ text, distance }: Spelling) => distance + (sameStart(text, key) ? 0 : 0.5);
  close.sort((a, b) => penalty(a) - penalty(b) || b.uses - a.uses || (a.text < b.text ? -1 : 1));
  const few = close.slice(0, CANDIDATES);
  if (few.length < 2) return few;
  const judged = new Map(
    new Fuse(few, { keys: ['text'], includeScore: true, threshold: 0.6, ignoreLocation: true })
      .search(key)
      .map(({ item, score }) => [item, score ?? 1] as const),
  );
  const rank = (one: Spelling) => penalty(one) + (judged.get(one) ?? 1) - Math.log2(1 + one.uses) * 0.08;
  return few.sort((a, b) => rank(a) - rank(b));
}

/**
 * The words of the vocabulary nearest to a misspelt one, nearest first. fuse.js judges those few that a glance
 * at their letters leaves over and that whoever asks may see; edit distance, the first letter and frequency break its ties.
 */
export function nearestSpellings(vocabulary: Vocabulary, key: string): Spelling[] {
  const allowed = key.length > LONGEST ? 0 : slipsAllowed(key.length);
  for (let most = 1; most <= allowed; most++) {
    const close = within(vocabulary, key, most);
    if (close.length > 0) return judge(close, key);
  }
  return [];
}
