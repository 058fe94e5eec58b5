import { DENIAL_BIT, saysNo } from '../../language/negation.ts';
import { stem } from '../../language/stemmer.ts';
import { FUNCTION_WORDS } from '../../language/stop-words.ts';
import { createGrowable } from '../memory/growable-array.ts';
import { createSlotTable, hashOfText } from '../memory/hash-index.ts';
import { createTextArena } from '../memory/string-arena.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { kindsOfWord } from '../query/expected-answer-type.ts';
import { createLetterShelves } from '../query/spelling-candidates.ts';
import { createWordBuckets } from './prefix-index.ts';

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
  /** One document fewer holds the term. */
  discountDocument(term: number): void;
  /** By term, how many live documents hold it: for a tight loop that interns nothing. */
  frequencies(): Uint32Array;
  /** By word, twice: its tokens, and those of them that can be looked for; for a tight loop that interns nothing. */
  holds(): Uint32Array;
  /** How many tokens that can be looked for are the word. */
  uses(word: number): number;
  /** Counts a token out, `looked` where it can be looked for and not only read; a word that none holds gives its number back. */
  release(word: number, looked: boolean): void;
  /** The kinds of answer that each word serves as, and whether it denies, as bits, by number: for a tight loop. */
  kinds(): Uint32Array;
  /** The words that begin with these two letters, lower case. */
  wordsFrom(bucket: string): Iterable<number>;
  /** The words that a misspelt one, in lower case, may stand for by their letters, up to so many slips away. */
  near(text: string, slips: number): number[];
  readonly size: number;
  /** All of it, for a saved index. */
  save(): Sections;
}

/** What a word is looked up under: an acronym and an internal key as they are, other words by their stem. */
export function termKeyOf(key: string): string {
  return /[A-Z=(]/.test(key) ? key : stem(key);
}

/** Words that a person may have meant or may begin to type: not those kept for the index itself. */
const isPlain = (key: string): boolean => !/[=(]/.test(key);

/** Words that a misspelt one may stand for: function words are never asked for. */
const isAsked = (key: string): boolean => isPlain(key) && !FUNCTION_WORDS.has(key);

/** An empty vocabulary, or the one that was saved. */
export function createVocabulary(saved?: Sections): Vocabulary {
  const columnAt = (name: string) => createGrowable(saved && columnOf(saved, name, Uint32Array));
  const texts: string[] = [];
  const words = createSlotTable((word) => hashOfText(texts[word]!));
  const find = (key: string, hash: number): number | undefined =>
    words.find(hash, (word) => texts[word] === key);
  /** The same texts, ready to be saved. */
  const wordTexts = createTextArena('words', saved);
  const terms = new Map<string, number>();
  const termTexts = createTextArena('terms', saved);
  const buckets = createWordBuckets();
  const shelves = createLetterShelves();
  const freeWords = columnAt('freeWords');
  const freeTerms = columnAt('freeTerms');
  const termOfWord = columnAt('termOfWord');
  const wordsOfTerm = columnAt('wordsOfTerm');
  /** By word, side by side as they are counted together: tokens that hold it, and those of them that are looked for. */
  const held = columnAt('held');
  const frequency = columnAt('frequency');
  const kinds = columnAt('kinds');

  const internTerm = (key: string): number => {
    const termKey = termKeyOf(key);
    const known = terms.get(termKey);
    if (known !== undefined) {
      wordsOfTerm.set(known, wordsOfTerm.get(known) + 1);
      return known;
    }
    const id = freeTerms.pop() ?? termTexts.length;
    termTexts.set(id, termKey);
    terms.set(termTexts.get(id), id);
    wordsOfTerm.set(id, 1);
    frequency.set(id, 0);
    return id;
  };

  const forget = (word: number): void => {
    const key = texts[word]!;
    words.remove(hashOfText(key), word);
    buckets.remove(word, key);
    texts[word] = '';
    wordTexts.forget(word);
    if (isAsked(key)) shelves.remove(word, key.toLowerCase());
    freeWords.push(word);
    const term = termOfWord.get(word);
    if (term === NO_TERM) return;
    const left = wordsOfTerm.get(term) - 1;
    wordsOfTerm.set(term, left);
    if (left > 0) return;
    terms.delete(termTexts.get(term));
    termTexts.forget(term);
    freeTerms.push(term);
  };

  /** The maps are made again from the columns. */
  const restore = (): void => {
    const free = new Set(freeWords.take());
    for (let word = 0; word < wordTexts.length; word++) {
      const text = free.has(word) ? '' : wordTexts.get(word);
      texts.push(text);
      if (text === '') continue;
      words.insert(hashOfText(text), word);
      if (isPlain(text)) buckets.add(word, text);
      if (isAsked(text)) shelves.add(word, text.toLowerCase());
    }
    for (let term = 0; term < termTexts.length; term++)
      if (wordsOfTerm.get(term) > 0) terms.set(termTexts.get(term), term);
  };
  if (saved) restore();

  return {
    intern(key) {
      const hash = hashOfText(key);
      const known = find(key, hash);
      if (known !== undefined) return known;
      const word = freeWords.pop() ?? texts.length;
      wordTexts.set(word, key);
      // A string of its own: one cut out of a fact's text would keep all of that text in memory.
      const own = wordTexts.get(word);
      texts[word] = own;
      words.insert(hash, word);
      const isFunction = FUNCTION_WORDS.has(key);
      termOfWord.set(word, isFunction ? NO_TERM : internTerm(key));
      held.set(2 * word, 0);
      held.set(2 * word + 1, 0);
      kinds.set(word, kindsOfWord(key) | (saysNo(key) ? DENIAL_BIT : 0));
      if (isPlain(key)) buckets.add(word, key);
      if (isAsked(key)) shelves.add(word, key.toLowerCase());
      return word;
    },
    wordOf: (key) => find(key, hashOfText(key)),
    termOf: (termKey) => terms.get(termKey),
    textOf: (word) => texts[word] ?? '',
    terms: () => termOfWord.raw(),
    frequency: (term) => (term === NO_TERM ? 0 : frequency.get(term)),
    discountDocument: (term) => frequency.set(term, frequency.get(term) - 1),
    frequencies: () => frequency.raw(),
    holds: () => held.raw(),
    uses: (word) => held.get(2 * word + 1),
    release(word, looked) {
      const counts = held.raw();
      counts[2 * word]!--;
      if (looked) counts[2 * word + 1]!--;
      if (counts[2 * word] === 0) forget(word);
    },
    kinds: () => kinds.raw(),
    wordsFrom: buckets.words,
    near: shelves.near,
    get size() {
      return words.size;
    },
    save: () => ({
      ...wordTexts.save(),
      ...termTexts.save(),
      freeWords: freeWords.take(),
      freeTerms: freeTerms.take(),
      termOfWord: termOfWord.take(),
      wordsOfTerm: wordsOfTerm.take(),
      held: held.take(),
      frequency: frequency.take(),
      kinds: kinds.take(),
    }),
  };
}
