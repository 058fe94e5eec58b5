import {
  ADVERBS,
  AUXILIARIES,
  CLAUSE_STARTS,
  DAYS_AND_MONTHS,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { sourceAfter, sourceBefore } from '../../language/source-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import { opensSource, type Report, type ReportContext } from './report.ts';

const NOT_A_VERB = (word: string): boolean =>
  PREPOSITIONS.has(word) ||
  AUXILIARIES.has(word) ||
  CLAUSE_STARTS.has(word) ||
  DETERMINERS.has(word) ||
  DAYS_AND_MONTHS.has(word) ||
  /^(?:and|or|he|she|it|they|we|i|you|who|not)$/.test(word);

const looksFinite = ({ lower, capital, mark }: Token): boolean =>
  !capital && !mark && (/(?:ed|[^su]s)$/.test(lower) || IRREGULAR_PAST.has(lower)) && !NOT_A_VERB(lower);

/** Returns the first token after adverbs such as "then" and "quietly". */
function afterAdverbs(tokens: readonly Token[], from: number): number {
  let at = from;
  while (
    at < tokens.length &&
    (ADVERBS.has(tokens[at]!.lower) || /ly$/.test(tokens[at]!.lower)) &&
    !tokens[at]!.capital
  )
    at++;
  return at;
}

/** Finds an unlisted verb between a quotation and a source: "…,” yelled Nils Holm", "…,” Nils Holm thundered". */
function unknownAfter(tokens: readonly Token[], from: number): Report | null {
  const verb = afterAdverbs(tokens, from);
  const word = tokens[verb];
  if (!word || word.mark) return null;
  if (!word.capital && !NOT_A_VERB(word.lower) && !ROLES.has(word.lower)) {
    const next = tokens[verb + 1];
    const source = next && opensSource(next) && !next.mark ? sourceAfter(tokens, verb + 1) : null;
    if (source)
      return {
        verb: word.lower,
        cue: { from: verb, to: verb + 1 },
        source: source.phrase,
        apposed: source.apposed,
        form: 'trailing',
      };
  }
  if (!opensSource(word)) return null;
  for (let at = verb + 1; at < Math.min(tokens.length, verb + 24); at++) {
    if (!looksFinite(tokens[at]!)) continue;
    const source = sourceBefore(tokens, at, verb);
    return source && source.phrase.from === verb
      ? {
          verb: tokens[at]!.lower,
          cue: { from: at, to: at + 1 },
          source: source.phrase,
          apposed: source.apposed,
          form: 'trailing',
        }
      : null;
  }
  return null;
}

/** Finds an unlisted verb and its source before the quotation that opens at `open`: "Nils Holm thundered, “…". */
function unknownBefore(tokens: readonly Token[], open: number, least: number): Report | null {
  if (!/^[,:]$/.test(tokens[open - 1]?.text ?? '')) return null;
  for (let at = open - 2; at > Math.max(least, open - 8); at--) {
    if (!looksFinite(tokens[at]!)) continue;
    const source = sourceBefore(tokens, at, least);
    return source
      ? {
          verb: tokens[at]!.lower,
          cue: { from: at, to: at + 1 },
          source: source.phrase,
          apposed: source.apposed,
          form: 'leading',
        }
      : null;
  }
  return null;
}

/** Whether the quotation that closes at `close` is speech: it ends with a stop or a comma and has several words. */
const closesSpeech = (tokens: readonly Token[], close: number): boolean =>
  /^[,!?.…—–-]$/.test(tokens[close - 1]?.text ?? '') || /^[,—–-]$/.test(tokens[close + 1]?.text ?? '');

/** Finds reporting clauses with unlisted verbs beside a sentence's quotations. */
export function unknownReports({
  tokens,
  quoted,
}: Pick<ReportContext, 'tokens' | 'quoted'>): readonly Report[] {
  const found: Report[] = [];
  for (let at = 0, least = 0; at < tokens.length; at++) {
    if (!quoted(at)) continue;
    const open = at;
    while (at + 1 < tokens.length && quoted(at + 1)) at++;
    const before = unknownBefore(tokens, open, least);
    if (before) found.push(before);
    least = at + 1;
    const next = tokens[at + 1]?.text === ',' ? at + 2 : at + 1;
    const after = closesSpeech(tokens, at) && next < tokens.length ? unknownAfter(tokens, next) : null;
    if (after) found.push(after);
  }
  return found;
}
