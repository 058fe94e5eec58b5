import { definitionsIn } from '../../language/acronyms.ts';
import { amountsIn } from '../../language/amounts.ts';
import { type Token, tokenize } from '../../language/tokenizer.ts';
import type { SearchDocument } from '../document.ts';
import type { GrowableArray } from '../memory/growable-array.ts';
import type { TermDictionary } from './term-dictionary.ts';

/**
 * The fields of the forward index. It stores a document as one 32-bit entry a token: word id, field and capital. From
 * these entries a document is scored, explained and moved between segments; its text is not stored.
 */
export const FIELD = {
  claim: 0,
  quote: 1,
  speaker: 2,
  name: 3,
  defines: 4,
  means: 5,
  title: 6,
  sentence: 7,
} as const;

const WORD_BITS = 24;
const WORD_MASK = 0xffffff;
const CAPITAL = 1 << 30;

/** The weight of each field, by its number; the claim has 1. Fields of weight 0 have no postings and are only read. */
export const FIELD_WEIGHT: readonly number[] = [1, 0.6, 0.5, 0.8, 0, 0, 0, 0];

export const wordIn = (entry: number): number => entry & WORD_MASK;
export const fieldIn = (entry: number): number => (entry >>> WORD_BITS) & 7;
export const isCapital = (entry: number): boolean => (entry & CAPITAL) !== 0;

/** Words of the title that are indexed: longer titles are sentences, and their subject comes first. */
const TITLE_WORDS = 12;
/** Pushed between two names, so that the last word of one and the first of the next form no phrase. */
const SEPARATOR_WORD = 'the';
/** The most other forms that are indexed for one text. */
const MAX_FORMS = 24;

function pushField(
  out: GrowableArray,
  vocabulary: TermDictionary,
  tokens: readonly Token[],
  field: number,
): void {
  tokens.forEach((token, at) => {
    const flag = token.capital && at > 0 ? CAPITAL : 0;
    out.push((vocabulary.intern(token.key) | (field << WORD_BITS) | flag) >>> 0);
  });
}

function pushNames(
  out: GrowableArray,
  vocabulary: TermDictionary,
  names: readonly string[],
  field: number,
): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    pushField(out, vocabulary, tokenize(name), field);
    out.push((vocabulary.intern(SEPARATOR_WORD) | (field << WORD_BITS)) >>> 0);
  }
}

function pushDefinitions(
  out: GrowableArray,
  vocabulary: TermDictionary,
  text: string,
  tokens: readonly Token[],
): void {
  for (const { acronym, long } of definitionsIn(text, tokens)) {
    out.push((vocabulary.intern(`(${acronym}`) | (FIELD.defines << WORD_BITS)) >>> 0);
    out.push((vocabulary.intern(`=${long.join(' ')}`) | (FIELD.means << WORD_BITS)) >>> 0);
  }
}

/** Other forms of a text's words: "plug-in" also as "plugin", "$1,500" also as its amount. */
function otherForms(text: string, tokens: readonly Token[]): string[] {
  const forms: string[] = [];
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    if (before && before.end + 1 === token.start && /[-‐‑]/.test(text[before.end]!))
      forms.push((before.key + token.key).toLowerCase());
  });
  return [...forms, ...amountsIn(text).map(({ key }) => key)];
}

function pushForms(
  out: GrowableArray,
  vocabulary: TermDictionary,
  text: string,
  tokens: readonly Token[],
): void {
  for (const form of otherForms(text, tokens).slice(0, MAX_FORMS)) {
    out.push((vocabulary.intern(form) | (FIELD.name << WORD_BITS)) >>> 0);
    out.push((vocabulary.intern(SEPARATOR_WORD) | (FIELD.name << WORD_BITS)) >>> 0);
  }
}

/** Appends a document's tokens to `out`. Returns its length in content words (at most 255), which BM25 divides by. */
export function pushDocument(
  out: GrowableArray,
  vocabulary: TermDictionary,
  document: SearchDocument,
): number {
  const claim = tokenize(document.claim);
  pushField(out, vocabulary, claim, FIELD.claim);
  pushDefinitions(out, vocabulary, document.claim, claim);
  let length = claim.length;
  if (document.quote && document.quote !== document.claim) {
    const quote = tokenize(document.quote);
    pushField(out, vocabulary, quote, FIELD.quote);
    pushDefinitions(out, vocabulary, document.quote, quote);
    length += quote.length * 0.3;
  }
  pushForms(out, vocabulary, document.claim, claim);
  if (document.quote && document.quote !== document.claim)
    pushForms(out, vocabulary, document.quote, tokenize(document.quote));
  if (document.speaker) pushField(out, vocabulary, tokenize(document.speaker), FIELD.speaker);
  pushNames(out, vocabulary, [...(document.topics ?? []), ...(document.entities ?? [])], FIELD.name);
  if (document.title) pushField(out, vocabulary, tokenize(document.title).slice(0, TITLE_WORDS), FIELD.title);
  // Last, so that it is read without the rest. The modulus is far above the longest paragraph that gives context.
  if (document.sentence !== undefined)
    out.push((vocabulary.intern(`=${document.sentence % 64}`) | (FIELD.sentence << WORD_BITS)) >>> 0);
  return Math.min(255, Math.round(length));
}
