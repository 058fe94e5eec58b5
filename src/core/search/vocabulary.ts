import { createGrowable } from './growable.ts';
import { columnOf, type Sections, textOf } from './saved-file.ts';
import { FUNCTION_WORDS } from './scaffold.ts';
import { stem } from './stem.ts';

/** Stands where a word has no term: function words are kept for their positions and never looked up. */
export const NO_TERM = 0xffffffff;

/**
 * Every word that is loaded, under a number, and the term (stem) that it is looked up by.
 * A word that no document holds any more gives its number back, so that years of adding and removing cost no memory.
 */
export interface Vocabulary {
  /** The word's number, made if it is new. */
  intern(key: string): number;
  wordOf(key: string): number | undefined;
  termOf(termKey: string): number | undefined;
  textOf(word: number): string;
  /** Term of each word, by number: for a tight loop. */
  terms(): Uint32Array;
  /** How many live documents hold the term. */
  frequency(term: number): number;
  countDocument(term: number, by: 1 | -1): void;
  /** How many tokens hold the word, in living documents. */
  uses(word: number): number;
  countUse(word: number, by: 1 | -1): void;
  /** How many tokens hold the word, living or not yet swept; at 0 its number is free again. */
  retain(word: number): void;
  release(word: number): void;
  /** Numbers run from 0 to here, with gaps. */
  readonly end: number;
  /** Letters (26 bits) of each word, then its length (6 bits): what a spelling may differ in. */
  signatures(): Uint32Array;
  readonly size: number;
  /** All of it, for a saved index. */
  save(): Sections;
}

/** What a word is looked up under: an acronym and an internal key as they are, other words by their stem. */
export function termKeyOf(key: string): string {
  return /[A-Z=(]/.test(key) ? key : stem(key);
}

/** Which letters a word has and how long it is, in 32 bits. */
export function signatureOf(key: string): number {
  let letters = 0;
  for (let at = 0; at < key.length; at++) letters |= 1 << (key.charCodeAt(at) % 26);
  return ((letters & 0x3ffffff) | (Math.min(63, key.length) << 26)) >>> 0;
}

/** An empty vocabulary, or the one that was saved. */
export function createVocabulary(saved?: Sections): Vocabulary {
  const words = new Map<string, number>();
  const texts: string[] = saved ? (JSON.parse(textOf(saved, 'words')) as string[]) : [];
  const terms = new Map<string, { readonly id: number; words: number }>();
  const termKeys: string[] = saved ? (JSON.parse(textOf(saved, 'terms')) as string[]) : [];
  const freeWords: number[] = [];
  const freeTerms: number[] = [];
  const columnAt = (name: string) => createGrowable(saved && columnOf(saved, name, Uint32Array));
  const termOfWord = columnAt('termOfWord');
  const held = columnAt('held');
  const uses = columnAt('uses');
  const frequency = columnAt('frequency');
  const signature = columnAt('signature');

  const internTerm = (key: string): number => {
    const termKey = termKeyOf(key);
    const known = terms.get(termKey);
    if (known) {
      known.words++;
      return known.id;
    }
    const id = freeTerms.pop() ?? termKeys.length;
    terms.set(termKey, { id, words: 1 });
    termKeys[id] = termKey;
    frequency.set(id, 0);
    return id;
  };

  const forget = (word: number): void => {
    const key = texts[word]!;
    words.delete(key);
    texts[word] = '';
    signature.set(word, 0);
    freeWords.push(word);
    const term = termOfWord.get(word);
    if (term === NO_TERM) return;
    const entry = terms.get(termKeys[term]!)!;
    if (--entry.words > 0) return;
    terms.delete(termKeys[term]!);
    freeTerms.push(term);
  };

  /** Numbers that no word or term bears are free; the maps are made again from the lists. */
  const restore = (): void => {
    texts.forEach((text, word) => {
      if (text === '') {
        freeWords.push(word);
        return;
      }
      words.set(text, word);
      const term = termOfWord.get(word);
      if (term === NO_TERM) return;
      const known = terms.get(termKeys[term]!);
      if (known) known.words++;
      else terms.set(termKeys[term]!, { id: term, words: 1 });
    });
    termKeys.forEach((key, id) => {
      if (terms.get(key)?.id !== id) freeTerms.push(id);
    });
  };
  if (saved) restore();

  return {
    intern(key) {
      const known = words.get(key);
      if (known !== undefined) return known;
      const word = freeWords.pop() ?? texts.length;
      words.set(key, word);
      texts[word] = key;
      termOfWord.set(word, FUNCTION_WORDS.has(key) ? NO_TERM : internTerm(key));
      held.set(word, 0);
      uses.set(word, 0);
      signature.set(word, /[=(]/.test(key) || FUNCTION_WORDS.has(key) ? 0 : signatureOf(key.toLowerCase()));
      return word;
    },
    wordOf: (key) => words.get(key),
    termOf: (termKey) => terms.get(termKey)?.id,
    textOf: (word) => texts[word] ?? '',
    terms: () => termOfWord.raw(),
    frequency: (term) => (term === NO_TERM ? 0 : frequency.get(term)),
    countDocument: (term, by) => frequency.set(term, frequency.get(term) + by),
    uses: (word) => uses.get(word),
    countUse: (word, by) => uses.set(word, uses.get(word) + by),
    retain: (word) => held.set(word, held.get(word) + 1),
    release(word) {
      held.set(word, held.get(word) - 1);
      if (held.get(word) === 0) forget(word);
    },
    get end() {
      return texts.length;
    },
    signatures: () => signature.raw(),
    get size() {
      return words.size;
    },
    save: () => ({
      words: JSON.stringify(texts),
      terms: JSON.stringify(termKeys),
      termOfWord: termOfWord.take(),
      held: held.take(),
      uses: uses.take(),
      frequency: frequency.take(),
      signature: signature.take(),
    }),
  };
}
