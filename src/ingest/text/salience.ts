import { STOP_WORDS } from './words/function-words.ts';

/** A claim as salience weighs it. */
export interface Weighed {
  /** The sentence's words, for what the article is about. */
  readonly words: readonly string[];
  readonly claim: string;
  /** Its place among the article's sentences, from 0. */
  readonly place: number;
  readonly quoted: boolean;
  readonly hasSpeaker: boolean;
}

const POSITION = 1.1;
const CENTROID = 0.9;
const LENGTH = 0.25;
const NUMBERS = 0.08;
const QUOTED = 0.35;

/** The words of a text that carry its subject, in lower case. */
export const contentWords = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).filter((word) => !STOP_WORDS.has(word));

/** How near a sentence is to what the whole article is about: the mean weight of its words. */
function centrality(words: readonly string[], weight: ReadonlyMap<string, number>): number {
  if (words.length === 0) return 0;
  let sum = 0;
  for (const word of new Set(words)) sum += weight.get(word) ?? 0;
  return sum / Math.sqrt(words.length);
}

/** A claim says most at the length of a headline's sentence. */
const lengthScore = (claim: string): number => Math.max(0, 1 - Math.abs(claim.length - 120) / 120);

/**
 * Gives every claim of an article its salience, 0 to 1, to two decimals more than a card can need: early sentences,
 * near the article's centre, of a headline's length, with numbers rather than loose quotations.
 */
export function saliences(claims: readonly Weighed[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const { words } of claims)
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weight = new Map([...counts].map(([word, count]) => [word, count < 2 ? 0 : Math.log(1 + count)]));
  const central = claims.map(({ words }) => centrality(words, weight));
  const most = central.reduce((a, b) => Math.max(a, b), 1e-9);
  const raw = claims.map(({ claim, place, quoted }, index) => {
    const score =
      POSITION / (1 + place / 3) + (CENTROID * central[index]!) / most + LENGTH * lengthScore(claim);
    return score + (/\d/.test(claim) ? NUMBERS : 0) - (quoted ? QUOTED : 0);
  });
  const top = raw.reduce((a, b) => Math.max(a, b), 1e-9);
  return raw.map((score) => Math.round(10_000 * Math.min(1, Math.max(0, score / top))) / 10_000);
}
