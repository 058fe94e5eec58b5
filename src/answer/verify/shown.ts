import type { Fact } from '../../domain/fact.ts';
import { createWeakCache } from '../../domain/weak-cache.ts';
import type { AnswerKind, Asked } from './asked.ts';
import { type Candidate, candidateOf, FILLER, fillersOf } from './term-matches.ts';

/** The longest line of a fact on a card, in characters. */
export const MAX_SHOWN = 300;
/** A claim shorter than this share of its sentence may have lost the answer to a question of a formless kind. */
const NEARLY_WHOLE = 0.8;

/** Kinds of answer that have no recognisable form. A claim may have left the answer out. */
const FORMLESS: ReadonlySet<AnswerKind> = new Set(['what', 'yes-no', 'statement', 'definition']);

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether a claim consists of words of its quote. If not, a person wrote it. */
function isExtract(claim: string, quote: string): boolean {
  const words = lettersOf(claim).split(' ');
  const held = new Set(lettersOf(quote).split(' '));
  return words.filter((word) => held.has(word)).length >= 0.95 * words.length;
}

/** The lines that a card may show of a fact, whatever was asked. */
interface Lines {
  readonly claim: string;
  readonly sentence: string;
  readonly isExtract: boolean;
}

/** Facts whose lines are kept in each generation of the cache: those that cards show first. */
const CACHE_SIZE = 4_096;
const linesOf = createWeakCache(CACHE_SIZE, (fact: Fact): Lines => {
  const [claim, sentence] = [flat(fact.claim), flat(fact.quote)];
  return { claim, sentence, isExtract: claim === sentence || isExtract(claim, sentence) };
});

/** Scores a text by how much of the question it contains. A filler of the answer counts two. */
function relevanceOf(asked: Asked, { fact, hit }: Candidate, text: string): number {
  const candidate = candidateOf(asked, { ...fact, claim: text, quote: text }, { ...hit, matches: [] });
  const met = asked.terms.reduce((sum, { weight }, at) => sum + weight * candidate.matches[at]!.value, 0);
  return met + (FILLER[asked.kind] && fillersOf(asked, candidate).length > 0 ? 2 : 0);
}

/** Returns the places where a sentence may be cut: spaces after a mark that ends a clause. */
function clauseEnds(text: string): number[] {
  return [
    ...text.matchAll(
      /[,;:—–.!?)]["”’]?(?=\s)|\s(?=(?:which|who|that|because|while|after|when|where|as|and|but)\s)/g,
    ),
  ].map(({ index, 0: mark }) => index + mark.length);
}

/** Returns the part of a long sentence, at most `MAX_SHOWN` characters, that contains the most of the question. */
function bestStretch(asked: Asked, candidate: Candidate, sentence: string): string {
  const ends = [0, ...clauseEnds(sentence), sentence.length];
  let best = { text: sentence.slice(0, MAX_SHOWN).replace(/\s+\S*$/, ''), worth: -1 };
  for (const from of ends) {
    const to = ends.findLast((end) => end - from <= MAX_SHOWN);
    if (to === undefined || to <= from) continue;
    const text = sentence.slice(from, to).trim();
    const value = relevanceOf(asked, candidate, text) - from / 10_000;
    if (value > best.worth + 1e-9) best = { text, worth: value };
    if (to === sentence.length) break;
  }
  return best.text;
}

/**
 * Returns the line that a card shows for a fact: the claim if it contains what was asked, else the sentence or a part
 * of it. At most `MAX_SHOWN` characters, always verbatim from the claim or the quote.
 */
export function shownOf(asked: Asked, candidate: Candidate): string {
  const { claim: line, sentence, isExtract: isCut } = linesOf.of(candidate.fact);
  const isShort = line.length <= MAX_SHOWN;
  if (isShort && (line === sentence || !isCut)) return line;
  const loses =
    relevanceOf(asked, candidate, sentence) > relevanceOf(asked, candidate, line) + 0.01 ||
    (FORMLESS.has(asked.kind) && line.length < NEARLY_WHOLE * sentence.length);
  if (isShort && !loses) return line;
  return sentence.length <= MAX_SHOWN ? sentence : bestStretch(asked, candidate, sentence);
}
