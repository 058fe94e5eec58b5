import { relatedWordsFor } from './related-words.ts';
import { stem } from './stemmer.ts';
import { wordVectors } from './word-vectors.ts';

/** A word prepared for comparison: its folded form, its stem, and its frequency rank in English. */
export interface Word {
  /** Folded: lower case, no accents; an acronym keeps its capitals. */
  readonly key: string;
  readonly stem: string;
  /** Rank by frequency in English, from 0; -1 if the table lacks the word. */
  readonly rank: number;
  readonly hasDigit: boolean;
  /**
   * The first letters of its key and its stem, as bits. Two words without a common bit have neither one key nor one
   * stem, and neither begins with the other.
   */
  readonly firstLetters: number;
  /** The newspaper words that it abbreviates: "administration" for "admin"; undefined for nearly every word. */
  readonly clippingOf: readonly string[] | undefined;
}

/** A word's similarity to each of some others, in their order. */
export interface Likeness {
  /** The similarity, 0 to 1. */
  readonly values: readonly number[];
  /** True if newspapers use the word where people use the other. */
  readonly everyday: readonly boolean[];
}

/** A word that keeps the result of the last `WordComparison` that it was in. */
export interface ComparedWord extends Word {
  /** The number of that comparison; 0 if there was none. */
  comparison: number;
  likeness: Likeness | null;
}

/** Short and everyday words and the newspaper words that they can replace, each before its targets. */
const CLIPPINGS: ReadonlyMap<string, readonly string[]> = new Map(
  `admin administration|bro brother|celeb celebrity|cop police officer|cops police officers|dad father|dems democrats democratic
  |dept department|docs documents doctors|exec executive|execs executives|feds federal|govt government|gov governor government
  |hrs hours|info information|intel intelligence|kid child|kids children|lab laboratory|memo memorandum|mins minutes|mom mother|mum mother
  |ops operations|photo photograph|pics pictures photographs|pres president|prez president|prof professor|quake earthquake
  |rehab rehabilitation|rep representative|reps representatives|repubs republicans|sec secretary|vet veteran|vets veterans
  |yrs years`
    .split('|')
    .map((line) => line.trim().split(' '))
    .map(([short, ...long]) => [short!, long]),
);

const isClipping = (one: Word, other: Word): boolean => one.clippingOf?.includes(other.key) === true;

/**
 * Stems and ranks of recent words. A Map that is cleared when full, as in the stemmer, because it is faster than an LRU
 * cache.
 */
const cache = new Map<string, ComparedWord>();
const MAX_CACHED = 20_000;

const HAS_DIGIT = /\p{N}/u;

/** Looks up a folded word's stem and rank. */
export function wordFor(key: string): ComparedWord {
  const known = cache.get(key);
  if (known) return known;
  const isAcronym = /[A-Z]/.test(key);
  const form = isAcronym ? key : stem(key);
  const word = {
    key,
    stem: form,
    rank: isAcronym ? -1 : (wordVectors().rankOf(key) ?? -1),
    hasDigit: HAS_DIGIT.test(key),
    // A shift counts modulo 32.
    firstLetters: (1 << key.charCodeAt(0)) | (1 << form.charCodeAt(0)),
    clippingOf: CLIPPINGS.get(key),
    comparison: 0,
    likeness: null,
  };
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, word);
  return word;
}

/** Stems, as `relatedStemsOf` returns them. */
export type RelatedStems = ReadonlySet<string>;

const NO_STEMS: RelatedStems = new Set();

/** Returns the stems that are synonyms of a word or of its derivation. */
export const relatedStemsOf = ({ stem }: Word): RelatedStems => relatedWordsFor(stem) ?? NO_STEMS;

/** The cosine below which two words are unrelated. */
const UNRELATED = 0.4;
/** The highest similarity of two different words; equal words have 1. */
const NEAREST = 0.85;
const SAME_STEM = 0.95;
const SHORTENED = 0.8;
const RELATED = 0.72;
/** The least letters of a shortening: "intel" for "intelligence". */
const LEAST_SHORTENED = 4;

/** Whether one word is a shortening of the other: "intel" and "intelligence", "exec" and "executive". */
const isShortening = (short: string, long: string): boolean =>
  short.length >= LEAST_SHORTENED && long.length - short.length >= 3 && long.startsWith(short);

/**
 * Returns the similarity of two words, 0..1: 1 for the same word, less for its forms and shortenings, least for words
 * with similar vectors. A number is similar only to itself. `related` are the stems related to the first word's; without
 * them they are looked up.
 */
export function similarity(one: Word, other: Word, related?: RelatedStems): number {
  // Comparing numbers first spares most pairs the comparison of strings.
  const mayBeForms = (one.firstLetters & other.firstLetters) !== 0;
  if (mayBeForms && one.key === other.key) return 1;
  if (one.hasDigit || other.hasDigit) return 0;
  if (mayBeForms && one.stem === other.stem) return SAME_STEM;
  if (isClipping(one, other) || isClipping(other, one)) return SHORTENED;
  const isShort = mayBeForms && (isShortening(one.key, other.key) || isShortening(other.key, one.key));
  if (one.rank < 0 || other.rank < 0) return isShort ? SHORTENED * 0.8 : 0;
  const least = (related ?? relatedStemsOf(one)).has(other.stem) ? RELATED : 0;
  const cosine = wordVectors().cosine(one.rank, other.rank);
  if (cosine <= UNRELATED) return least;
  return isShort ? SHORTENED : Math.max(least, (NEAREST * (cosine - UNRELATED)) / (1 - UNRELATED));
}

/** The frequency rank from which a word has full weight. */
const RARE = 20_000;
const COMMON = 60;
const LEAST_TELLING = 0.12;

/** Returns a word's weight by its rarity in English, whatever the library contains: 0.12..1. */
export function specificity({ rank }: Word): number {
  if (rank < 0) return 1;
  const share = Math.log((rank + 1) / COMMON) / Math.log(RARE / COMMON);
  return Math.min(1, Math.max(LEAST_TELLING, share));
}

/** Returns the vector of some words: the sum of their vectors, weighted by rarity; null if none has one. */
export function meaningOf(words: Iterable<Word>): Float64Array | null {
  const vectors = wordVectors();
  let sum: Float64Array | null = null;
  for (const word of words) {
    if (word.rank < 0) continue;
    sum ??= new Float64Array(vectors.dimensions);
    vectors.addTo(sum, word.rank, specificity(word));
  }
  if (!sum) return null;
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

/** Returns the cosine of two vectors, -1..1; 0 if one is missing. */
export function cosineOf(one: Float64Array | null, other: Float64Array | null): number {
  if (!one || !other) return 0;
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

/** Returns the relatedness of two words, 0..1: 1 for forms of one word, else the cosine of their vectors. */
export function nearness(one: Word, other: Word, related: RelatedStems): number {
  if (one.stem === other.stem || related.has(other.stem)) return 1;
  if (one.rank < 0 || other.rank < 0 || one.hasDigit || other.hasDigit) return 0;
  return Math.max(0, wordVectors().cosine(one.rank, other.rank));
}

/** Returns Dice's coefficient of two sets, 0..1: twice the intersection over the sum of the sizes. */
export function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return (2 * one.intersection(other).size) / Math.max(1, one.size + other.size);
}
