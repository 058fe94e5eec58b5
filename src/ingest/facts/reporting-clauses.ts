import type { Source } from '../../language/apposition.ts';
import { OUTLETS } from '../../language/lexicon/epithets.ts';
import {
  AUXILIARIES,
  BE_FORMS,
  CLAUSE_STARTS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS, type ReportingVerb } from '../../language/lexicon/reporting-verbs.ts';
import type { Phrase } from '../../language/noun-phrase.ts';
import { sourceAfter, sourceBefore } from '../../language/source-phrase.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import { beforeVerb } from '../../language/verb-group.ts';
import type { Name } from './names.ts';
import { movedSource, quotedSource, subjectOfGerund } from './nonfinite-subject.ts';
import { isInverted } from './quotative-inversion.ts';
import { antecedentOf, isOfContactClause, isRelativePronoun } from './relative-clause.ts';
import type { Report, ReportContext } from './report.ts';
import { hasComplement } from './reporting-complement.ts';
import { governor, isPassive, isUnsaid, isVerb } from './reporting-verb.ts';
import { setPhraseAt } from './set-phrases.ts';
import { opinionIn } from './stated-opinions.ts';
import { isCircumstance, isSubordinate } from './subordinate-reports.ts';
import { unknownReports } from './unknown-reporting-verbs.ts';

/** A quotation after at least this many tokens outside quotation marks is part of its sentence. */
const SHORTEST_SPEECH = 3;

/** Finds the "by" before the agent of a passive: "was described as “a treasure” by X". Returns -1 if there is none. */
function agentOf(tokens: readonly Token[], verb: number): number {
  let isQuoted = false;
  for (let at = verb + 1; at < Math.min(tokens.length, verb + 16); at++) {
    if (isQuote(tokens[at])) isQuoted = true;
    if (tokens[at]!.lower === 'by' && (isQuoted || at < verb + 4)) return at;
  }
  return -1;
}

function reportAt(
  { tokens, names, quoted, least }: ReportContext,
  at: number,
  word: ReportingVerb,
): Report | null {
  const { verb } = word;
  const cue: Phrase = { from: at, to: at + 1 };
  const made = (source: Source | null, form: Report['form']): Report | null =>
    source && { verb, cue, source: source.phrase, apposed: source.apposed, form };
  if (isPassive(tokens, at, word)) {
    const by = agentOf(tokens, at);
    // A remark on the side names no source: "an act condemned by many", "posts reported by Holm".
    const isAside =
      (word.complement === 'act' || /^(?:report|describe|mention|cite|post)$/.test(verb)) &&
      beforeVerb(tokens, at) === at &&
      !tokens[at - 1]!.mark &&
      !tokens.some((_, inside) => quoted(inside));
    // Nor does a relative clause: "who was told by X that …".
    const isRelative = /^(?:who|whom|which|when|if|as|unless|until|once)$/.test(
      tokens[beforeVerb(tokens, at) - 1]?.lower ?? '',
    );
    // "Were attacked by troops" is a deed, unless words are quoted: "was attacked by Berg as “a lie”".
    const isDeed = verb === 'attack' && !tokens.some((_, inside) => inside > at && quoted(inside));
    return by < 0 || isAside || isRelative || isDeed ? null : made(sourceAfter(tokens, by + 1), 'passive');
  }
  if (isInverted(tokens, at, word)) return made(sourceAfter(tokens, at + 1), 'trailing');
  const start = beforeVerb(tokens, at);
  const isProgressive = word.form === 'gerund' && start < at && BE_FORMS.has(tokens[start]?.lower ?? '');
  if (word.form === 'gerund' && !isProgressive) {
    if (tokens[at - 1]?.lower === 'as') return made(quotedSource(tokens, at, least), 'leading');
    // "Filed a “notice of claim”, saying …": the subject precedes a short quotation.
    const begin = tokens.slice(0, SHORTEST_SPEECH).some((_, before) => quoted(before)) ? least : 0;
    return made(subjectOfGerund(tokens, names, at, begin), 'gerund');
  }
  const main = governor(tokens, at, word);
  if (main < 0) return made(movedSource(tokens, at, least), 'leading');
  const isJoined = /^(?:and|but|then)$/.test(tokens[start - 1]?.lower ?? '');
  const source = isJoined ? subjectOfGerund(tokens, names, at, least) : sourceBefore(tokens, main, least);
  if (!source) return null;
  const { from, to } = source.phrase;
  // "A game Berg described on Monday as a gift" is about the game.
  if (
    verb === 'describe' &&
    PREPOSITIONS.has(tokens[at + 1]?.lower ?? '') &&
    isOfContactClause(tokens, source.phrase)
  )
    return null;
  if (isRelativePronoun(tokens, source.phrase)) {
    const isOfItself = /^(?:it|him|her|them)sel/.test(tokens[at + 1]?.lower ?? '');
    if (word.complement === 'act' || isOfItself) return null;
    return made(antecedentOf(tokens, source.phrase, least), 'relative');
  }
  // In "Berg, whom officials accuse" the source is "officials".
  const own = tokens[from]!.lower === 'whom' ? { ...source, phrase: { from: from + 1, to } } : source;
  return made(own, trails(tokens, own.phrase, at, least) ? 'trailing' : 'leading');
}

