import { amountsIn } from '../../language/amounts.ts';
import { COUNTRIES } from '../../language/lexicon/places.ts';
import { negationIn } from '../../language/negation.ts';
import { isReportingWord, isSayingWord, isStopWord } from '../../language/stop-words.ts';
import { fold, type Token, tokenize } from '../../language/tokenizer.ts';
import { wordVectors } from '../../language/word-vectors.ts';
import { type TermDictionary, termKeyOf } from '../index/term-dictionary.ts';
import { inverseFrequency } from '../ranking/bm25.ts';
import type { MatchKind } from '../search-result.ts';
import type { AcronymTable } from './acronym-table.ts';
import { type AnswerType, expectedAnswerType } from './expected-answer-type.ts';
import { nearestSpellings, type Spelling } from './spell-correct.ts';

/** An index term that matches a word of the question. */
export interface Variant {
  readonly term: number;
  /** The word as shown to a person: corrected or spelled out. */
  readonly text: string;
  readonly kind: MatchKind;
  /** The id of the word itself; other words of its stem match less well. */
  readonly word: number | undefined;
  /** The quality of the match, 0..1. */
  readonly weight: number;
}

/** An acronym's long form. A document that contains its words in order matches the acronym. */
interface LongForm {
  readonly terms: readonly number[];
  readonly text: string;
}

/** A content word of the question. */
export interface QueryTerm {
  /** The word as typed. */
  readonly asked: string;
  readonly key: string;
  /** Its token position in the question: neighbours there should be neighbours in the fact. */
  readonly position: number;
  readonly isName: boolean;
  /** True for words about talking ("tell", "discussed"): they name no subject. */
  readonly isReportingWord: boolean;
  /** Its inverse document frequency, reduced for words about talking. */
  readonly weight: number;
  readonly variants: readonly Variant[];
  readonly longForms: readonly LongForm[];
  /** True if any document contains it, as typed or corrected. */
  readonly isIndexed: boolean;
  /** The nearest spellings of a misspelt word; empty for others. */
  readonly spellings: readonly Spelling[];
}

/** The features that a question is parsed with. */
export interface QueryFeatures {
  readonly spelling: boolean;
  readonly stopWords: boolean;
  readonly acronyms: boolean;
  readonly nearWords: boolean;
  readonly answerType: boolean;
}

/** A parsed question. */
export interface Query {
  readonly terms: readonly QueryTerm[];
  /** The expected answer type: a name for "who", a number for "how many"; null if the words do not tell. */
  readonly answerType: AnswerType | null;
  /** The word that negates the question, as typed; null if none does. */
  readonly negation: string | null;
}

/** The most terms of a query: more words add cost and no meaning. */
const MAX_TERMS = 24;
/** The factor for words about talking. */
const REPORTING_WEIGHT = 0.6;
/** The factor for the noun in "what region …", "which army …": the answer is one and often does not say so. */
const ANSWER_NOUN_WEIGHT = 0.65;
/** The weights of the nearest spellings, in order. */
const CORRECTION_WEIGHTS = [0.95, 0.65, 0.55];

/** Whether any document contains the term. */
const isIndexed = (vocabulary: TermDictionary, term: number): boolean => vocabulary.frequency(term) > 0;

/** The parts of an index by which a question is parsed. */
export interface QueryContext {
  readonly vocabulary: TermDictionary;
  readonly acronyms: AcronymTable;
  /** The number of documents. */
  readonly size: number;
}

function variantsOf(token: Token, { vocabulary }: QueryContext, withAcronyms: boolean): Variant[] {
  const found: Variant[] = [];
  const push = (key: string, kind: MatchKind, weight: number) => {
    const term = vocabulary.termOf(termKeyOf(key));
    if (term === undefined || !isIndexed(vocabulary, term)) return;
    if (found.some((variant) => variant.term === term)) return;
    const text = kind === 'exact' ? token.text : key;
    found.push({ term, text, kind, word: vocabulary.wordOf(key), weight });
  };
  push(token.key, 'exact', 1);
  if (!withAcronyms) return found;
  if (token.acronym) {
    // Some people type in capitals: without such an acronym, the word itself is meant.
    if (found.length === 0) push(token.key.toLowerCase(), 'exact', 0.9);
  } else if (token.key.length >= 2 && token.key.length <= 6) {
    push(token.key.toUpperCase(), 'acronym', found.length === 0 ? 1 : 0.7);
  }
  return found;
}

function correctSpelling(
  token: Token,
  { vocabulary }: QueryContext,
): { variants: Variant[]; spellings: QueryTerm['spellings'] } {
  const nearest = nearestSpellings(vocabulary, token.key.toLowerCase());
  const best = nearest[0];
  if (!best) return { variants: [], spellings: [] };
  const variants: Variant[] = [];
  for (const { word, text, distance } of nearest) {
    const term = vocabulary.terms()[word]!;
    if (distance > best.distance || variants.some((variant) => variant.term === term)) continue;
    variants.push({ term, text, kind: 'spelling', word, weight: CORRECTION_WEIGHTS[variants.length]! });
    if (variants.length === CORRECTION_WEIGHTS.length) break;
  }
  return { variants, spellings: nearest.filter(({ distance }) => distance === best.distance).slice(0, 5) };
}

