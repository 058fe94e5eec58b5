import { AUXILIARIES, IRREGULAR_PAST } from '../../language/lexicon/function-words.ts';
import type { Token } from '../../language/text-tokens.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { opensWithCircumstance } from './compress-sentence.ts';

const isFiniteVerb = ({ lower, capital }: Token): boolean =>
  (AUXILIARIES.has(lower) && !/^(?:'s|be|been|being)$/.test(lower)) ||
  (!capital && (IRREGULAR_PAST.has(lower) || /ed$/.test(lower)));

/** The fewest tokens from the verb of a clause to its end: "…, and some opposed" needs the clause before. */
const LEAST_AFTER_VERB = 4;

/** Whether an independent clause begins at a token: "; the board …", ", and the board …". */
function opensClause(tokens: readonly Token[], at: number): boolean {
  const { text } = tokens[at]!;
  const joined = text === ',' && /^(?:and|but|while)$/.test(tokens[at + 1]?.lower ?? '');
  if (text !== ';' && !joined) return false;
  const subject = tokens[at + (joined ? 2 : 1)];
  if (!subject || subject.mark || (joined && isFiniteVerb(subject))) return false;
  // In "While we see what he says, and what they need, …" the main clause has not begun.
  if (/^(?:what|whatever|how|why|who)$/.test(subject.lower)) return false;
  if (opensWithCircumstance(tokens) && !tokens.slice(0, at).some((token) => token.text === ',')) return false;
  const verb = tokens.findIndex(
    (token, index) =>
      index > at + 2 &&
      isFiniteVerb(token) &&
      // "The tireless and undaunted drive"
      !/^(?:and|or|the|an?)$/.test(tokens[index - 1]!.lower),
  );
  if (
    verb < 0 ||
    verb > at + 13 ||
    verb > tokens.length - LEAST_AFTER_VERB ||
    !tokens.slice(0, at).some(isFiniteVerb)
  )
    return false;
  // In "…; engineer Karl Berg, who ran it, and …" the part is an item of a list.
  return !tokens.slice(at, verb).some(({ lower }) => /^(?:who|which|that|whose|where)$/.test(lower));
}

/** Whether the source that one part of a sentence names is also the speaker of another part. */
function isCarried({ report, tokens }: AttributedSentence, at: number, isFirst: boolean): boolean {
  if (!report) return true;
  const holdsCue = isFirst ? report.cue.from < at : report.cue.from > at;
  if (holdsCue) return true;
  if (report.form === 'trailing' || report.form === 'according') return true;
  return !isFirst && !/^(?:but|while)$/.test(tokens[at + 1]?.lower ?? '');
}

/**
 * Splits a sentence longer than `most` characters where an independent clause begins, as near to the middle as
 * possible. Returns it whole if there is no such place.
 */
export function splitSentence(one: AttributedSentence, most: number): readonly AttributedSentence[] {
  const { sentence, tokens } = one;
  if (sentence.end - sentence.start <= most || one.quoted) return [one];
  const middle = (sentence.start + sentence.end) / 2;
  let best = -1;
  let inside = false;
  for (const [at, token] of tokens.entries()) {
    if (/^["“”]$/.test(token.text)) inside = token.text === '"' ? !inside : token.text === '“';
    if (inside || !opensClause(tokens, at)) continue;
    if (best < 0 || Math.abs(token.start - middle) < Math.abs(tokens[best]!.start - middle)) best = at;
  }
  if (best < 0) return [one];
  const first = {
    ...one,
    sentence: { ...sentence, end: tokens[best]!.start },
    tokens: tokens.slice(0, best),
  };
  const second = {
    ...one,
    sentence: { ...sentence, start: tokens[best + 1]!.start },
    tokens: tokens.slice(best + 1),
  };
  return [first, second].map((part) => ({
    ...part,
    names: one.names.filter(({ from, to }) => (part === first ? to <= best : from > best)),
    report: null,
    speaker: isCarried(one, best, part === first) ? one.speaker : null,
    pronounMeans: part === first ? one.pronounMeans : null,
    part: true,
  }));
}
