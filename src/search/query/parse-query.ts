import { amountsIn } from '../../language/amounts.ts';
import { COUNTRIES } from '../../language/lexicon/places.ts';
import { denialIn } from '../../language/negation.ts';
import { isSaying, isScaffolding, isTalk } from '../../language/stop-words.ts';
import { fold, type Token, tokenize } from '../../language/tokenizer.ts';
import { wordVectors } from '../../language/word-vectors.ts';
import { termKeyOf, type Vocabulary } from '../index/term-dictionary.ts';
import { inverseFrequency } from '../ranking/bm25.ts';
import type { Signals } from '../ranking/signals.ts';
import type { MatchKind } from '../search-result.ts';
import type { Definitions } from './acronym-table.ts';
import { type AnswerKind, kindAsked } from './expected-answer-type.ts';
import { nearestSpellings } from './spell-correct.ts';

/** One index term that a word of the question may meet. */
export interface Variant {
  readonly term: number;
  /** The word as the person would see it corrected or spelled out. */
  readonly text: string;
  readonly kind: MatchKind;
  /** The number of that very word: others of its stem are a weaker meeting. */
  readonly word: number | undefined;
  /** 0..1: how much a meeting counts. */
  readonly weight: number;
}

/** An acronym's long form: a document that holds all its words holds the acronym. */
interface LongForm {
  readonly terms: readonly number[];
  readonly text: string;
}

/** A content word of the question. */
export interface QueryTerm {
  readonly asked: string;
  readonly key: string;
  /** Which word of the question it is: neighbours there should be neighbours in the fact. */
  readonly position: number;
  readonly isName: boolean;
  /** It names the talking ("tell", "discussed"), not what was talked about. */
  readonly isTalk: boolean;
  /** How much the word matters: its rarity, less for words about talking itself. */
  readonly weight: number;
  readonly variants: readonly Variant[];
  readonly longForms: readonly LongForm[];
  /** Whether anything loaded holds it, as it is or repaired. */
  readonly known: boolean;
  readonly spellings: readonly { readonly text: string; readonly distance: number; readonly uses: number }[];
}

export interface Query {
  readonly terms: readonly QueryTerm[];
  /** What sort of answer is asked for: "who" wants a name, "how many" a number. */
  readonly wants: AnswerKind | null;
  /** The word by which it asks for what is not so, as typed; null where it does not. */
  readonly denial: string | null;
  readonly signals: Signals;
}

/** Words beyond these add cost and no meaning. */
const MOST_TERMS = 24;
const TALK_WEIGHT = 0.6;
/** "What region …", "which army …": the answer is one, and often does not say so. */
const ASKED_KIND_WEIGHT = 0.65;
const REPAIRED = [0.95, 0.65, 0.55];

/** Whether any document holds the term. */
const isHeld = (vocabulary: Vocabulary, term: number): boolean => vocabulary.frequency(term) > 0;

/** What a query is read against. */
export interface Lexicon {
  readonly vocabulary: Vocabulary;
  readonly definitions: Definitions;
  readonly size: number;
}

function variantsOf(token: Token, { vocabulary }: Lexicon, acronyms: boolean): Variant[] {
  const found: Variant[] = [];
  const push = (key: string, kind: MatchKind, weight: number) => {
    const term = vocabulary.termOf(termKeyOf(key));
    if (term !== undefined && isHeld(vocabulary, term) && !found.some((one) => one.term === term))
      found.push({
        term,
        text: kind === 'exact' ? token.text : key,
        kind,
        word: vocabulary.wordOf(key),
        weight,
      });
  };
  push(token.key, 'exact', 1);
  if (!acronyms) return found;
  if (token.acronym) {
    // Written in capitals by habit or by shouting: the plain word serves where no acronym does.
    if (found.length === 0) push(token.key.toLowerCase(), 'exact', 0.9);
  } else if (token.key.length >= 2 && token.key.length <= 6) {
    push(token.key.toUpperCase(), 'acronym', found.length === 0 ? 1 : 0.7);
  }
  return found;
}

function repaired(
  token: Token,
  lexicon: Lexicon,
): { variants: Variant[]; spellings: QueryTerm['spellings'] } {
  const near = nearestSpellings(lexicon.vocabulary, token.key.toLowerCase());
  const best = near[0];
  if (!best) return { variants: [], spellings: [] };
  const variants: Variant[] = [];
  for (const { word, text, distance } of near) {
    const term = lexicon.vocabulary.terms()[word]!;
    if (distance > best.distance || variants.some((one) => one.term === term)) continue;
    variants.push({ term, text, kind: 'spelling', word, weight: REPAIRED[variants.length]! });
    if (variants.length === REPAIRED.length) break;
  }
  return { variants, spellings: near.filter(({ distance }) => distance === best.distance).slice(0, 5) };
}

