import { sameEvent } from '../../answer/same-event.ts';
import type { Fact } from '../../domain/fact.ts';
import { FUNCTION_WORDS } from '../../language/stop-words.ts';
import { fold } from '../../language/tokenizer.ts';

/** The share of common words from which two claims say the same, unless they differ in a deciding word. */
const MIN_SHARED = 0.6;

/** Words that change a claim's meaning: negations and number words. */
const DECIDING_WORDS = new Set(
  (
    'no not never nor none neither without nothing nobody denied refused rejected ' +
    'zero one two three four five six seven eight nine ten eleven twelve hundred thousand million billion half twice ' +
    'more less fewer up down rose fell before after first second third last next'
  ).split(' '),
);
/** Words that are often capitalised only because they begin a sentence. */
const SENTENCE_STARTERS = new Set(
  'a an the in on at of for to as it its and but while when since with by from'.split(' '),
);

interface Words {
  readonly all: ReadonlySet<string>;
  /** Names, numbers and words of DECIDING_WORDS. Claims that differ in these say different things. */
  readonly deciding: ReadonlySet<string>;
}

const cachedWords = new WeakMap<Fact, Words>();

function wordsOf(fact: Fact): Words {
  const before = cachedWords.get(fact);
  if (before) return before;
  const all = new Set<string>();
  const deciding = new Set<string>();
  for (const word of fact.claim.match(/[\p{L}\p{N}]+/gu) ?? []) {
    const folded = fold(word);
    const isName = /^\p{Lu}/u.test(word) && !(all.size === 0 && SENTENCE_STARTERS.has(folded));
    all.add(folded);
    if (isName || /\p{N}/u.test(word) || DECIDING_WORDS.has(folded)) deciding.add(folded);
  }
  const words = { all, deciding };
  cachedWords.set(fact, words);
  return words;
}

/**
 * Whether two facts say the same: they report one event in different articles, or their claims share most words and all
 * names, numbers and negations. "Did not discuss Ukraine" and "did not discuss Venezuela" differ.
 */
export function saysTheSame(one: Fact, other: Fact): boolean {
  if (one.stance !== other.stance) return false;
  if (sameEvent(one, other)) return true;
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const [fewer, more] = left.all.size <= right.all.size ? [left, right] : [right, left];
  // All of the fewer words shared would be the share of the sizes.
  if (fewer.all.size < MIN_SHARED * more.all.size) return false;
  let shared = 0;
  for (const word of fewer.all) if (more.all.has(word)) shared++;
  if (shared < MIN_SHARED * (fewer.all.size + more.all.size - shared)) return false;
  const apart = left.all.symmetricDifference(right.all);
  return apart.isDisjointFrom(left.deciding) && apart.isDisjointFrom(right.deciding);
}

/** Facts that say the same have this many words of content in common, or all that one of them has. */
const MIN_COMMON = 2;
/** The most facts kept for one word. Facts that share rarer words are found by those. */
const MAX_HOLDERS = 30;
/** The most facts that one is compared with: those that share the most words. */
const MAX_COMPARED = 40;

/** Facts among which those that say the same as another are found, without comparing every pair. */
interface SaidIndex {
  add(fact: Fact): void;
  /** Whether one of the facts says the same as this one, other than itself and what it contradicts. */
  says(fact: Fact): boolean;
}

/** Creates an index of facts by their words of content. */
export function createSaidIndex(facts: readonly Fact[] = []): SaidIndex {
  const holders = new Map<string, Fact[]>();
  /** The number of words that a fact must share. */
  const needed = new Map<Fact, number>();
  const keysOf = (fact: Fact): readonly string[] => {
    const all = [...wordsOf(fact).all];
    const content = all.filter((word) => !FUNCTION_WORDS.has(word));
    return content.length > 0 ? content : all;
  };
  const self: SaidIndex = {
    add(fact) {
      const keys = keysOf(fact);
      needed.set(fact, Math.min(MIN_COMMON, keys.length));
      for (const word of keys) {
        const held = holders.get(word);
        if (!held) holders.set(word, [fact]);
        else if (held.length < MAX_HOLDERS) held.push(fact);
      }
    },
    says(fact) {
      const keys = keysOf(fact);
      const counts = new Map<Fact, number>();
      for (const word of keys)
        for (const other of holders.get(word) ?? []) counts.set(other, (counts.get(other) ?? 0) + 1);
      const near = [...counts].filter(([other, count]) => count >= Math.min(needed.get(other)!, keys.length));
      if (near.length > MAX_COMPARED) near.sort(([, left], [, right]) => right - left);
      return near.slice(0, MAX_COMPARED).some(([other]) => saysTheSameOf(other, fact));
    },
  };
  for (const fact of facts) self.add(fact);
  return self;
}

/** Whether `one` says the same as `fact` and is neither the fact itself nor the other side of a contradiction. */
export const saysTheSameOf = (one: Fact, fact: Fact): boolean =>
  one.id !== fact.id && !one.conflictsWith?.includes(fact.id) && saysTheSame(one, fact);
