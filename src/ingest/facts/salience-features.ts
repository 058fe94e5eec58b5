import { beginsBack } from './back-references.ts';

/** The properties of a claim from which its salience is computed. */
export interface Weighed {
  readonly claim: string;
  /** The claim's content words. */
  readonly words: readonly string[];
  /** The index among the article's statements, from 0. */
  readonly place: number;
  readonly speaker: string | null;
  /** The names in the claim. */
  readonly entities: readonly string[];
  /** The ids of the claim's topics. */
  readonly topics: readonly string[];
}

const CONSEQUENCE =
  /\b(?:announc|apologi[sz]|appeal|approv|arrest|attack|banned|bans|charge[ds]|clos(?:e|es|ed|ing)\b|convict|declar|die[ds]?\b|dead|death|decid|deni|destroy|elect|ended|explo|fired|found|guilty|kill|launch|lost|order|pass(?:ed|es)\b|plan|propos|reject|releas|resign|result|rul(?:ed|ing)\b|sentenc|shot|sign(?:ed|s)\b|strike|sue[ds]?\b|suspend|vote|won\b|warn)/i;
const FUTURE = /\b(?:will|would|expected|plans?|planned|scheduled|due to|set to|going to|deadline)\b/i;
const CAUSE = /\b(?:because|after|due to|led to|as a result|amid|following|accus\w+|blam\w+|caus\w+)\b/i;
const SUPERLATIVE =
  /\b(?:first|last|most|largest|biggest|worst|best|highest|lowest|deadliest|only|record|\p{Ll}{3,12}est)\b/iu;
const PERSONAL = /\b(?:i|me|my|we|us|our|you|your)\b/i;
const MONEY = /[$€£¥]\s?\d|\b(?:dollars|euros|pounds)\b/i;
const COUNT =
  /\b\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|millions?|billions?|half)\b/i;
const SHARE = /\d\s?(?:%|percent|per cent)/i;
const PAST_YEAR = /\b(?:in|since|from|of) (?:1[89]|20)\d\d\b/i;
const RECENT =
  /\b(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:week|month|year)|last (?:week|month|night)|now)\b/i;
