import { isNegation, NEGATION_BIT } from '../../language/negation.ts';
import { stem } from '../../language/stemmer.ts';
import { FUNCTION_WORDS } from '../../language/stop-words.ts';
import { createGrowableArray } from '../memory/growable-array.ts';
import { createHashIndex, hashOfText } from '../memory/hash-index.ts';
import { createStringArena } from '../memory/string-arena.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { answerTypesOfWord } from '../query/expected-answer-type.ts';
import { createSpellingCandidates } from '../query/spelling-candidates.ts';
import { createPrefixIndex } from './prefix-index.ts';

/** The term of a function word: it has a position but no postings. */
export const NO_TERM = 0xffffffff;

/**
 * The term dictionary: the id of each word in the index, and the term (stem) that it is searched by.
 * The id of a word without occurrences is used again, so that years of adding and removing cost no memory.
 */
export interface TermDictionary {
  /** The id of a word; a new word gets one. */
  intern(key: string): number;
  wordOf(key: string): number | undefined;
  termOf(termKey: string): number | undefined;
  textOf(word: number): string;
  /** The term of each word, by word id, as a raw column for tight loops; stale after the next `intern`. */
  terms(): Uint32Array;
  /** The number of live documents that contain the term. */
  frequency(term: number): number;
  /** Subtracts one document from the term's frequency. */
  discountDocument(term: number): void;
  /** The document frequency of each term as a raw column, like `terms`. */
  frequencies(): Uint32Array;
  /** Two counts a word as a raw column, like `terms`: its tokens, and those in fields with postings. */
  tokenCounts(): Uint32Array;
  /** The number of the word's tokens in fields with postings. */
  occurrences(word: number): number;
  /** Subtracts a token; `isSearchable` if its field has postings. A word without tokens is removed. */
  release(word: number, isSearchable: boolean): void;
  /** The answer types of each word, and whether it negates, as bits in a raw column, like `terms`. */
  answerTypes(): Uint32Array;
  /** The words that begin with two letters, given in lower case. */
  wordsWithPrefix(prefix: string): Iterable<number>;
  /** The words whose length and letters fit a misspelt word (lower case) within `maxEdits` edits. */
  spellingCandidates(text: string, maxEdits: number): number[];
  readonly size: number;
  /** The dictionary's sections in a saved index. */
  save(): Sections;
}