/** Whether the content precedes its source: after the end of a quotation, or after a comma if nothing follows. */
function trails(tokens: readonly Token[], source: Phrase, at: number, least: number): boolean {
  const before = tokens[source.from - 1];
  const next = tokens[at + 1];
  if (!before || source.from < 3) return false;
  if (isQuote(before) || (/^(?:,|the)$/.test(before.lower) && isQuote(tokens[source.from - 2])))
    return (
      !next ||
      !(isQuote(next) || /^(?:that|:|,)$/.test(next.text)) ||
      (next.text === ',' && !isQuote(tokens[at + 2]))
    );
  if (source.from <= least || !/^[,—–]$/.test(before.text)) return false;
  return !next || (next.mark && !/[:“"]/.test(next.text)) || isTail(tokens, at + 1);
}

/** Whether only hearer, time and place follow: "…, a spokesman told reporters Monday morning." */
function isTail(tokens: readonly Token[], from: number): boolean {
  let at = from;
  while (at < tokens.length && (!tokens[at]!.mark || tokens[at]!.text === '&')) {
    const { lower, capital } = tokens[at]!;
    if (AUXILIARIES.has(lower) && lower !== "'s") return false;
    if (CLAUSE_STARTS.has(lower) || (!capital && IRREGULAR_PAST.has(lower))) return false;
    if (/^(?:he|she|they|it|we|i|you)$/.test(lower)) return false;
    at++;
  }
  return at - from < 13 && (tokens[at]?.text ?? '.') === '.';
}

/** Returns the start of a source's phrase, including the article that a name leaves out. */
const startOfPhrase = (tokens: readonly Token[], from: number): number =>
  tokens[from - 1]?.lower === 'the' ? from - 1 : from;

const MOST_REPORTS = 4;

/** Whether a source is a news outlet, which reports what it names: "The state news agency reported his death". */
const isOutlet = (tokens: readonly Token[], { from, to }: Phrase): boolean =>
  tokens.slice(from, to).some(({ lower }) => OUTLETS.has(lower));

/** Whether the content is about the noun before "which": "the test, which officials claimed shook the town". */
const isGap = (tokens: readonly Token[], { source, form, verb }: Report): boolean =>
  form === 'leading' && verb === 'claim' && tokens[(source?.from ?? 0) - 1]?.lower === 'which';

/**
 * Finds the reporting clauses of a sentence: reporting verbs outside quotation marks with their sources, and "according
 * to". `quoted` says whether a token is within quotation marks.
 */
export function reportsIn(
  tokens: readonly Token[],
  names: readonly Name[],
  quoted: (at: number) => boolean,
): readonly Report[] {
  const reports: Report[] = [];
  const hasQuotation = tokens.some((_, at) => quoted(at));
  let least = 0;
  for (let at = 0; at < tokens.length && reports.length < MOST_REPORTS; at++) {
    if (quoted(at)) {
      least = at + 1;
      continue;
    }
    const token = tokens[at]!;
    if (token.mark) {
      if (isQuote(token)) least = at + 1;
      continue;
    }
    if (token.lower === 'according' && tokens[at + 1]?.lower === 'to') {
      const source = sourceAfter(tokens, at + 2);
      const cue = { from: at, to: at + 2 };
      if (source)
        reports.push({
          verb: 'according',
          cue,
          source: source.phrase,
          apposed: source.apposed,
          form: 'according',
        });
      at++;
      continue;
    }
    const phrase = setPhraseAt({ tokens, names, quoted, least }, at);
    if (phrase) reports.push(phrase);
    const word = REPORTING_VERBS.get(token.lower);
    if (!word) continue;
    const inverted = isInverted(tokens, at, word);
    if (!inverted && !isVerb(tokens, at, word)) continue;
    if (isUnsaid(tokens, at, word)) continue;
    const report = reportAt({ tokens, names, quoted, least }, at, word);
    if (!report?.source || isSubordinate(tokens, report.source.from, hasQuotation)) continue;
    // "What the mayor considers “smart”" tells only whose word it is.
    if (word.complement === 'attitude' && tokens[report.source.from - 1]?.lower === 'what') continue;
    if (!hasQuotation && isCircumstance(tokens, startOfPhrase(tokens, report.source.from), word)) continue;
    const trailing =
      report.form === 'trailing' &&
      word.verb !== 'cite' &&
      (hasQuotation || /^(?:any|clause)$/.test(word.complement));
    const isPassiveReport = report.form === 'passive' && word.complement !== 'act';
    if (
      inverted ||
      trailing ||
      isPassiveReport ||
      isGap(tokens, report) ||
      (word.verb === 'report' &&
        word.form !== 'gerund' &&
        !PREPOSITIONS.has(tokens[at + 1]?.lower ?? '') &&
        isOutlet(tokens, report.source)) ||
      hasComplement(tokens, at, word, quoted)
    )
      reports.push(report);
  }
  const opinion = reports.length > 0 ? null : opinionIn(tokens, names);
  if (opinion) return [opinion];
  return reports.length > 0 || !hasQuotation ? reports : unknownReports({ tokens, quoted });
}
