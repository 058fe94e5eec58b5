import { everydayWordsFor } from './related-words.ts';
import {
  type ComparedWord,
  type Likeness,
  type RelatedStems,
  relatedStemsOf,
  similarity,
  type Word,
} from './similarity.ts';

/** Counts the comparisons, to number them. */
let comparisons = 0;

/**
 * Compares words with a few others, as a question's terms with every word of the facts that were found. Each word keeps
 * its last result. A table of words for each question would take most of the time.
 */
export class WordComparison {
  readonly #number = ++comparisons;
  readonly #others: readonly Word[];
  /** The related stems of each of the others that has a vector: only two such words are compared by them. */
  readonly #related: readonly (RelatedStems | undefined)[];
  readonly #everyday: readonly (ReadonlySet<string> | undefined)[];
  /** Whether only words that begin as the others do, or that have vectors, can be similar to them. */
  readonly #isPlain: boolean;
  /** The first letters of the others, as bits. */
  readonly #firstLetters: number;

  constructor(others: readonly Word[]) {
    this.#others = others;
    this.#related = others.map((other) => (other.rank < 0 ? undefined : relatedStemsOf(other)));
    this.#everyday = others.map(({ stem }) => everydayWordsFor(stem));
    this.#isPlain = others.every(({ clippingOf }, at) => !clippingOf && !this.#everyday[at]);
    this.#firstLetters = others.reduce((bits, { firstLetters }) => bits | firstLetters, 0);
  }

  /** Returns a word's similarity to each of the others; null if it is similar to none. */
  likenessOf(word: ComparedWord): Likeness | null {
    if (word.comparison === this.#number) return word.likeness;
    word.comparison = this.#number;
    word.likeness = this.#compare(word);
    return word.likeness;
  }

  #compare(word: Word): Likeness | null {
    const others = this.#others;
    const beginsAlike = (word.firstLetters & this.#firstLetters) !== 0;
    if (this.#isPlain && !beginsAlike && word.rank < 0 && !word.clippingOf) return null;
    // Most words are like no other: arrays are made for the rest alone.
    let likeness: { readonly values: number[]; readonly everyday: boolean[] } | null = null;
    for (let at = 0; at < others.length; at++) {
      const value = similarity(others[at]!, word, this.#related[at]);
      const isEveryday = this.#everyday[at]?.has(word.stem) === true;
      if (value === 0 && !isEveryday) continue;
      likeness ??= { values: others.map(() => 0), everyday: others.map(() => false) };
      likeness.values[at] = value;
      likeness.everyday[at] = isEveryday;
    }
    return likeness;
  }
}
