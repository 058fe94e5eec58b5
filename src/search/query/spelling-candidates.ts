import { createGrowable, type Growable } from '../memory/growable-array.ts';

/** Words by their length, each with its letters in 32 bits: where the few are found that a misspelt one may stand for. */
export interface LetterShelves {
  /** `text` in lower case. */
  add(word: number, text: string): void;
  remove(word: number, text: string): void;
  /** The words whose length and letters leave room for so few slips; two slips never change the first letter. */
  near(text: string, slips: number): number[];
}

/** Longer words are not repaired. */
const LONGEST = 34;
const LETTERS = 26;
const LETTER_BITS = 2 ** LETTERS - 1;

/** Which letters a word has (26 bits) and which it begins with (6 bits). */
function signatureOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) % LETTERS);
  return ((letters & LETTER_BITS) | (text.charCodeAt(0) << LETTERS)) >>> 0;
}

function bits(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

interface Shelf {
  readonly words: Growable;
  readonly signatures: Growable;
}

export function createLetterShelves(): LetterShelves {
  const shelves = Array.from(
    { length: LONGEST + 1 },
    (): Shelf => ({ words: createGrowable(), signatures: createGrowable() }),
  );
  /** Where on its shelf each word stands. */
  const places = createGrowable();
  return {
    add(word, text) {
      const shelf = shelves[text.length];
      if (!shelf) return;
      places.set(word, shelf.words.length);
      shelf.words.push(word);
      shelf.signatures.push(signatureOf(text));
    },
    remove(word, text) {
      const shelf = shelves[text.length];
      if (!shelf) return;
      const [last, signature] = [shelf.words.pop()!, shelf.signatures.pop()!];
      if (last === word) return;
      const place = places.get(word);
      shelf.words.set(place, last);
      shelf.signatures.set(place, signature);
      places.set(last, place);
    },
    near(text, slips) {
      const wanted = signatureOf(text);
      const found: number[] = [];
      for (let length = Math.max(1, text.length - slips); length <= text.length + slips; length++) {
        const shelf = shelves[length];
        if (!shelf) break;
        const signatures = shelf.signatures.raw();
        const end = shelf.words.length;
        for (let at = 0; at < end; at++) {
          const differs = signatures[at]! ^ wanted;
          if (slips > 1 && differs >>> LETTERS !== 0) continue;
          if (bits(differs & LETTER_BITS) <= 2 * slips) found.push(shelf.words.get(at));
        }
      }
      return found;
    },
  };
}
