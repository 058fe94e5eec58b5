import type { Fact } from '../domain/fact.ts';
import { IRREGULAR_PAST } from '../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../language/lexicon/reporting-verbs.ts';
import { isNegation } from '../language/negation.ts';
import { similarity, wordFor } from '../language/similarity.ts';
import { stem } from '../language/stemmer.ts';
import { contentWords, FUNCTION_WORDS } from '../language/stop-words.ts';
import { type Token, tokenize } from '../language/tokenizer.ts';

/** Share of common words from which two claims tell the same event; measured on reworded agency reports. */
const ALIKE = 0.5;
/** With two names in common, less suffices. */
const ALIKE_WITH_NAMES = 0.4;
/** Who and where alone make no event: so many words, and so many that are no names, must be common. */
const LEAST_COMMON = 4;
const LEAST_OF_MATTER = 2;

const NUMBER_WORDS = new Map(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, at) => [word, String(at + 1)]),
);
/** Words of days and times: two reports of one event may name different ones, or none. */
const TIMES = new Set(
  'monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning evening night'.split(
    ' ',
  ),
);

/** What a claim tells. Each part is made when it is first asked for: most pairs of claims differ in their words already. */
class Told {
  /** Stems of the words that carry the subject. */
  readonly words: ReadonlySet<string>;
  readonly #fact: Fact;
  readonly #content: readonly string[];
  #names: ReadonlySet<string> | undefined;
  #numbers: ReadonlySet<string> | undefined;
  #tokens: readonly Token[] | undefined;
  #predicates: readonly string[] | undefined;

  constructor(fact: Fact) {
    this.#fact = fact;
    this.#content = contentWords(fact.claim);
    this.words = new Set(this.#content.map(stem));
  }

  /** Those of the words that are names. */
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
      ...this.#content.flatMap((word) => NUMBER_WORDS.get(word) ?? []),
    ]);
    return this.#numbers;
  }

  get #claimTokens(): readonly Token[] {
    this.#tokens ??= tokenize(this.#fact.claim);
    return this.#tokens;
  }

  /** Whether it says that something is not so. */
  get negated(): boolean {
    return this.#claimTokens.some(({ key }) => isNegation(key));
  }

  /** The words that tell what happened, or was or is to be. */
  get predicates(): readonly string[] {
    this.#predicates ??= predicatesOf(this.#claimTokens);
    return this.#predicates;
  }
}

const known = new WeakMap<Fact, Told>();

function toldBy(fact: Fact): Told {
  const before = known.get(fact);
  if (before) return before;
  const told = new Told(fact);
  known.set(fact, told);
  return told;
}

const AUXILIARIES = new Set(
  'is are was were be been being has have had will would could may might must should to'.split(' '),
);

/** The words that tell what happened: verbs in the past, and what stands behind "was" or "would"; verbs of saying aside. */
const predicatesOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap(({ key, capital }, at) => {
    if (at === 0 || capital || FUNCTION_WORDS.has(key) || REPORTING_VERBS.get(key)?.complement === 'any')
      return [];
    const isPast = /[a-z]{2}ed$/.test(key) || IRREGULAR_PAST.has(key);
    return isPast || AUXILIARIES.has(tokens[at - 1]!.key) ? [key] : [];
  });

/** Likeness from which two verbs tell of one deed: "died" and "killed". */
const SAME_DEED = 0.25;

/** Whether each tells of deeds of which the other tells none: "opened", "dropped". */
function deedsDiffer(a: Told, b: Told): boolean {
  if (a.predicates.length === 0 || b.predicates.length === 0) return false;
  const isHeld = (told: Told) => (key: string) => told.words.has(stem(key));
  if (a.predicates.some(isHeld(b)) || b.predicates.some(isHeld(a))) return false;
  return !a.predicates.some((one) =>
    b.predicates.some((other) => similarity(wordFor(one), wordFor(other)) >= SAME_DEED),
  );
}

/** Both have some, and neither's are all among the other's. */
const differ = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && !a.isSubsetOf(b) && !b.isSubsetOf(a);

/**
 * Tells whether two facts of different articles report the same event: they share half of their words, not names alone,
 * their verbs tell of one deed, and neither names somebody, somewhere or a number in the other's place ("discussed Syria", "discussed Iran"). Facts of
 * one article, and facts of opposite stance, are never the same.
 */
export function sameEvent(a: Fact, b: Fact): boolean {
  if (a.article === b.article || a.stance !== b.stance) return false;
  const [one, other] = [toldBy(a), toldBy(b)];
  // First what most pairs fail; last what compares words by their vectors.
  const common = one.words.intersection(other.words);
  if (common.size < LEAST_COMMON) return false;
  const alike = (2 * common.size) / (one.words.size + other.words.size);
  if (alike < ALIKE_WITH_NAMES) return false;
  const names = common.intersection(one.names).size;
  if (common.size - names < LEAST_OF_MATTER || (names < 2 && alike < ALIKE)) return false;
  if (one.negated !== other.negated) return false;
  if (differ(one.numbers, other.numbers) || differ(one.names, other.names)) return false;
  return !deedsDiffer(one, other);
}

/** A fact with those of other articles that report the same event: one line of a card, with all its sources. */
export interface Event<T> {
  readonly lead: T;
  readonly also: readonly T[];
}

/**
 * Gathers facts that report the same event in several articles, in the order of the first of each; at most one of an
 * article joins. The first leads. Answers and digests show an event as one line ("3 sources"), so that a story that
 * everybody carries does not fill the card. What is `near` joins an event and makes none.
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

/** The later of two dates first; what bears none, last. */
export function newestFirst(a: string | null | undefined, b: string | null | undefined): number {
  const time = (date: string | null | undefined) => {
    const at = date ? Date.parse(date) : Number.NaN;
    return Number.isNaN(at) ? -Infinity : at;
  };
  const [one, other] = [time(a), time(b)];
  return one === other ? 0 : other > one ? 1 : -1;
}
