import type { Sentence } from '../../language/sentences.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import type { Name } from './names.ts';
import { reportsIn } from './reporting-clauses.ts';

/**
 * Parts "While X declares …, Y noted …" into the two clauses, since each has its own speaker; any other sentence stays
 * whole. Spans stay exact.
 */
export function clausesOf(
  sentence: Sentence,
  tokens: readonly Token[],
  names: readonly Name[],
): readonly Sentence[] {
  if (!/^(?:while|although|though|whereas)$/.test(tokens[0]?.lower ?? '') || tokens.some(isQuote))
    return [sentence];
  const reports = reportsIn(tokens, names, () => false).filter(
    (report) => report.form === 'leading' && report.source,
  );
  const [first, second] = reports;
  if (!first?.source || !second?.source || second.source.from <= first.cue.to + 1) return [sentence];
  let from = second.source.from;
  if (tokens[from - 1]?.lower === 'the') from--;
  if (tokens[from - 1]?.text !== ',' || first.source.from > 3) return [sentence];
  return [
    { ...sentence, start: tokens[1]!.start, end: tokens[from - 2]!.end },
    { ...sentence, start: tokens[from]!.start },
  ];
}