/** How many words of like meaning a word of the question may be met by. */
const NEAR_WORDS = 5;
/** Cosine of two words from which one may stand for the other, and what it then counts for at the most. */
const NEAR_FROM = 0.5;
const NEAR_WEIGHT = 0.35;

/** Words of the library that mean about the same, weaker the further off: "wreckage" for "debris". */
function nearWords(token: Token, { vocabulary }: Lexicon): Variant[] {
  const vectors = wordVectors();
  const rank = vectors.rankOf(token.key);
  if (rank === undefined || token.capital) return [];
  const own = termKeyOf(token.key);
  const found: Variant[] = [];
  for (const other of vectors.neighbours(rank).slice(0, NEAR_WORDS)) {
    const cosine = vectors.cosine(rank, other);
    if (cosine < NEAR_FROM) break;
    const text = vectors.wordAt(other);
    const key = termKeyOf(text);
    const term = vocabulary.termOf(key);
    if (
      key === own ||
      COUNTRIES.has(text) ||
      term === undefined ||
      !isHeld(vocabulary, term) ||
      found.some((one) => one.term === term)
    )
      continue;
    found.push({ term, text, kind: 'near', word: vocabulary.wordOf(text), weight: NEAR_WEIGHT * cosine });
  }
  return found;
}

function longFormsOf(acronym: string, { vocabulary, definitions }: Lexicon): LongForm[] {
  return definitions.longOf(acronym).flatMap((stems) => {
    const terms = stems.map((key) => vocabulary.termOf(key));
    return terms.every((term) => term !== undefined && isHeld(vocabulary, term))
      ? [{ terms: terms as number[], text: stems.join(' ') }]
      : [];
  });
}

/** Where the question spells an acronym out, facts that hold only the acronym are meant as well. */
function withAcronyms(terms: readonly QueryTerm[], { vocabulary, definitions }: Lexicon): QueryTerm[] {
  const extra = new Map<number, Variant>();
  for (let from = 0; from < terms.length; from++) {
    for (let to = from + 2; to <= Math.min(terms.length, from + definitions.longest); to++) {
      const long = terms
        .slice(from, to)
        .map(({ key }) => termKeyOf(key))
        .join(' ');
      for (const acronym of definitions.acronymsOf(long)) {
        const term = vocabulary.termOf(acronym);
        if (term === undefined) continue;
        for (let at = from; at < to; at++)
          extra.set(at, {
            term,
            text: acronym,
            kind: 'acronym',
            word: vocabulary.wordOf(acronym),
            weight: 0.8,
          });
      }
    }
  }
  if (extra.size === 0) return [...terms];
  return terms.map((one, at) =>
    extra.has(at) ? { ...one, variants: [...one.variants, extra.get(at)!] } : one,
  );
}

function toTerm(
  token: Token,
  position: number,
  first: boolean,
  lexicon: Lexicon,
  signals: Signals,
): QueryTerm {
  const { vocabulary, size } = lexicon;
  let variants = variantsOf(token, lexicon, signals.acronyms);
  const acronym = token.acronym ? token.key : token.key.toUpperCase();
  const longForms =
    signals.acronyms && (token.acronym || variants.length === 0 || variants[0]!.kind === 'acronym')
      ? longFormsOf(acronym, lexicon)
      : [];
  let spellings: QueryTerm['spellings'] = [];
  if (variants.length === 0 && longForms.length === 0) longForms.push(...splitForms(token, lexicon));
  const isTalkWord = isTalk(token.key) && !token.acronym;
  // A word for talking is spelled right, whether or not anything loaded holds it: "think" is no slip for "thing".
  const isEnglish = wordVectors().rankOf(fold(token.key)) !== undefined;
  const isMisspelt = !isTalkWord && !isEnglish && !/\p{N}/u.test(token.key);
  if (variants.length === 0 && longForms.length === 0 && signals.spelling && isMisspelt)
    ({ variants, spellings } = repaired(token, lexicon));
  const frequency = Math.max(0, ...variants.map(({ term }) => vocabulary.frequency(term)));
  const rarity = inverseFrequency(frequency, Math.max(size, 1));
  const near = signals.near && !isTalkWord ? nearWords(token, lexicon) : [];
  return {
    asked: token.text,
    key: token.key,
    position,
    isTalk: isTalkWord,
    isName: token.acronym || (token.capital && !first),
    weight: rarity * (isTalkWord ? TALK_WEIGHT : 1),
    variants: near.length > 0 ? [...variants, ...near] : variants,
    longForms,
    known: variants.length > 0 || longForms.length > 0,
    spellings,
  };
}

