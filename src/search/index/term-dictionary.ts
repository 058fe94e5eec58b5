import { isNegation, NEGATION_BIT } from '../../language/negation.ts';
import { stem } from '../../language/stemmer.ts';
import { FUNCTION_WORDS } from '../../language/stop-words.ts';
import { createGrowableArray } from '../memory/growable-array.ts';
import { createHashIndex, hashOfText } from '../memory/hash-index.ts';
import { createStringArena, type StringArena } from '../memory/string-arena.ts';
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

/** Lists of numbered strings of an arena, each decoded when first used: most words of a library are never asked for. */
function createTexts(arena: StringArena) {
  const decoded: (string | undefined)[] = new Array(arena.length).fill(undefined);
  return {
    at(number: number): string {
      const known = decoded[number];
      if (known !== undefined) return known;
      if (number >= arena.length) return '';
      const text = arena.get(number);
      decoded[number] = text;
      return text;
    },
    set(number: number, text: string): void {
      arena.set(number, text);
      // A copy: a substring would keep the whole text of its fact in memory.
      decoded[number] = arena.get(number);
    },
    erase(number: number): void {
      arena.erase(number);
      decoded[number] = '';
    },
  };
}

/** Finds words by their first letters or by their spelling. */
function createSimilarWords() {
  const prefixes = createPrefixIndex();
  const candidates = createSpellingCandidates();
  return {
    prefixes,
    candidates,
    add(word: number, key: string): void {
      if (isRealWord(key)) prefixes.add(word, key);
      if (isCorrectionTarget(key)) candidates.add(word, key.toLowerCase());
    },
    remove(word: number, key: string): void {
      prefixes.remove(word, key);
      if (isCorrectionTarget(key)) candidates.remove(word, key.toLowerCase());
    },
  };
}

/** Creates an empty dictionary, or the saved one. */
export function createTermDictionary(saved?: Sections): TermDictionary {
  const columnAt = (name: string) => createGrowableArray(saved && columnOf(saved, name, Uint32Array));
  const wordArena = createStringArena('words', saved);
  const termArena = createStringArena('terms', saved);
  const [texts, termTexts] = [createTexts(wordArena), createTexts(termArena)];
  const words = createHashIndex(wordArena.hashOfText, wordArena.length);
  const terms = createHashIndex(termArena.hashOfText, termArena.length);
  const find = (key: string, hash: number): number | undefined =>
    words.find(hash, (word) => texts.at(word) === key);
  const findTerm = (termKey: string, hash: number): number | undefined =>
    terms.find(hash, (term) => termTexts.at(term) === termKey);
  /** Those of a saved dictionary are built when first used. */
  let similar: ReturnType<typeof createSimilarWords> | null = saved ? null : createSimilarWords();
  const freeWords = columnAt('freeWords');
  const freeTerms = columnAt('freeTerms');
  const termOfWord = columnAt('termOfWord');
  const wordsOfTerm = columnAt('wordsOfTerm');
  /** Two counts a word: its tokens, and those in fields with postings. */
  const held = columnAt('held');
  const frequency = columnAt('frequency');
  const kinds = columnAt('kinds');

  const similarWords = (): ReturnType<typeof createSimilarWords> => {
    if (similar) return similar;
    similar = createSimilarWords();
    for (let word = 0; word < wordArena.length; word++)
      if (wordArena.lengthOf(word) > 0) similar.add(word, texts.at(word));
    return similar;
  };

  const internTerm = (key: string): number => {
    const termKey = termKeyOf(key);
    const hash = hashOfText(termKey);
    const existing = findTerm(termKey, hash);
    if (existing !== undefined) {
      wordsOfTerm.set(existing, wordsOfTerm.get(existing) + 1);
      return existing;
    }
    const id = freeTerms.pop() ?? termArena.length;
    termTexts.set(id, termKey);
    terms.insert(hash, id);
    wordsOfTerm.set(id, 1);
    frequency.set(id, 0);
    return id;
  };

  const removeWord = (word: number): void => {
    const key = texts.at(word);
    words.remove(hashOfText(key), word);
    similar?.remove(word, key);
    texts.erase(word);
    freeWords.push(word);
    const term = termOfWord.get(word);
    if (term === NO_TERM) return;
    const left = wordsOfTerm.get(term) - 1;
    wordsOfTerm.set(term, left);
    if (left > 0) return;
    terms.remove(termArena.hashOfText(term), term);
    termTexts.erase(term);
    freeTerms.push(term);
  };

  /** Builds the hash indexes from the saved columns. The texts of free numbers are empty. */
  const restore = (): void => {
    for (let word = 0; word < wordArena.length; word++)
      if (wordArena.lengthOf(word) > 0) words.insert(wordArena.hashOfText(word), word);
    for (let term = 0; term < termArena.length; term++)
      if (wordsOfTerm.get(term) > 0) terms.insert(termArena.hashOfText(term), term);
  };
  if (saved) restore();

  return {
    intern(key) {
      const hash = hashOfText(key);
      const existing = find(key, hash);
      if (existing !== undefined) return existing;
      const word = freeWords.pop() ?? wordArena.length;
      texts.set(word, key);
      words.insert(hash, word);
      const isFunction = FUNCTION_WORDS.has(key);
      termOfWord.set(word, isFunction ? NO_TERM : internTerm(key));
      held.set(2 * word, 0);
      held.set(2 * word + 1, 0);
      kinds.set(word, answerTypesOfWord(key) | (isNegation(key) ? NEGATION_BIT : 0));
      similar?.add(word, key);
      return word;
    },
    wordOf: (key) => find(key, hashOfText(key)),
    termOf: (termKey) => findTerm(termKey, hashOfText(termKey)),
    textOf: texts.at,
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
    wordsWithPrefix: (prefix) => similarWords().prefixes.words(prefix),
    spellingCandidates: (text, maxEdits) => similarWords().candidates.find(text, maxEdits),
    get size() {
      return words.size;
    },
    save: () => ({
      ...wordArena.save(),
      ...termArena.save(),
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
