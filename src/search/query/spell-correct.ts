import Fuse from 'fuse.js';
import type { TermDictionary } from '../index/term-dictionary.ts';

/** A possible correction of a misspelt word. */
export interface Spelling {
  readonly word: number;
  readonly text: string;
  /** The edit distance: insertions, deletions, substitutions and swaps of neighbours. */
  readonly distance: number;
  readonly occurrences: number;
}

/** The shortest word that is corrected. Shorter ones have too many neighbours. */
const SHORTEST = 4;
const MAX_CANDIDATES = 12;
const LONGEST = 30;

/** Returns the most edits allowed for a word of this length. */
export function maxEdits(length: number): number {
  if (length < SHORTEST) return 0;
  return length < 7 ? 1 : 2;
}

const WIDTH = LONGEST + 4;
/** Three rows of the distance table, reused between calls. Each call overwrites them before reading. */
const rows = [new Uint8Array(WIDTH), new Uint8Array(WIDTH), new Uint8Array(WIDTH)] as const;

/**
 * Returns the optimal string alignment distance of two words of at most `LONGEST` letters, or `most + 1` if it is
 * larger. Skips the common prefix and suffix first.
 */
export function editDistance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most || right.length > LONGEST + 2) return most + 1;
  let prefix = 0;
  const shorter = Math.min(left.length, right.length);
  while (prefix < shorter && left.charCodeAt(prefix) === right.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    left.charCodeAt(left.length - 1 - suffix) === right.charCodeAt(right.length - 1 - suffix)
  )
    suffix++;
  const [height, width] = [left.length - prefix - suffix, right.length - prefix - suffix];
  if (height === 0 || width === 0) return height + width;
  let [before, previous, row]: readonly Uint8Array[] = rows;
  for (let j = 0; j <= width; j++) previous![j] = j;
  for (let i = 1; i <= height; i++) {
    row![0] = i;
    let best = i;
    const leftLetter = left.charCodeAt(prefix + i - 1);
    for (let j = 1; j <= width; j++) {
      const rightLetter = right.charCodeAt(prefix + j - 1);
      let cost = previous![j - 1]! + (leftLetter === rightLetter ? 0 : 1);
      if (previous![j]! + 1 < cost) cost = previous![j]! + 1;
      if (row![j - 1]! + 1 < cost) cost = row![j - 1]! + 1;
      if (
        i > 1 &&
        j > 1 &&
        leftLetter === right.charCodeAt(prefix + j - 2) &&
        left.charCodeAt(prefix + i - 2) === rightLetter
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

/** Returns indexed words within `most` edits that start with the same letter. */
function within(vocabulary: TermDictionary, key: string, most: number): Spelling[] {
  const close: Spelling[] = [];
  for (const word of vocabulary.spellingCandidates(key, most)) {
    const occurrences = vocabulary.occurrences(word);
    const text = vocabulary.textOf(word);
    if (occurrences === 0 || text[0]?.toLowerCase() !== key[0]) continue;
    const distance = editDistance(key, text.toLowerCase(), most);
    if (distance <= most) close.push({ word, text, distance, occurrences });
  }
  return close;
}

/** Sorts spellings by edit distance, fuse.js's score and frequency. */
function orderSpellings(close: Spelling[], key: string): Spelling[] {
  close.sort(
    (a, b) => a.distance - b.distance || b.occurrences - a.occurrences || (a.text < b.text ? -1 : 1),
  );
  const few = close.slice(0, MAX_CANDIDATES);
  if (few.length < 2) return few;
  const fuseScores = new Map(
    new Fuse(few, { keys: ['text'], includeScore: true, threshold: 0.6, ignoreLocation: true })
      .search(key)
      .map(({ item, score }) => [item, score ?? 1] as const),
  );
  const rank = (spelling: Spelling) =>
    spelling.distance + (fuseScores.get(spelling) ?? 1) - Math.log2(1 + spelling.occurrences) * 0.08;
  return few.sort((a, b) => rank(a) - rank(b));
}

/** Returns the best corrections of a misspelt word, all at the smallest edit distance found. */
export function nearestSpellings(vocabulary: TermDictionary, key: string): Spelling[] {
  const allowed = key.length > LONGEST ? 0 : maxEdits(key.length);
  for (let most = 1; most <= allowed; most++) {
    const close = within(vocabulary, key, most);
    if (close.length > 0) return orderSpellings(close, key);
  }
  return [];
}
