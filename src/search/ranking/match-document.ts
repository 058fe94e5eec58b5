import { FIELD, FIELD_WEIGHT, fieldIn, isCapital, wordIn } from '../index/forward-index.ts';
import { NO_TERM } from '../index/term-dictionary.ts';
import { ANSWER_TYPE_BIT } from '../query/expected-answer-type.ts';
import type { Query, Variant } from '../query/parse-query.ts';
import { admits, createTermFilter, type TermFilter } from '../retrieval/term-filter.ts';
import type { MatchKind } from '../search-result.ts';

/** The match of one query term in one document. */
interface MatchedTerm {
  kind: MatchKind;
  /** The id of the matched word, or `LONG_FORM`. */
  word: number;
  /** The quality of the match, 0..1. */
  weight: number;
  /** The term frequency, weighted by field. */
  frequency: number;
  /** Token positions, ascending; `FIELD_GAP` keeps the fields apart. */
  readonly positions: number[];
  /** True if the word itself matched, as typed, corrected or spelled out; false for another word of its stem. */
  isSameWord: boolean;
  /** True if the claim or a name of the fact contains it: the quote may say more than this fact claims. */
  inClaim: boolean;
}

/** The match of a query in one document. */
export interface DocumentMatch {
  /** By query term; null if the document lacks the term. */
  readonly matchedTerms: readonly (MatchedTerm | null)[];
  /** The answer types in the claim, and whether it negates, as bits; 0 if the question asks for neither. */
  readonly answerTypes: number;
  /** The length of the claim in words. */
  readonly claimLength: number;
  /** The query terms in the article's title, one bit each. */
  readonly title: number;
}

/** A variant of the query term at `index`. */
interface QueryVariant {
  readonly index: number;
  readonly variant: Variant;
}

/** The query terms that each index term can match, and a filter that rejects most other words. */
export interface Lookup {
  readonly variants: ReadonlyMap<number, readonly QueryVariant[]>;
  readonly filter: TermFilter;
  /** The terms of acronyms' long forms, whose positions are recorded; null if the query has none. */
  readonly longFormTerms: ReadonlySet<number> | null;
}

/** The tokens of one document within its segment's token column: [from, to). */
export interface TokenSlice {
  readonly words: Uint32Array;
  readonly from: number;
  readonly to: number;
}

export function createLookup({ terms }: Query): Lookup {
  const variants = new Map<number, QueryVariant[]>();
  terms.forEach((term, index) => {
    for (const variant of term.variants) {
      const list = variants.get(variant.term) ?? [];
      list.push({ index, variant });
      variants.set(variant.term, list);
    }
  });
  const longForms = terms.flatMap((term) => term.longForms.flatMap((form) => form.terms));
  return {
    variants,
    filter: createTermFilter(variants.keys()),
    longFormTerms: longForms.length > 0 ? new Set(longForms) : null,
  };
}

/** Replaces the word id if a long form matched: it has several words. */
const LONG_FORM = -1;
/** The factor for another word of the same stem. */
const OTHER_WORD_FACTOR = 0.93;
/** Added between two fields: far enough that their words never count as neighbours. */
const FIELD_GAP = 64;
/** Positions recorded for each term; later repeats add nothing. */
const MAX_POSITIONS = 6;

/** Records another token of a term. Returns the term's match in the document. */
function recordMatch(
  previous: MatchedTerm | null,
  variant: Variant,
  word: number,
  field: number,
  position: number,
): MatchedTerm {
  const isSameWord = word === variant.word;
  const stemmed = variant.kind === 'exact' && !isSameWord ? 'stem' : variant.kind;
  const weight = variant.weight * (isSameWord ? 1 : OTHER_WORD_FACTOR);
  const kind: MatchKind = stemmed === 'exact' && field === FIELD.name ? 'alias' : stemmed;
  const frequency = FIELD_WEIGHT[field]!;
  const inClaim = field !== FIELD.quote;
  if (!previous) return { kind, word, weight, frequency, positions: [position], isSameWord, inClaim };
  previous.frequency += frequency;
  previous.inClaim ||= inClaim;
  if (previous.positions.length < MAX_POSITIONS) previous.positions.push(position);
  const isBetter =
    weight > previous.weight || (weight === previous.weight && previous.kind === 'alias' && kind === 'exact');
  if (isBetter) Object.assign(previous, { kind, word, weight, isSameWord });
  return previous;
}

