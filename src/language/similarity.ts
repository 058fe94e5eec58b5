import { areRelated } from './related-words.ts';
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
  /** The newspaper words that it is short for: "administration" for "admin"; undefined for nearly every word. */
  readonly clippingOf: readonly string[] | undefined;
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

/** Stems and ranks of recent words. A Map that is emptied when full, as in the stemmer: it is faster than an LRU cache. */
const cache = new Map<string, Word>();
const MAX_CACHED = 20_000;

const HAS_DIGIT = /\p{N}/u;

/** Looks a folded word up: its stem and its rank. */
export function wordFor(key: string): Word {
  const known = cache.get(key);
  if (known) return known;
  const isAcronym = /[A-Z]/.test(key);
  const word = {
    key,
    stem: isAcronym ? key : stem(key),
    rank: isAcronym ? -1 : (wordVectors().rankOf(key) ?? -1),
    hasDigit: HAS_DIGIT.test(key),
    clippingOf: CLIPPINGS.get(key),
  };
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, word);
  return word;
}

/** Cosine below which two words have nothing to do with each other. */
const UNRELATED = 0.4;
/** The similarity of the nearest other word; an equal word has 1. */
const NEAREST = 0.85;
const SAME_STEM = 0.95;
const SHORTENED = 0.8;
const RELATED = 0.72;
/** Letters that a shortening has at the least: "intel" for "intelligence". */
const LEAST_SHORTENED = 4;

/** Whether one is the other cut short: "intel" and "intelligence", "exec" and "executive". */
const isShortening = (short: string, long: string): boolean =>
  short.length >= LEAST_SHORTENED && long.length - short.length >= 3 && long.startsWith(short);

/**
 * The similarity of two words, 0..1: 1 for the same word, less for a form or a shortening of it, least for a word
 * with a similar vector. A number is similar only to itself.
 */
export function similarity(one: Word, other: Word): number {
  if (one.key === other.key) return 1;
  if (one.hasDigit || other.hasDigit) return 0;
  if (one.stem === other.stem) return SAME_STEM;
  if (isClipping(one, other) || isClipping(other, one)) return SHORTENED;
  const isShort = isShortening(one.key, other.key) || isShortening(other.key, one.key);
  if (one.rank < 0 || other.rank < 0) return isShort ? SHORTENED * 0.8 : 0;
  const least = areRelated(one.stem, other.stem) ? RELATED : 0;
  const cosine = wordVectors().cosine(one.rank, other.rank);
  if (cosine <= UNRELATED) return least;
  return isShort ? SHORTENED : Math.max(least, (NEAREST * (cosine - UNRELATED)) / (1 - UNRELATED));
}

/** The frequency rank from which a word has full weight. */
const RARE = 20_000;
const COMMON = 60;
const LEAST_TELLING = 0.12;

/** The weight of a word by its rarity in English at large, whatever the library contains: 0.12..1. */
export function specificity({ rank }: Word): number {
  if (rank < 0) return 1;
  const share = Math.log((rank + 1) / COMMON) / Math.log(RARE / COMMON);
  return Math.min(1, Math.max(LEAST_TELLING, share));
}

/** What some words mean together: the sum of their vectors, each by how telling the word is; null where none has one. */
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

/** Cosine of two meanings, -1..1; 0 where one is not known. */
export function cosineOf(one: Float64Array | null, other: Float64Array | null): number {
  if (!one || !other) return 0;
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

/** How near two words stand in the texts of the world, 0..1: 1 for forms of one word, else the cosine of their vectors. */
export function nearness(one: Word, other: Word): number {
  if (one.stem === other.stem || areRelated(one.stem, other.stem)) return 1;
  if (one.rank < 0 || other.rank < 0 || one.hasDigit || other.hasDigit) return 0;
  return Math.max(0, wordVectors().cosine(one.rank, other.rank));
}

/** Dice's coefficient of two sets: twice the intersection over the sum of the sizes, 0..1. */
export function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return (2 * one.intersection(other).size) / Math.max(1, one.size + other.size);
}