const HEDGE = /\b(?:may|might|could|perhaps|possibly|seems?|appears?|likely)\b/i;
/** Matches a claim that is only a quotation, with or without its speaker's name. */
const QUOTED = /^(?:[^“"]{1,80}: )?["“][^“”"]*["”]\.?$/;
/** Matches a claim that begins with a quotation, with or without its speaker's name. */
const QUOTATION_FIRST = /^(?:\p{Lu}[^“"]{0,60}: )?["“]/u;
const CONTRAST = /^(?:but|however|yet|although|though|while|despite|still)\b/i;

/** Names of the salience features, in the order of `featuresOf`. */
export const SALIENCE_FEATURES = [
  'opening',
  'second',
  'position',
  'lateness',
  'ending',
  'centrality',
  'leadWords',
  'length',
  'short',
  'long',
  'names',
  'mainName',
  'count',
  'money',
  'share',
  'consequence',
  'future',
  'cause',
  'superlative',
  'pastYear',
  'recent',
  'hedge',
  'contrast',
  'personal',
  'pointsBack',
  'quoted',
  'quoting',
  'spoken',
  'firstOfSpeaker',
  'slowPosition',
  'quotationFirst',
  'newWords',
  'topicShare',
] as const;

/** Returns the overlap coefficient of two sets of words, 0 to 1: the common share of the smaller set. */
export function overlap(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  let common = 0;
  for (const word of left) if (right.has(word)) common++;
  return common / Math.max(1, Math.min(left.size, right.size));
}

/** Creates a function that numbers words. Equal words get the same number. */
function wordNumbers(): (words: readonly string[]) => ReadonlySet<number> {
  const numbers = new Map<string, number>();
  return (words) =>
    new Set(
      words.map((word) => {
        const known = numbers.get(word);
        if (known === undefined) numbers.set(word, numbers.size);
        return known ?? numbers.size - 1;
      }),
    );
}

/**
 * Returns each claim's centrality, 0 to 1: the weight of its words that other claims repeat, damped by their number.
 */
function centralities(words: readonly ReadonlySet<number>[]): readonly number[] {
  const counts: number[] = [];
  for (const set of words) for (const word of set) counts[word] = (counts[word] ?? 0) + 1;
  const weights = counts.map((count) => (count < 2 ? 0 : Math.log(1 + count)));
  const sums = words.map((set) => {
    let sum = 0;
    for (const word of set) sum += weights[word]!;
    return sum / Math.sqrt(Math.max(1, set.size));
  });
  const most = sums.reduce((left, right) => Math.max(left, right), 1e-9);
  return sums.map((sum) => sum / most);
}

/** Returns the frequency of a claim's most frequent name, relative to the article's most frequent name. */
function nameShares(claims: readonly Weighed[]): (entities: readonly string[]) => number {
  const counts = new Map<string, number>();
  for (const { entities } of claims)
    for (const name of entities) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = [...counts.values()].reduce((left, right) => Math.max(left, right), 1);
  return (entities) => entities.reduce((best, name) => Math.max(best, (counts.get(name) ?? 0) / most), 0);
}

/** Returns the share of an article's mentions of topics that are of a claim's topics. A mention is a claim with a topic. */
function topicShares(claims: readonly Weighed[]): (topics: readonly string[]) => number {
  const counts = new Map<string, number>();
  for (const topic of claims.flatMap(({ topics }) => topics)) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  const all = claims.reduce((sum, { topics }) => sum + topics.length, 0);
  return (topics) => topics.reduce((sum, topic) => sum + counts.get(topic)!, 0) / Math.max(1, all);
}

/** The number of claims in an article's lead. */
const LEAD = 2;
/** The best length of a claim, in UTF-16 units: long enough for one complete statement. */
const BEST_LENGTH = 130;
const SHORT = 60;
const LONG = 220;

/** Returns each claim's features, 0 to 1, and its words as numbers. */
export function featuresOf(claims: readonly Weighed[]): {
  readonly rows: readonly (readonly number[])[];
  readonly words: readonly ReadonlySet<number>[];
} {
  const numbersOf = wordNumbers();
  const words = claims.map((claim) => numbersOf(claim.words));
  const central = centralities(words);
  const shareOf = nameShares(claims);
  const topicShareOf = topicShares(claims);
  const used = new Set<number>();
  const lead = new Set(words.slice(0, LEAD).flatMap((set) => [...set]));
  const heard = new Set<string>();
  const last = Math.max(1, claims.length - 1);
  const is = (value: boolean): number => (value ? 1 : 0);
  const rows = claims.map(({ claim, place, speaker, entities, topics }, index) => {
    const own = words[index]!;
    const fresh = [...own].filter((word) => !used.has(word)).length / Math.max(1, own.size);
    for (const word of own) used.add(word);
    const isQuoted = QUOTED.test(claim);
    const isFirst = speaker !== null && !heard.has(speaker);
    if (speaker) heard.add(speaker);
    return [
      is(place === 0),
      is(place === 1),
      1 / (1 + place / 3),
      index / last,
      is(index / last > 0.85),
      central[index]!,
      index < LEAD ? 0 : overlap(words[index]!, lead),
      Math.max(0, 1 - Math.abs(claim.length - BEST_LENGTH) / BEST_LENGTH),
      is(claim.length < SHORT),
      is(claim.length > LONG),
      Math.min(1, entities.length / 5),
      shareOf(entities),
      is(COUNT.test(claim)),
      is(MONEY.test(claim)),
      is(SHARE.test(claim)),
      is(CONSEQUENCE.test(claim)),
      is(FUTURE.test(claim)),
      is(CAUSE.test(claim)),
      is(SUPERLATIVE.test(claim)),
      is(PAST_YEAR.test(claim)),
      is(RECENT.test(claim)),
      is(HEDGE.test(claim)),
      is(CONTRAST.test(claim)),
      is(PERSONAL.test(claim)),
      is(beginsBack(claim)),
      is(isQuoted),
      is(!isQuoted && /[“"]/.test(claim)),
      is(speaker !== null),
      is(isFirst),
      Math.exp(-index / 10),
      is(QUOTATION_FIRST.test(claim)),
      fresh,
      topicShareOf(topics),
    ];
  });
  return { rows, words };
}
