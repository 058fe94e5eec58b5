import { createGrowableArray, type GrowableArray } from '../memory/growable-array.ts';

/** A candidate filter for spelling correction: words by length and by a 32-bit mask of their letters. */
export interface SpellingCandidates {
  /** Adds a word; `text` is in lower case. */
  add(word: number, text: string): void;
  remove(word: number, text: string): void;
  /**
   * Returns words that may be within `maxEdits` edits, judged by length and letters. With two edits the first letter
   * must be equal.
   */
  find(text: string, maxEdits: number): number[];
}

/** The longest candidate, in UTF-16 units. */
const LONGEST = 34;
const LETTERS = 26;
const LETTER_BITS = 2 ** LETTERS - 1;

/** Returns a word's mask: its letters (26 bits) and its first letter (6 bits). */
function signatureOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) % LETTERS);
  return ((letters & LETTER_BITS) | (text.charCodeAt(0) << LETTERS)) >>> 0;
}

function popCount(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

interface LengthBucket {
  readonly words: GrowableArray;
  readonly signatures: GrowableArray;
}

export function createSpellingCandidates(): SpellingCandidates {
  const buckets = Array.from(
    { length: LONGEST + 1 },
    (): LengthBucket => ({ words: createGrowableArray(), signatures: createGrowableArray() }),
  );
  /** The index of each word in its bucket. */
  const positions = createGrowableArray();
  return {
    add(word, text) {
      const bucket = buckets[text.length];
      if (!bucket) return;
      positions.set(word, bucket.words.length);
      bucket.words.push(word);
      bucket.signatures.push(signatureOf(text));
    },
    remove(word, text) {
      const bucket = buckets[text.length];
      if (!bucket) return;
      const [last, signature] = [bucket.words.pop()!, bucket.signatures.pop()!];
      if (last === word) return;
      const place = positions.get(word);
      bucket.words.set(place, last);
      bucket.signatures.set(place, signature);
      positions.set(last, place);
    },
    find(text, maxEdits) {
      const wanted = signatureOf(text);
      const found: number[] = [];
      for (let length = Math.max(1, text.length - maxEdits); length <= text.length + maxEdits; length++) {
        const bucket = buckets[length];
        if (!bucket) break;
        const signatures = bucket.signatures.buffer();
        const end = bucket.words.length;
        for (let at = 0; at < end; at++) {
          const differs = signatures[at]! ^ wanted;
          if (maxEdits > 1 && differs >>> LETTERS !== 0) continue;
          if (popCount(differs & LETTER_BITS) <= 2 * maxEdits) found.push(bucket.words.get(at));
        }
      }
      return found;
    },
  };
}
