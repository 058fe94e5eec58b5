import { isQuote, type Token } from '../../language/text-tokens.ts';
import { type Parsed, partOf } from './parse-sentence.ts';
import type { Report } from './report.ts';
import { reportsIn } from './reporting-clauses.ts';

/** The most tokens before the first clause's source. */
const LONGEST_BEFORE = 3;

type Sourced = Report & { readonly source: NonNullable<Report['source']> };

const isPronoun = (tokens: readonly Token[], { source }: Sourced): boolean =>
  /^(?:he|she|they|it|who|which|that|some|others|many)$/.test(tokens[source.to - 1]!.lower);

/** Returns the first two reporting clauses of a sentence if each precedes its content. */
function twoReports({ tokens, names, quotations }: Parsed): readonly [Sourced, Sourced] | null {
  const [first, second] = reportsIn(tokens, names, (at) => (quotations[at] ?? null) !== null).filter(
    (report): report is Sourced => report.form === 'leading' && report.source !== null,
  );
  if (!first || !second || second.source.from <= first.cue.to + 1) return null;
  return first.source.from > LONGEST_BEFORE ? null : [first, second];
}

const startOf = (tokens: readonly Token[], { source }: Sourced): number =>
  tokens[source.from - 1]?.lower === 'the' ? source.from - 1 : source.from;

/** Splits "While X declares …, Y noted …" into its clauses. Returns null for any other sentence. */
function afterWhile(parsed: Parsed): readonly Parsed[] | null {
  const { sentence, tokens } = parsed;
  if (!/^(?:while|although|though|whereas)$/.test(tokens[0]?.lower ?? '') || tokens.some(isQuote))
    return null;
  const reports = twoReports(parsed);
  if (!reports) return null;
  const from = startOf(tokens, reports[1]);
  if (tokens[from - 1]?.text !== ',') return null;
  return [
    partOf(parsed, { ...sentence, start: tokens[1]!.start, end: tokens[from - 2]!.end }),
    partOf(parsed, { ...sentence, start: tokens[from]!.start }),
  ];
}

/** Whether a word joins two clauses. After "and" each must have its "that". */
const joinsReports = (tokens: readonly Token[], at: number, reports: readonly Sourced[]): boolean => {
  const word = tokens[at]?.lower ?? '';
  const isEven = reports.every(({ cue }) => tokens[cue.to]?.lower === 'that');
  return tokens[at - 1]?.text === ',' && (/^(?:but|while)$/.test(word) || (word === 'and' && isEven));
};

/** Splits "X said …, but Y said …" into its clauses. Returns null for any other sentence. */
function beforeBut(parsed: Parsed): readonly Parsed[] | null {
  const { sentence, tokens, quotations } = parsed;
  if (!tokens.some(({ lower }) => /^(?:but|while|and)$/.test(lower))) return null;
  const reports = twoReports(parsed);
  if (!reports || reports.some((report) => isPronoun(tokens, report))) return null;
  const from = startOf(tokens, reports[1]);
  if (!joinsReports(tokens, from - 1, reports) || quotations[from - 1] || from - 3 < reports[0].cue.to)
    return null;
  return [
    partOf(parsed, { ...sentence, end: tokens[from - 3]!.end }),
    partOf(parsed, { ...sentence, start: tokens[from]!.start }),
  ];
}

/** Splits a sentence whose two clauses have different speakers. Any other sentence stays whole. */
export const clausesOf = (parsed: Parsed): readonly Parsed[] =>
  afterWhile(parsed) ?? beforeBut(parsed) ?? [parsed];