/** The term of a word joined from two neighbours, in either case: "cease-fire" and "cease fire" meet "ceasefire". */
function joinedTerm(left: Token, right: Token, { vocabulary }: Lexicon): Variant | null {
  const joined = (left.key + right.key).toLowerCase();
  for (const key of [joined, joined.toUpperCase()]) {
    const word = vocabulary.wordOf(key);
    const term = word === undefined ? undefined : vocabulary.termOf(termKeyOf(key));
    if (term !== undefined && isHeld(vocabulary, term))
      return { term, text: key, kind: 'exact', word, weight: 0.95 };
  }
  return null;
}

/** The two words that a word was joined from, if the library writes them apart: "wifi" meets "wi fi". */
function splitForms({ key }: Token, { vocabulary }: Lexicon): LongForm[] {
  for (let at = 2; at <= key.length - 2; at++) {
    const halves = [key.slice(0, at), key.slice(at)];
    const terms = halves.map((half) =>
      vocabulary.wordOf(half) === undefined ? undefined : vocabulary.termOf(termKeyOf(half)),
    );
    if (terms.every((term) => term !== undefined && isHeld(vocabulary, term)))
      return [{ terms: terms as number[], text: halves.join(' ') }];
  }
  return [];
}

/** Lets each word also meet what it and its neighbour are written as in one. */
function withJoined(terms: readonly QueryTerm[], tokens: readonly Token[], lexicon: Lexicon): QueryTerm[] {
  return terms.map((one) => {
    const [before, own, after] = [-1, 0, 1].map((step) => tokens[one.position + step]);
    const joined = [
      before && own && joinedTerm(before, own, lexicon),
      own && after && joinedTerm(own, after, lexicon),
    ];
    const found = joined.filter((variant): variant is Variant => !!variant);
    const fresh = found.filter(({ term }) => !one.variants.some((variant) => variant.term === term));
    if (fresh.length === 0) return one;
    return { ...one, variants: [...fresh, ...one.variants], known: true, spellings: [] };
  });
}

/** Makes one term of a sum of money, which also meets its other spellings. */
function withAmounts(
  question: string,
  terms: readonly QueryTerm[],
  tokens: readonly Token[],
  lexicon: Lexicon,
): QueryTerm[] {
  const amounts = amountsIn(question);
  if (amounts.length === 0) return [...terms];
  return terms.flatMap((one) => {
    const { start } = tokens[one.position]!;
    const amount = amounts.find((sum) => start >= sum.start && start < sum.end);
    if (!amount) return one;
    const isFirst = !tokens.slice(0, one.position).some((token) => token.start >= amount.start);
    if (!isFirst) return [];
    const term = lexicon.vocabulary.termOf(termKeyOf(amount.key));
    if (term === undefined) return one;
    const variant: Variant = {
      term,
      text: amount.key,
      kind: 'exact',
      word: lexicon.vocabulary.wordOf(amount.key),
      weight: 1,
    };
    return { ...one, variants: [variant, ...one.variants], known: true, spellings: [] };
  });
}

/** Reads a question: scaffolding off, each content word with what it may meet in the index. */
export function parseQuestion(question: string, lexicon: Lexicon, signals: Signals): Query {
  const tokens = tokenize(question);
  const kept: { token: Token; at: number }[] = [];
  const seen = new Set<string>();
  tokens.forEach((token, at) => {
    const scaffold =
      isScaffolding(token.key, token.capital, at === 0, tokens[at - 1]?.key ?? '') &&
      (signals.scaffolding || lexicon.vocabulary.termOf(termKeyOf(token.key)) === undefined);
    if (scaffold || seen.has(token.key) || kept.length === MOST_TERMS) return;
    seen.add(token.key);
    kept.push({ token, at });
  });
  if (kept.every(({ token }) => isSaying(token.key))) kept.length = 0;
  const namesKind = (token: Token, at: number): boolean =>
    !token.capital && ['what', 'which'].includes(tokens[at - 1]?.key ?? '');
  const terms = kept.map(({ token, at }) => {
    const term = toTerm(token, at, at === 0, lexicon, signals);
    return signals.kind && namesKind(token, at) ? { ...term, weight: term.weight * ASKED_KIND_WEIGHT } : term;
  });
  // "what does X think?" in articles that never write "think" asks for what X says.
  const whole = withAmounts(question, withJoined(terms, tokens, lexicon), tokens, lexicon);
  const asking = whole.filter(({ key, known, position }) => known || position === 0 || !isSaying(key));
  return {
    terms: signals.acronyms ? withAcronyms(asking, lexicon) : asking,
    wants: kindAsked(question),
    denial: denialIn(tokens),
    signals,
  };
}