/** The most words of similar meaning that match a word of the question. */
const MAX_NEAR_WORDS = 5;
/** The least cosine similarity of such a word. */
const MIN_COSINE = 0.5;
/** The weight of such a word at cosine 1. */
const NEAR_WEIGHT = 0.35;

/** Indexed words of similar meaning by word vector, weighted by cosine: "wreckage" for "debris". */
function nearWords(token: Token, { vocabulary }: QueryContext): Variant[] {
  const vectors = wordVectors();
  const rank = vectors.rankOf(token.key);
  if (rank === undefined || token.capital) return [];
  const tokenKey = termKeyOf(token.key);
  const found: Variant[] = [];
  for (const neighbour of vectors.neighbours(rank).slice(0, MAX_NEAR_WORDS)) {
    const cosine = vectors.cosine(rank, neighbour);
    if (cosine < MIN_COSINE) break;
    const text = vectors.wordAt(neighbour);
    const key = termKeyOf(text);
    const term = vocabulary.termOf(key);
    if (key === tokenKey || COUNTRIES.has(text) || term === undefined) continue;
    if (!isIndexed(vocabulary, term) || found.some((variant) => variant.term === term)) continue;
    found.push({ term, text, kind: 'near', word: vocabulary.wordOf(text), weight: NEAR_WEIGHT * cosine });
  }
  return found;
}

function longFormsOf(acronym: string, { vocabulary, acronyms }: QueryContext): LongForm[] {
  return acronyms.longFormsOf(acronym).flatMap((stems) => {
    const terms = stems.map((key) => vocabulary.termOf(key));
    return terms.every((term) => term !== undefined && isIndexed(vocabulary, term))
      ? [{ terms: terms as number[], text: stems.join(' ') }]
      : [];
  });
}

/** Lets a long form in the question also match the acronym alone. */
function withAcronyms(terms: readonly QueryTerm[], { vocabulary, acronyms }: QueryContext): QueryTerm[] {
  const added = new Map<number, Variant>();
  for (let from = 0; from < terms.length; from++) {
    for (let to = from + 2; to <= Math.min(terms.length, from + acronyms.longest); to++) {
      const long = terms
        .slice(from, to)
        .map(({ key }) => termKeyOf(key))
        .join(' ');
      for (const acronym of acronyms.acronymsOf(long)) {
        const term = vocabulary.termOf(acronym);
        if (term === undefined) continue;
        const word = vocabulary.wordOf(acronym);
        const variant: Variant = { term, text: acronym, kind: 'acronym', word, weight: 0.8 };
        for (let index = from; index < to; index++) added.set(index, variant);
      }
    }
  }
  return terms.map((term, index) => {
    const variant = added.get(index);
    return variant ? { ...term, variants: [...term.variants, variant] } : term;
  });
}

function buildTerm(
  token: Token,
  position: number,
  isFirst: boolean,
  context: QueryContext,
  features: QueryFeatures,
): QueryTerm {
  const { vocabulary, size } = context;
  let variants = variantsOf(token, context, features.acronyms);
  const acronym = token.acronym ? token.key : token.key.toUpperCase();
  const longForms =
    features.acronyms && (token.acronym || variants.length === 0 || variants[0]!.kind === 'acronym')
      ? longFormsOf(acronym, context)
      : [];
  let spellings: QueryTerm['spellings'] = [];
  if (variants.length === 0 && longForms.length === 0) longForms.push(...splitForms(token, context));
  const isReporting = isReportingWord(token.key) && !token.acronym;
  // An English word is spelled right even if no document contains it: "think" is no misspelt "thing".
  const isEnglish = wordVectors().rankOf(fold(token.key)) !== undefined;
  const isMisspelt = !isReporting && !isEnglish && !/\p{N}/u.test(token.key);
  if (variants.length === 0 && longForms.length === 0 && features.spelling && isMisspelt)
    ({ variants, spellings } = correctSpelling(token, context));
  const frequency = Math.max(0, ...variants.map(({ term }) => vocabulary.frequency(term)));
  const rarity = inverseFrequency(frequency, Math.max(size, 1));
  const near = features.nearWords && !isReporting ? nearWords(token, context) : [];
  return {
    asked: token.text,
    key: token.key,
    position,
    isReportingWord: isReporting,
    isName: token.acronym || (token.capital && !isFirst),
    weight: rarity * (isReporting ? REPORTING_WEIGHT : 1),
    variants: [...variants, ...near],
    longForms,
    isIndexed: variants.length > 0 || longForms.length > 0,
    spellings,
  };
}

/**
 * The term of two neighbouring words written as one, in either case: "cease-fire" and "cease fire" match "ceasefire".
 */
