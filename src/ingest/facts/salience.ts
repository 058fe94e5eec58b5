/** What a claim's salience is told by. */
export interface Weighed {
  readonly claim: string;
  /** Its content words. */
  readonly words: readonly string[];
  /** Its place among the article's statements, from 0. */
  readonly place: number;
  /** True if it is nothing but a quotation. */
  readonly quoted: boolean;
  readonly speaker: string | null;
  /** The names in it. */
  readonly entities: readonly string[];
}

/**
 * Weights of a logistic regression: the chance that a claim is one that a reader must be told or asks about. Trained on
 * 300 news articles with written highlights and 22 with the sentences that careful readers marked or asked for.
 */
const WEIGHTS = {
  /** 1 / (1 + place / 3). */
  position: 2.5,
  /** Words that the article repeats, against the claim with the most. */
  centrality: 1,
  /** Words of the first two claims, in a later one. */
  leadWords: 1,
  number: 0.45,
  /** Length near 110 characters, 0..1. */
  length: 0.2,
  short: -0.25,
  /** Names, five or more counting 1. */
  names: 0.3,
  mainName: 0.1,
  /** Words of decisions, deaths, votes and what will be. */
  consequence: 0.2,
  firstOfSpeaker: 0.1,
  quoted: -0.7,
  quoting: -0.2,
  /** "I", "we", "you". */
  personal: -0.35,
} as const;
const INTERCEPT = -2.4;

const BEST_LENGTH = 110;
const SHORT = 60;
const CONSEQUENCE =
  /\b(?:announc|apologi[sz]|appeal|approv|arrest|attack|banned|bans|charge[ds]|clos(?:e|es|ed|ing)\b|convict|declar|die[ds]?\b|dead|death|decid|deni|destroy|elect|ended|explo|fired|found|guilty|kill|launch|lost|order|pass(?:ed|es)\b|plan|propos|reject|releas|resign|result|rul(?:ed|ing)\b|sentenc|shot|sign(?:ed|s)\b|strike|sue[ds]?\b|suspend|vote|will|would|won\b|warn)/i;
const PERSONAL = /\b(?:i|me|my|we|us|our|you|your)\b/i;

/** How strongly the first claims are kept from repeating each other and from standing side by side, in log odds. */
const REPEATING = { first: 1, later: 2 } as const;
const ADJACENT = { first: 0, later: 0.3 } as const;
/** The lead: so many claims may stand side by side. */
const LEAD = 3;
/** How many claims are kept apart, and among how many they are chosen. */
const CHOSEN = 8;
const CANDIDATES = 24;

/** The share of the smaller claim's words that both have. */
function overlap(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  let common = 0;
  for (const word of left) if (right.has(word)) common++;
  return common / Math.max(1, Math.min(left.size, right.size));
}

/** Each claim's different words, as numbers that stand for them. */
function numbered(claims: readonly Weighed[]): readonly ReadonlySet<number>[] {
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  return claims.map(({ words }) => new Set(words.map(numberOf)));
}

/** How near each claim is to what the whole article is about, 0..1: the weight of its repeated words, dampened by their number. */
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

/** How often each name stands in the article, against the commonest. */
function nameShares(claims: readonly Weighed[]): (entities: readonly string[]) => number {
  const counts = new Map<string, number>();
  for (const { entities } of claims)
    for (const name of entities) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = [...counts.values()].reduce((left, right) => Math.max(left, right), 1);
  return (entities) => entities.reduce((best, name) => Math.max(best, (counts.get(name) ?? 0) / most), 0);
}

/** The log odds of each claim by itself. */
function logOdds(claims: readonly Weighed[], words: readonly ReadonlySet<number>[]): number[] {
  const central = centralities(words);
  const shareOf = nameShares(claims);
  const lead = new Set([...(words[0] ?? []), ...(words[1] ?? [])]);
  const heard = new Set<string>();
  return claims.map(({ claim, place, quoted, speaker, entities }, index) => {
    const isFirst = speaker !== null && !heard.has(speaker);
    if (speaker) heard.add(speaker);
    return (
      INTERCEPT +
      WEIGHTS.position / (1 + place / 3) +
      WEIGHTS.centrality * central[index]! +
      WEIGHTS.leadWords * (place > 1 ? overlap(words[index]!, lead) : 0) +
      WEIGHTS.length * Math.max(0, 1 - Math.abs(claim.length - BEST_LENGTH) / BEST_LENGTH) +
      WEIGHTS.names * Math.min(1, entities.length / 5) +
      WEIGHTS.mainName * shareOf(entities) +
      (/\d/.test(claim) ? WEIGHTS.number : 0) +
      (claim.length < SHORT ? WEIGHTS.short : 0) +
      (CONSEQUENCE.test(claim) ? WEIGHTS.consequence : 0) +
      (isFirst ? WEIGHTS.firstOfSpeaker : 0) +
      (PERSONAL.test(claim) ? WEIGHTS.personal : 0) +
      (quoted ? WEIGHTS.quoted : /[“"]/.test(claim) ? WEIGHTS.quoting : 0)
    );
  });
}

/** Lowers, among the best claims, those that repeat a better one or stand beside it. */
function withoutRepetition(
  odds: readonly number[],
  words: readonly ReadonlySet<number>[],
): readonly number[] {
  const result = [...odds];
  const order = [...odds.keys()].sort((left, right) => odds[right]! - odds[left]!).slice(0, CANDIDATES);
  const chosen: number[] = [];
  while (chosen.length < CHOSEN && order.length > 0) {
    const step = chosen.length < LEAD ? 'first' : 'later';
    for (const index of order) {
      const repeated = chosen.reduce(
        (most, other) => Math.max(most, overlap(words[index]!, words[other]!)),
        0,
      );
      const beside = chosen.filter((other) => Math.abs(other - index) === 1).length;
      result[index] = odds[index]! - REPEATING[step] * repeated - ADJACENT[step] * beside;
    }
    order.sort((left, right) => result[right]! - result[left]!);
    chosen.push(order.shift()!);
  }
  return result;
}

/**
 * Gives every claim of an article its salience, 0..1: the chance that a reader must be told it, the same measure in
 * every article. The lead, what the article repeats, numbers, names and consequences raise it; quotations and what a
 * better claim says already lower it.
 */
export function saliences(claims: readonly Weighed[]): readonly number[] {
  const words = numbered(claims);
  const odds = withoutRepetition(logOdds(claims, words), words);
  return odds.map((value) => Math.round(1e6 / (1 + Math.exp(-value))) / 1e6);
}
