import { wordIn } from '../index/forward-index.ts';
import { postingsOf, type Segment } from '../index/segment.ts';
import type { Vocabulary } from '../index/term-dictionary.ts';

/** What of the vocabulary may be shown to whoever asks: a word that only another's article holds is no word at all. */
export interface Sight {
  /** Whether a document that may be seen holds the term. */
  term(term: number): boolean;
  /** Whether a document that may be seen holds the very word. */
  word(word: number): boolean;
}

/** Sees everything that any document holds. */
export const allOf = (vocabulary: Vocabulary): Sight => ({
  term: (term) => vocabulary.frequency(term) > 0,
  word: (word) => vocabulary.uses(word) > 0,
});

/** Sees what the admitted documents hold: the first one found settles it, so a common word costs no more than a rare one. */
export function sightOf(
  vocabulary: Vocabulary,
  segments: readonly Segment[],
  admits: (slot: number) => boolean,
): Sight {
  const isHeld = (term: number, inRow: (segment: Segment, row: number) => boolean): boolean =>
    segments.some((segment) => {
      const { alive, postings, slots } = segment;
      const [from, to] = postingsOf(segment, term);
      for (let at = from; at < to; at++) {
        const row = postings[at]!;
        if (alive[row] === 1 && admits(slots[row]!) && inRow(segment, row)) return true;
      }
      return false;
    });
  return {
    term: (term) => vocabulary.frequency(term) > 0 && isHeld(term, () => true),
    word(word) {
      const holds = ({ words, starts }: Segment, row: number): boolean => {
        for (let at = starts[row]!; at < starts[row + 1]!; at++) if (wordIn(words[at]!) === word) return true;
        return false;
      };
      return vocabulary.uses(word) > 0 && isHeld(vocabulary.terms()[word]!, holds);
    },
  };
}
