import type { Fact } from '../domain/fact.ts';
import { createWeakCache } from '../domain/weak-cache.ts';
import { IRREGULAR_PAST } from '../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../language/lexicon/reporting-verbs.ts';
import { isNegation } from '../language/negation.ts';
import { similarity, wordFor } from '../language/similarity.ts';
import { stem } from '../language/stemmer.ts';
import { contentWords, FUNCTION_WORDS } from '../language/stop-words.ts';
import { type Token, tokenize } from '../language/tokenizer.ts';

/** The share of common words from which two claims report one event. It was measured on reworded agency reports. */
const ALIKE = 0.5;
/** The share that suffices if the claims have two names in common. */
const ALIKE_WITH_NAMES = 0.4;
/** The fewest common words, and the fewest of them that are not names. People and places alone do not make an event. */
const LEAST_COMMON = 4;
const LEAST_OF_MATTER = 2;

const NUMBER_WORDS = new Map(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, at) => [word, String(at + 1)]),
);
/** Words for days and times. Two reports of one event may have different ones, or none. */
const TIMES = new Set(
  'monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning evening night'.split(
    ' ',
  ),
);

/** The analysis of a claim. Each part is computed on first use, because the words alone rule out most pairs. */
class ClaimAnalysis {
  /** The stems of content words. A stem may occur several times. */
  readonly stems: readonly string[];
  readonly #fact: Fact;
  #words: ReadonlySet<string> | undefined;
  #names: ReadonlySet<string> | undefined;
  #numbers: ReadonlySet<string> | undefined;
  #tokens: readonly Token[] | undefined;
  #predicates: readonly string[] | undefined;

  constructor(fact: Fact) {
    this.#fact = fact;
    this.stems = contentWords(fact.claim).map(stem);
  }

  /** The distinct stems. */
  get words(): ReadonlySet<string> {
    this.#words ??= new Set(this.stems);
    return this.#words;
  }

  /** The names among the words. */
  get names(): ReadonlySet<string> {
    this.#names ??= this.#namesOf(this.#fact);
    return this.#names;
  }

  #namesOf({ claim, entities }: Fact): ReadonlySet<string> {
    const capitals = [...claim.matchAll(/(?<!^|[.:] )\p{Lu}[\p{L}\p{N}]*/gu)].map(([word]) =>
      stem(word.toLowerCase()),
    );
    const named = entities
      .filter((name) => claim.includes(name))
      .flatMap(contentWords)
      .map(stem);
    return new Set([...capitals, ...named].filter((word) => this.words.has(word) && !TIMES.has(word)));
  }

  get numbers(): ReadonlySet<string> {
    this.#numbers ??= new Set([
      ...(this.#fact.claim.match(/\d+(?:[.,]\d+)*/g) ?? []),
      ...contentWords(this.#fact.claim).flatMap((word) => NUMBER_WORDS.get(word) ?? []),
    ]);
    return this.#numbers;
  }

  get #claimTokens(): readonly Token[] {
    this.#tokens ??= tokenize(this.#fact.claim);
    return this.#tokens;
  }

  /** Whether the claim contains a negation. */
  get negated(): boolean {
    return this.#claimTokens.some(({ key }) => isNegation(key));
  }

  /** The words for what happened, was or will be. */
  get predicates(): readonly string[] {
    this.#predicates ??= predicatesOf(this.#claimTokens);
    return this.#predicates;
  }
}

/** Facts whose analysis is kept in each generation of the cache. */
const CACHE_SIZE = 16_384;
const analyses = createWeakCache(CACHE_SIZE, (fact: Fact) => new ClaimAnalysis(fact));
const analysisOf = (fact: Fact): ClaimAnalysis => analyses.of(fact);

const AUXILIARIES = new Set(
  'is are was were be been being has have had will would could may might must should to'.split(' '),
);

/** Returns the words for what happened: past verbs, and what follows "was" or "would". Reporting verbs are excluded. */
const predicatesOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap(({ key, capital }, at) => {
    if (at === 0 || capital || FUNCTION_WORDS.has(key) || REPORTING_VERBS.get(key)?.complement === 'any')
      return [];
    const isPast = /[a-z]{2}ed$/.test(key) || IRREGULAR_PAST.has(key);
    return isPast || AUXILIARIES.has(tokens[at - 1]!.key) ? [key] : [];
  });