/** The key of a word's term: acronyms and internal keys as they are, other words by their stem. */
export function termKeyOf(key: string): string {
  return /[A-Z=(]/.test(key) ? key : stem(key);
}

/** False for the internal keys of the index ("=0", "(INF"). */
const isRealWord = (key: string): boolean => !/[=(]/.test(key);

/** Whether a misspelt word may be corrected to this one: function words are never asked for. */
const isCorrectionTarget = (key: string): boolean => isRealWord(key) && !FUNCTION_WORDS.has(key);

/** Creates an empty dictionary, or the saved one. */
export function createTermDictionary(saved?: Sections): TermDictionary {
  const columnAt = (name: string) => createGrowableArray(saved && columnOf(saved, name, Uint32Array));
  const texts: string[] = [];
  const words = createHashIndex((word) => hashOfText(texts[word]!));
  const find = (key: string, hash: number): number | undefined =>
    words.find(hash, (word) => texts[word] === key);
  /** The same texts in the layout that is saved. */
  const wordTexts = createStringArena('words', saved);
  const terms = new Map<string, number>();
  const termTexts = createStringArena('terms', saved);
  const prefixes = createPrefixIndex();
  const candidates = createSpellingCandidates();
  const freeWords = columnAt('freeWords');
  const freeTerms = columnAt('freeTerms');
  const termOfWord = columnAt('termOfWord');
  const wordsOfTerm = columnAt('wordsOfTerm');
  /** Two counts a word: its tokens, and those in fields with postings. */
  const held = columnAt('held');
  const frequency = columnAt('frequency');
  const kinds = columnAt('kinds');

  const internTerm = (key: string): number => {
    const termKey = termKeyOf(key);
    const existing = terms.get(termKey);
    if (existing !== undefined) {
      wordsOfTerm.set(existing, wordsOfTerm.get(existing) + 1);
      return existing;
    }
    const id = freeTerms.pop() ?? termTexts.length;
    termTexts.set(id, termKey);
    terms.set(termTexts.get(id), id);
    wordsOfTerm.set(id, 1);
    frequency.set(id, 0);
    return id;
  };

  const removeWord = (word: number): void => {
    const key = texts[word]!;
    words.remove(hashOfText(key), word);
    prefixes.remove(word, key);
    texts[word] = '';
    wordTexts.erase(word);
    if (isCorrectionTarget(key)) candidates.remove(word, key.toLowerCase());
    freeWords.push(word);
    const term = termOfWord.get(word);
    if (term === NO_TERM) return;
    const left = wordsOfTerm.get(term) - 1;
    wordsOfTerm.set(term, left);
    if (left > 0) return;
    terms.delete(termTexts.get(term));
    termTexts.erase(term);
    freeTerms.push(term);
  };

  /** Builds the hash and prefix indexes from the saved columns. */
  const restore = (): void => {
    const free = new Set(freeWords.toArray());
    for (let word = 0; word < wordTexts.length; word++) {
      const text = free.has(word) ? '' : wordTexts.get(word);
      texts.push(text);
      if (text === '') continue;
      words.insert(hashOfText(text), word);
      if (isRealWord(text)) prefixes.add(word, text);
      if (isCorrectionTarget(text)) candidates.add(word, text.toLowerCase());
    }
    for (let term = 0; term < termTexts.length; term++)
      if (wordsOfTerm.get(term) > 0) terms.set(termTexts.get(term), term);
  };
  if (saved) restore();

  return {
    intern(key) {
      const hash = hashOfText(key);
      const existing = find(key, hash);
      if (existing !== undefined) return existing;
      const word = freeWords.pop() ?? texts.length;
      wordTexts.set(word, key);
      // A copy: a substring would keep the whole text of its fact in memory.
      texts[word] = wordTexts.get(word);
      words.insert(hash, word);
      const isFunction = FUNCTION_WORDS.has(key);
      termOfWord.set(word, isFunction ? NO_TERM : internTerm(key));
      held.set(2 * word, 0);
      held.set(2 * word + 1, 0);
      kinds.set(word, answerTypesOfWord(key) | (isNegation(key) ? NEGATION_BIT : 0));
      if (isRealWord(key)) prefixes.add(word, key);
      if (isCorrectionTarget(key)) candidates.add(word, key.toLowerCase());
      return word;
    },
    wordOf: (key) => find(key, hashOfText(key)),
    termOf: (termKey) => terms.get(termKey),
    textOf: (word) => texts[word] ?? '',
    terms: () => termOfWord.buffer(),
    frequency: (term) => (term === NO_TERM ? 0 : frequency.get(term)),
    discountDocument: (term) => frequency.set(term, frequency.get(term) - 1),
    frequencies: () => frequency.buffer(),
    tokenCounts: () => held.buffer(),
    occurrences: (word) => held.get(2 * word + 1),
    release(word, isSearchable) {
      const counts = held.buffer();
      counts[2 * word]!--;
      if (isSearchable) counts[2 * word + 1]!--;
      if (counts[2 * word] === 0) removeWord(word);
    },
    answerTypes: () => kinds.buffer(),
    wordsWithPrefix: prefixes.words,
    spellingCandidates: candidates.find,
    get size() {
      return words.size;
    },
    save: () => ({
      ...wordTexts.save(),
      ...termTexts.save(),
      freeWords: freeWords.toArray(),
      freeTerms: freeTerms.toArray(),
      termOfWord: termOfWord.toArray(),
      wordsOfTerm: wordsOfTerm.toArray(),
      held: held.toArray(),
      frequency: frequency.toArray(),
      kinds: kinds.toArray(),
    }),
  };
}
