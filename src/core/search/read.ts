import { FIELD, FIELD_WEIGHT, fieldIn, isCapital, wordIn } from './forward.ts';
import type { Query, QueryTerm, Variant } from './query.ts';
import type { MatchKind } from './result.ts';
import { NO_TERM } from './vocabulary.ts';

/** What one term of the question met in one document. */
export interface Meeting {
  kind: MatchKind;
  /** The number of the word that was met. */
  word: number;
  /** How much the meeting counts, 0..1. */
  weight: number;
  /** Term frequency, fields weighed. */
  frequency: number;
  /** Where in the claim it stands. */
  positions: number[];
  /** Whether the claim or a name of the fact holds it: the quote alone may say more than this fact claims. */
  claimed: boolean;
}

/** A document read against a question. */
export interface Reading {
  readonly meetings: readonly (Meeting | null)[];
  readonly numbers: number;
  readonly capitals: number;
}

/** Which terms of the question an index term may satisfy. */
export type Lookup = ReadonlyMap<number, readonly { readonly at: number; readonly variant: Variant }[]>;

export function lookupOf({ terms }: Query): Lookup {
  const lookup = new Map<number, { at: number; variant: Variant }[]>();
  terms.forEach((term, at) => {
    for (const variant of term.variants) {
      const list = lookup.get(variant.term) ?? [];
      list.push({ at, variant });
      lookup.set(variant.term, list);
    }
  });
  return lookup;
}

/** A stem's other word is a weaker meeting than the word itself. */
const OTHER_FORM = 0.93;

function meet(
  meeting: Meeting | null,
  asked: QueryTerm,
  variant: Variant,
  word: number,
  field: number,
): Meeting {
  const itself = variant.kind === 'exact' && word === asked.word;
  const kind = variant.kind === 'exact' && !itself ? 'stem' : variant.kind;
  const weight = variant.weight * (kind === 'stem' ? OTHER_FORM : 1);
  const named: MatchKind = kind === 'exact' && field === FIELD.name ? 'alias' : kind;
  if (!meeting) return { kind: named, word, weight, frequency: 0, positions: [], claimed: false };
  if (
    weight > meeting.weight ||
    (weight === meeting.weight && meeting.kind === 'alias' && named === 'exact')
  ) {
    meeting.weight = weight;
    meeting.kind = named;
    meeting.word = word;
  }
  return meeting;
}

/** Reads a document's words once, noting what each term of the question meets and where. */
export function readDocument(
  words: Uint32Array,
  from: number,
  to: number,
  query: Query,
  lookup: Lookup,
  termOfWord: Uint32Array,
  isNumber: (word: number) => boolean,
): Reading {
  const meetings: (Meeting | null)[] = query.terms.map(() => null);
  const wantsLong = query.terms.some(({ longForms }) => longForms.length > 0);
  const held = wantsLong ? new Set<number>() : null;
  let numbers = 0;
  let capitals = 0;
  for (let at = from; at < to; at++) {
    const entry = words[at]!;
    const word = wordIn(entry);
    const field = fieldIn(entry);
    if (field === FIELD.claim) {
      if (isCapital(entry)) capitals++;
      if (isNumber(word)) numbers++;
    }
    const term = termOfWord[word]!;
    if (term === NO_TERM) continue;
    held?.add(term);
    const wanted = lookup.get(term);
    if (!wanted) continue;
    for (const { at: index, variant } of wanted) {
      const meeting = meet(meetings[index]!, query.terms[index]!, variant, word, field);
      meeting.frequency += FIELD_WEIGHT[field]!;
      if (field !== FIELD.quote) meeting.claimed = true;
      if (field === FIELD.claim && meeting.positions.length < 6) meeting.positions.push(at - from);
      meetings[index] = meeting;
    }
  }
  if (held) meetLongForms(meetings, query, held);
  return { meetings, numbers, capitals };
}

/** A document that holds every word of an acronym's long form holds the acronym. */
function meetLongForms(meetings: (Meeting | null)[], { terms }: Query, held: ReadonlySet<number>): void {
  terms.forEach(({ longForms }, at) => {
    if (meetings[at] || !longForms.some((form) => form.terms.every((term) => held.has(term)))) return;
    meetings[at] = { kind: 'acronym', word: -1, weight: 0.8, frequency: 1, positions: [], claimed: true };
  });
}