function joinedTerm(left: Token, right: Token, { vocabulary }: QueryContext): Variant | null {
  const joined = (left.key + right.key).toLowerCase();
  for (const key of [joined, joined.toUpperCase()]) {
    const word = vocabulary.wordOf(key);
    const term = word === undefined ? undefined : vocabulary.termOf(termKeyOf(key));
    if (term !== undefined && isIndexed(vocabulary, term))
      return { term, text: key, kind: 'exact', word, weight: 0.95 };
  }
  return null;
}

/** The two halves of a word that the library writes apart: "wifi" matches "wi fi". */
function splitForms({ key }: Token, { vocabulary }: QueryContext): LongForm[] {
  for (let at = 2; at <= key.length - 2; at++) {
    const halves = [key.slice(0, at), key.slice(at)];
    const terms = halves.map((half) =>
      vocabulary.wordOf(half) === undefined ? undefined : vocabulary.termOf(termKeyOf(half)),
    );
    if (terms.every((term) => term !== undefined && isIndexed(vocabulary, term)))
      return [{ terms: terms as number[], text: halves.join(' ') }];
  }
  return [];
}

/** Lets each word also match the compound that it forms with a neighbour. */
function withCompounds(
  terms: readonly QueryTerm[],
  tokens: readonly Token[],
  context: QueryContext,
): QueryTerm[] {
  /** By the position of the left word. A pair of two terms is asked for twice. */
  const joined = new Map<number, Variant | null>();
  const joinedAt = (position: number): Variant | null => {
    const known = joined.get(position);
    if (known !== undefined) return known;
    const [left, right] = [tokens[position], tokens[position + 1]];
    const variant = left && right ? joinedTerm(left, right, context) : null;
    joined.set(position, variant);
    return variant;
  };
  return terms.map((term) => {
    const compounds = [joinedAt(term.position - 1), joinedAt(term.position)].filter(
      (variant) => variant !== null,
    );
    const added = compounds.filter(
      (compound) => !term.variants.some((variant) => variant.term === compound.term),
    );
    if (added.length === 0) return term;
    return { ...term, variants: [...added, ...term.variants], isIndexed: true, spellings: [] };
  });
}

/** Makes one term of an amount of money, which also matches its other spellings. */
function withAmounts(
  question: string,
  terms: readonly QueryTerm[],
  tokens: readonly Token[],
  { vocabulary }: QueryContext,
): QueryTerm[] {
  const amounts = amountsIn(question);
  if (amounts.length === 0) return [...terms];
  return terms.flatMap((queryTerm) => {
    const { start } = tokens[queryTerm.position]!;
    const amount = amounts.find((sum) => start >= sum.start && start < sum.end);
    if (!amount) return queryTerm;
    const isFirst = !tokens.slice(0, queryTerm.position).some((token) => token.start >= amount.start);
    if (!isFirst) return [];
    const term = vocabulary.termOf(termKeyOf(amount.key));
    if (term === undefined) return queryTerm;
    const word = vocabulary.wordOf(amount.key);
    const variant: Variant = { term, text: amount.key, kind: 'exact', word, weight: 1 };
    return { ...queryTerm, variants: [variant, ...queryTerm.variants], isIndexed: true, spellings: [] };
  });
}

/** The distinct content words of a question with their token positions; stop words are left out. */
function contentTokens(
  tokens: readonly Token[],
  { vocabulary }: QueryContext,
  features: QueryFeatures,
): { token: Token; position: number }[] {
  const content: { token: Token; position: number }[] = [];
  const seen = new Set<string>();
  tokens.forEach((token, position) => {
    const isDropped =
      isStopWord(token.key, token.capital, position === 0, tokens[position - 1]?.key ?? '') &&
      (features.stopWords || vocabulary.termOf(termKeyOf(token.key)) === undefined);
    if (isDropped || seen.has(token.key) || content.length === MAX_TERMS) return;
    seen.add(token.key);
    content.push({ token, position });
  });
  return content.every(({ token }) => isSayingWord(token.key)) ? [] : content;
}

/** Parses a question into weighted terms, the expected answer type and the negation. */
export function parseQuestion(question: string, context: QueryContext, features: QueryFeatures): Query {
  const tokens = tokenize(question);
  const isAnswerNoun = (token: Token, position: number): boolean =>
    !token.capital && ['what', 'which'].includes(tokens[position - 1]?.key ?? '');
  const terms = contentTokens(tokens, context, features).map(({ token, position }) => {
    const term = buildTerm(token, position, position === 0, context, features);
    if (!features.answerType || !isAnswerNoun(token, position)) return term;
    return { ...term, weight: term.weight * ANSWER_NOUN_WEIGHT };
  });
  const whole = withAmounts(question, withCompounds(terms, tokens, context), tokens, context);
  // "what does X think?" asks what X says if no article writes "think".
  const asked = whole.filter(
    ({ key, isIndexed, position }) => isIndexed || position === 0 || !isSayingWord(key),
  );
  return {
    terms: features.acronyms ? withAcronyms(asked, context) : asked,
    answerType: expectedAnswerType(question),
    negation: negationIn(tokens),
  };
}
