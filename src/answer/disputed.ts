import type { Fact } from '../domain/fact.ts';
import { amountsIn } from '../language/amounts.ts';
import { stem } from '../language/stemmer.ts';
import { contentWords } from '../language/stop-words.ts';

/** Begins what somebody denies. Calls, bids and offers that are turned down assert nothing. */
const DENIES =
  /\b(?:(?:denied|denies|denying) (?!access|entry|bail|permission|visas?\b)|(?:rejected|rejects|dismissed|dismisses|disputed|disputes|refuted|refutes) (?:the |a |an |all |any )?(?:claims?|reports?|allegations?|accusations?|suggestions?)\b)/iu;
/** Begins a sentence that is set against the one before it. */
const CONTRAST = /^[\s"“]*(?:yet|but|however|in fact|nevertheless|nonetheless)\b/iu;
/** Matches evidence that speaks for itself: "a memo seen by the paper lists". */
const EVIDENCE =
  /\b(?:memos?|documents?|e-?mails?|letters?|minutes|records?|recordings?|files?|invoices?|contracts?|messages|logs?)\b.{0,60}\b(?:lists?|listed|shows?|showed|says?|said|states?|stated|names?|named|reveals?|revealed|suggests?|suggested|confirms?|confirmed)\b/iu;
/** Words in what somebody answers to another's figure. */
const CORRECTS = /\b(?:only|just|actually|in fact|no more than|not more than)\b/iu;
const PAYS =
  /\b(?:pay|pays|paid|give|gives|gave|given|spend|spent|receive|received|granted?|transferred|got)\b/iu;
/** The share by which two figures differ that are not one figure rounded. */
const LEAST_DIFFERENCE = 0.1;
/** The most facts between two figures of which one answers the other. */
const MOST_BETWEEN = 2;
/** The most facts of one speaker between a denial and what it is set against. */
const MOST_OF_DENIER = 10;

const wordsIn = (text: string): string[] => contentWords(text).map(stem);

function sharedBy(one: string, other: string, names: readonly (string | null)[]): number {
  const named = new Set(names.flatMap((name) => (name ? wordsIn(name) : [])));
  const words = new Set(wordsIn(other));
  return new Set(wordsIn(one).filter((word) => words.has(word) && !named.has(word) && !/^\p{N}/u.test(word)))
    .size;
}

/** Returns the fact that an article sets against a denial: the first of another voice after it, with a "but". */
function setAgainst(facts: readonly Fact[], at: number): number | null {
  const { claim, speaker } = facts[at]!;
  const denied = DENIES.exec(claim);
  if (!denied || speaker === null) return null;
  const matter = claim.slice(denied.index + denied[0].length);
  for (let next = at + 1; next < Math.min(facts.length, at + 2 + MOST_OF_DENIER); next++) {
    const other = facts[next]!;
    if (other.speaker === speaker) continue;
    if (!CONTRAST.test(other.quote) || other.stance !== 'affirmed' || DENIES.test(other.claim)) return null;
    const isNobody = other.speaker === null || !/\p{Lu}/u.test(other.speaker);
    if (isNobody) return EVIDENCE.test(other.claim) ? next : null;
    return sharedBy(matter, other.claim, [speaker, other.speaker]) >= 2 ? next : null;
  }
  return null;
}

/** A claim's sum of money; null if it has none or several. */
function moneyIn(claim: string): { readonly value: number; readonly unit: string } | null {
  const [sum, ...others] = amountsIn(claim);
  return sum && others.length === 0 ? { unit: sum.key.slice(0, 1), value: Number(sum.key.slice(1)) } : null;
}

/** Whether one speaker answers another's sum with a smaller one: "12 million", "only 5 million had been paid". */
function correctsSum(before: Fact, after: Fact): boolean {
  if (before.speaker === null || after.speaker === null || before.speaker === after.speaker) return false;
  if (!CORRECTS.test(after.claim) || !PAYS.test(after.claim) || !PAYS.test(before.claim)) return false;
  const [one, other] = [moneyIn(before.claim), moneyIn(after.claim)];
  if (!one || !other || one.unit !== other.unit) return false;
  const names = [before.speaker, after.speaker].join(' ');
  const isElsewhere = after.entities.some(
    (name) =>
      !/\p{N}/u.test(name) &&
      !names.includes(name) &&
      after.claim.includes(name) &&
      !before.claim.includes(name),
  );
  return !isElsewhere && other.value < one.value * (1 - LEAST_DIFFERENCE);
}

/**
 * Finds facts of one article, in its order, that it sets against each other: a denial and what follows with a "but",
 * and a sum of money and the smaller one that somebody else answers it with. Returns pairs of indexes.
 */
export function disputedIn(facts: readonly Fact[]): readonly (readonly [number, number])[] {
  const denied = facts.flatMap((_, at) => {
    const against = setAgainst(facts, at);
    return against === null ? [] : [[at, against] as const];
  });
  const sums = facts.flatMap((fact, at) =>
    facts
      .slice(at + 1, at + 2 + MOST_BETWEEN)
      .flatMap((other, after) => (correctsSum(fact, other) ? [[at, at + 1 + after] as const] : [])),
  );
  return [...denied, ...sums];
}