/** Reads the tokens of a document once and records the match of each query term. */
export function matchDocument(
  { words, from, to }: TokenSlice,
  query: Query,
  { variants, filter, longFormTerms }: Lookup,
  termOfWord: Uint32Array,
  answerTypesOfWord: Uint32Array,
): DocumentMatch {
  const matchedTerms: (MatchedTerm | null)[] = query.terms.map(() => null);
  const positionsByTerm = longFormTerms ? new Map<number, number[]>() : null;
  const wantsTypes = query.answerType !== null || query.negation !== null;
  let answerTypes = 0;
  let claimLength = 0;
  let title = 0;
  for (let at = from; at < to; at++) {
    const entry = words[at]!;
    const word = wordIn(entry);
    const field = fieldIn(entry);
    if (field === FIELD.claim) {
      claimLength++;
      if (wantsTypes) {
        answerTypes |= answerTypesOfWord[word]!;
        if (isCapital(entry)) answerTypes |= ANSWER_TYPE_BIT.name;
      }
    }
    const term = termOfWord[word]!;
    if (term === NO_TERM) continue;
    const position = at - from + FIELD_GAP * field;
    if (positionsByTerm && longFormTerms?.has(term)) {
      const positions = positionsByTerm.get(term);
      if (positions) positions.push(position);
      else positionsByTerm.set(term, [position]);
    }
    if (!admits(filter, term)) continue;
    const own = variants.get(term);
    if (!own) continue;
    for (const { index, variant } of own) {
      if (field === FIELD.title) {
        title |= 1 << index;
        continue;
      }
      // Names with similar vectors are two things: Iran, Iraq.
      if (variant.kind === 'near' && (isCapital(entry) || field > FIELD.quote)) continue;
      matchedTerms[index] = recordMatch(matchedTerms[index]!, variant, word, field, position);
    }
  }
  if (positionsByTerm) matchLongForms(matchedTerms, query, positionsByTerm);
  return { matchedTerms, answerTypes, claimLength, title };
}

/** The weight of a long form: a name in full is a little plainer than its acronym. */
const LONG_FORM_WEIGHT = 1.03;
/** The largest distance between two words of a long form: "European Court of Justice". */
const MAX_GAP = 3;

/** The position of the first of these terms if they follow each other closely in this order; else undefined. */
function findInOrder(
  terms: readonly number[],
  positionsByTerm: ReadonlyMap<number, readonly number[]>,
): number | undefined {
  return positionsByTerm.get(terms[0]!)?.find((start) => {
    let last = start;
    return terms.slice(1).every((term) => {
      const next = positionsByTerm
        .get(term)
        ?.find((position) => position > last && position - last <= MAX_GAP);
      last = next ?? last;
      return next !== undefined;
    });
  });
}

/** Matches an acronym by its long form. Its words must follow each other: scattered words do not match. */
function matchLongForms(
  matchedTerms: (MatchedTerm | null)[],
  { terms }: Query,
  positionsByTerm: ReadonlyMap<number, readonly number[]>,
): void {
  terms.forEach(({ longForms }, index) => {
    if (matchedTerms[index]) return;
    const position = longForms
      .map((form) => findInOrder(form.terms, positionsByTerm))
      .find((found) => found !== undefined);
    if (position === undefined) return;
    matchedTerms[index] = {
      kind: 'acronym',
      word: LONG_FORM,
      weight: LONG_FORM_WEIGHT,
      frequency: 1,
      positions: [position],
      isSameWord: true,
      inClaim: true,
    };
  });
}

/** The document's sentence number within its paragraph, from 0; -1 if it is unknown. */
export function sentenceNumberOf({ words, to }: TokenSlice, textOf: (word: number) => string): number {
  const last = words[to - 1];
  if (last === undefined || fieldIn(last) !== FIELD.sentence) return -1;
  const text = textOf(wordIn(last));
  let number = 0;
  for (let at = 1; at < text.length; at++) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}

/** The query terms that a document contains outside its title, one bit each. Cheaper than `matchDocument`. */
export function termBits(
  { words, from, to }: TokenSlice,
  { variants, filter }: Lookup,
  termOfWord: Uint32Array,
): number {
  let bits = 0;
  for (let at = from; at < to; at++) {
    const term = termOfWord[wordIn(words[at]!)]!;
    if (!admits(filter, term) || fieldIn(words[at]!) === FIELD.title) continue;
    const own = variants.get(term);
    if (own) for (const { index } of own) bits |= 1 << index;
  }
  return bits;
}

/** Whether a document contains any of these terms. */
export function containsAny(
  { words, from, to }: TokenSlice,
  wanted: ReadonlySet<number>,
  termOfWord: Uint32Array,
): boolean {
  for (let at = from; at < to; at++) if (wanted.has(termOfWord[wordIn(words[at]!)]!)) return true;
  return false;
}
