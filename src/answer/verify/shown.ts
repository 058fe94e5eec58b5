import type { AnswerKind, Asked } from './asked.ts';
import { type Candidate, candidateOf, FILLER, fillersOf } from './term-matches.ts';

/** The longest line that a card shows of a fact, in characters. */
export const MAX_SHOWN = 300;
/** A claim this much shorter than its sentence may have lost what a question without a form of answer asks for. */
const NEARLY_WHOLE = 0.8;

/** Kinds of answer that no form shows: what a claim leaves out may be it. */
const FORMLESS: ReadonlySet<AnswerKind> = new Set(['what', 'yes-no', 'statement', 'definition']);

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether a claim is cut out of its quote, rather than written by a person in words of their own. */
function isExtract(claim: string, quote: string): boolean {
  const words = lettersOf(claim).split(' ');
  const held = new Set(lettersOf(quote).split(' '));
  return words.filter((word) => held.has(word)).length >= 0.95 * words.length;
}

/** How much of the question a text bears out, with two for the filler of the answer. */
function worth(asked: Asked, { fact, hit }: Candidate, text: string): number {
  const candidate = candidateOf(asked, { ...fact, claim: text, quote: text }, { ...hit, matches: [] });
  const met = asked.terms.reduce((sum, { weight }, at) => sum + weight * candidate.matches[at]!.value, 0);
  return met + (FILLER[asked.kind] && fillersOf(asked, candidate).length > 0 ? 2 : 0);
}

/** Where a sentence may be cut: at a space behind a mark that ends a clause. */
function clauseEnds(text: string): number[] {
  return [
    ...text.matchAll(
      /[,;:—–.!?)]["”’]?(?=\s)|\s(?=(?:which|who|that|because|while|after|when|where|as|and|but)\s)/g,
    ),
  ].map(({ index, 0: mark }) => index + mark.length);
}

/** The stretch of a long sentence, `MAX_SHOWN` characters at most, that bears out the most of the question. */
function bestStretch(asked: Asked, candidate: Candidate, sentence: string): string {
  const ends = [0, ...clauseEnds(sentence), sentence.length];
  let best = { text: sentence.slice(0, MAX_SHOWN).replace(/\s+\S*$/, ''), worth: -1 };
  for (const from of ends) {
    const to = ends.findLast((end) => end - from <= MAX_SHOWN);
    if (to === undefined || to <= from) continue;
    const text = sentence.slice(from, to).trim();
    const value = worth(asked, candidate, text) - from / 10_000;
    if (value > best.worth + 1e-9) best = { text, worth: value };
    if (to === sentence.length) break;
  }
  return best.text;
}

/**
 * The line that a card shows of a fact for a question: the claim if it says what was asked, else the verbatim sentence or the
 * part of it that does. At most `MAX_SHOWN` characters; verbatim words of the claim or the quote.
 */
export function shownOf(asked: Asked, candidate: Candidate): string {
  const { claim, quote } = candidate.fact;
  const [line, sentence] = [flat(claim), flat(quote)];
  const isShort = line.length <= MAX_SHOWN;
  if (isShort && (line === sentence || !isExtract(line, sentence))) return line;
  const loses =
    worth(asked, candidate, sentence) > worth(asked, candidate, line) + 0.01 ||
    (FORMLESS.has(asked.kind) && line.length < NEARLY_WHOLE * sentence.length);
  if (isShort && !loses) return line;
  return sentence.length <= MAX_SHOWN ? sentence : bestStretch(asked, candidate, sentence);
}