/** The similarity from which two verbs describe one deed: "died" and "killed". */
const SAME_DEED = 0.25;

/** Whether each claim has verbs for deeds that the other lacks: "opened", "dropped". */
function deedsDiffer(a: ClaimAnalysis, b: ClaimAnalysis): boolean {
  if (a.predicates.length === 0 || b.predicates.length === 0) return false;
  const isHeld = (analysis: ClaimAnalysis) => (key: string) => analysis.words.has(stem(key));
  if (a.predicates.some(isHeld(b)) || b.predicates.some(isHeld(a))) return false;
  return !a.predicates.some((one) =>
    b.predicates.some((other) => similarity(wordFor(one), wordFor(other)) >= SAME_DEED),
  );
}

/** Whether both sets are non-empty and neither contains the other. */
const differ = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && !a.isSubsetOf(b) && !b.isSubsetOf(a);

/** Counts how many of a claim's stems are words of another, without creating a set, because there are many pairs. */
function sharedCount({ words }: ClaimAnalysis, { stems }: ClaimAnalysis): number {
  let count = 0;
  for (let at = 0; at < stems.length; at++) if (words.has(stems[at]!)) count++;
  return count;
}

/**
 * Whether two facts of different articles report one event: they share half of their words (not only names), their
 * verbs describe one deed, and neither has another person, place or number than the other ("discussed Syria",
 * "discussed Iran"). Facts of one article or of opposite stance never do.
 */
export function sameEvent(a: Fact, b: Fact): boolean {
  if (a.article === b.article || a.stance !== b.stance) return false;
  const one = analysisOf(a);
  const other = analysisOf(b);
  // Cheap tests that most pairs fail come first; the comparison by word vectors comes last.
  if (sharedCount(one, other) < LEAST_COMMON) return false;
  const common = one.words.intersection(other.words);
  const shared = common.size;
  const alike = (2 * shared) / (one.words.size + other.words.size);
  if (shared < LEAST_COMMON || alike < ALIKE_WITH_NAMES) return false;
  const names = common.intersection(one.names).size;
  if (shared - names < LEAST_OF_MATTER || (names < 2 && alike < ALIKE)) return false;
  if (one.negated !== other.negated) return false;
  if (differ(one.numbers, other.numbers) || differ(one.names, other.names)) return false;
  return !deedsDiffer(one, other);
}

/** A fact with those of other articles about the same event: one line of a card with all its sources. */
export interface Event<T> {
  readonly lead: T;
  readonly also: readonly T[];
}

/**
 * Groups facts of several articles that report one event, in order of each group's first fact. At most one fact of an
 * article joins, and the first leads. Answers and digests show an event as one line ("3 sources"). Facts that are
 * `near` the question join a group but do not lead one.
 */
export function eventsOf<T>(
  items: readonly T[],
  factOf: (item: T) => Fact,
  near: readonly T[] = [],
): Event<T>[] {
  const events: { lead: T; also: T[] }[] = [];
  const eventOf = (item: T) => {
    const fact = factOf(item);
    const isHeld = (one: T): boolean => factOf(one).article === fact.article;
    return events.find(
      ({ lead, also }) => !isHeld(lead) && !also.some(isHeld) && sameEvent(factOf(lead), fact),
    );
  };
  for (const item of items) {
    const event = eventOf(item);
    if (event) event.also.push(item);
    else events.push({ lead: item, also: [] });
  }
  for (const item of near) eventOf(item)?.also.push(item);
  return events;
}

/** Compares two dates, the later first. Missing dates come last. */
export function newestFirst(a: string | null | undefined, b: string | null | undefined): number {
  const time = (date: string | null | undefined) => {
    const at = date ? Date.parse(date) : Number.NaN;
    return Number.isNaN(at) ? -Infinity : at;
  };
  const [one, other] = [time(a), time(b)];
  return one === other ? 0 : other > one ? 1 : -1;
}
