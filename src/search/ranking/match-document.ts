import { FIELD, FIELD_WEIGHT, fieldIn, isCapital, wordIn } from '../index/forward-index.ts';
import { NO_TERM } from '../index/term-dictionary.ts';
import { KIND_BIT } from '../query/expected-answer-type.ts';
import type { Query, Variant } from '../query/parse-query.ts';
import { GLANCE_MASK, type Glance, glanceOf } from '../retrieval/term-filter.ts';
import type { MatchKind } from '../search-result.ts';

/** What one term of the question met in one document. */
interface Meeting {
  kind: MatchKind;
  /** The number of the word that was met, or `LONG_FORM`. */
  word: number;
  /** How much the meeting counts, 0..1. */
  weight: number;
  /** Term frequency, fields weighed. */
  frequency: number;
  /** Where it stands; the fields of a document stand far apart. */
  readonly positions: number[];
  /** Whether it is the word itself (or what it was repaired or spelled out to), rather than another of its stem. */
  itself: boolean;
  /** Whether the claim or a name of the fact holds it: the quote alone may say more than this fact claims. */
  claimed: boolean;
}

/** A document read against a question. */
export interface Reading {
  readonly meetings: readonly (Meeting | null)[];
  /** The kinds of answer that the claim holds, and whether it denies, as bits. */
  readonly kinds: number;
  /** Words of the claim. */
  readonly span: number;
  /** Which terms the article's title holds, a bit each. */
  readonly title: number;
}

interface Wanted {
  readonly at: number;
  readonly variant: Variant;
}

/** Which terms of the question an index term may satisfy, and a glance that spares most words the question. */
export interface Lookup {
  readonly wanted: ReadonlyMap<number, readonly Wanted[]>;
  readonly glance: Glance;
}

const NONE: readonly Wanted[] = [];

/** The words of one document within its segment's. */
export interface Stretch {
  readonly words: Uint32Array;
  readonly from: number;
  readonly to: number;
}

export function lookupOf({ terms }: Query): Lookup {
  const lookup = new Map<number, Wanted[]>();
  terms.forEach((term, at) => {
    for (const variant of term.variants) {
      const list = lookup.get(variant.term) ?? [];
      list.push({ at, variant });
      lookup.set(variant.term, list);
    }
  });
  return { wanted: lookup, glance: glanceOf(lookup.keys()) };
}

/** Stands for the words of a long form in place of one word's number. */
const LONG_FORM = -1;
/** A stem's other word is a weaker meeting than the word itself. */
const OTHER_FORM = 0.93;
/** Far enough that words of two fields are never neighbours. */
const FIELD_GAP = 64;
/** Later repeats tell nothing new. */
const POSITIONS = 6;

function meet(meeting: Meeting | null, variant: Variant, word: number, field: number): Meeting {
  const itself = word === variant.word;
  const kind = variant.kind === 'exact' && !itself ? 'stem' : variant.kind;
  const weight = variant.weight * (itself ? 1 : OTHER_FORM);
  const named: MatchKind = kind === 'exact' && field === FIELD.name ? 'alias' : kind;
  if (!meeting) return { kind: named, word, weight, frequency: 0, positions: [], itself, claimed: false };
  if (
    weight > meeting.weight ||
    (weight === meeting.weight && meeting.kind === 'alias' && named === 'exact')
  ) {
    meeting.weight = weight;
    meeting.kind = named;
    meeting.word = word;
    meeting.itself = itself;
  }
  return meeting;
}

/** Reads a document's words once, noting what each term of the question meets and where. */
export function readDocument(
  { words, from, to }: Stretch,
  query: Query,
  { wanted, glance }: Lookup,
  termOfWord: Uint32Array,
  kindsOfWord: Uint32Array,
): Reading {
  const meetings: (Meeting | null)[] = query.terms.map(() => null);
  const places = query.terms.some(({ longForms }) => longForms.length > 0)
    ? new Map<number, number[]>()
    : null;
  let kinds = 0;
  let span = 0;
  let title = 0;
  for (let at = from; at < to; at++) {
    const entry = words[at]!;
    const word = wordIn(entry);
    const field = fieldIn(entry);
    if (field === FIELD.claim) {
      span++;
      kinds |= kindsOfWord[word]!;
      if (isCapital(entry)) kinds |= KIND_BIT.name;
    }
    const term = termOfWord[word]!;
    if (term === NO_TERM) continue;
    if (places) places.set(term, [...(places.get(term) ?? []), at - from + FIELD_GAP * field]);
    if (glance[term & GLANCE_MASK] === 0) continue;
    for (const { at: index, variant } of wanted.get(term) ?? NONE) {
      if (field === FIELD.title) {
        title |= 1 << index;
        continue;
      }
      // Names that are used alike are two things: Iran, Iraq.
      if (variant.kind === 'near' && (isCapital(entry) || field > FIELD.quote)) continue;
      const meeting = meet(meetings[index]!, variant, word, field);
      meeting.frequency += FIELD_WEIGHT[field]!;
      if (field !== FIELD.quote) meeting.claimed = true;
      if (meeting.positions.length < POSITIONS) meeting.positions.push(at - from + FIELD_GAP * field);
      meetings[index] = meeting;
    }
  }
  if (places) meetLongForms(meetings, query, places);
  return { meetings, kinds, span, title };
}

/** A name in full says it a little more plainly than its acronym. */
const IN_FULL = 1.03;
/** Words that may stand between two words of a long form: "European Court of Justice". */
const WITHIN_FORM = 3;

/** Where the terms stand in the document in this order, close together; undefined where they don't. */
function placeInOrder(
  terms: readonly number[],
  places: ReadonlyMap<number, readonly number[]>,
): number | undefined {
  return places.get(terms[0]!)?.find((start) => {
    let last = start;
    return terms.slice(1).every((term) => {
      const next = places.get(term)?.find((place) => place > last && place - last <= WITHIN_FORM);
      last = next ?? last;
      return next !== undefined;
    });
  });
}

/** A document that holds an acronym's long form holds the acronym; the same words strewn about do not say it. */
function meetLongForms(
  meetings: (Meeting | null)[],
  { terms }: Query,
  places: ReadonlyMap<number, readonly number[]>,
): void {
  terms.forEach(({ longForms }, at) => {
    if (meetings[at]) return;
    const place = longForms.map((form) => placeInOrder(form.terms, places)).find((one) => one !== undefined);
    if (place === undefined) return;
    meetings[at] = {
      kind: 'acronym',
      word: LONG_FORM,
      weight: IN_FULL,
      frequency: 1,
      positions: [place],
      itself: true,
      claimed: true,
    };
  });
}

/** Which sentence of its paragraph a document is, from 0; -1 where that is not known. */
export function sentenceOf({ words, to }: Stretch, textOf: (word: number) => string): number {
  const last = words[to - 1];
  return last !== undefined && fieldIn(last) === FIELD.place ? Number(textOf(wordIn(last)).slice(1)) : -1;
}

/** Which of the question's terms a document holds, a bit each: all that a neighbour is asked. */
export function termsHeld(
  { words, from, to }: Stretch,
  { wanted, glance }: Lookup,
  termOfWord: Uint32Array,
): number {
  let held = 0;
  for (let at = from; at < to; at++) {
    const term = termOfWord[wordIn(words[at]!)]!;
    if (glance[term & GLANCE_MASK] === 0 || fieldIn(words[at]!) === FIELD.title) continue;
    for (const { at: index } of wanted.get(term) ?? NONE) held |= 1 << index;
  }
  return held;
}
