import { CUES, type Cue } from '../../language/lexicon/cues.ts';
import {
  AUXILIARIES,
  BE_FORMS,
  DAYS_AND_MONTHS,
  DETERMINERS,
  FIRST_PERSON,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { governor, isPassive, isVerb } from '../../language/lexicon/reporting-verbs.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import {
  afterCircumstance,
  beforeVerb,
  opensWithName,
  type Phrase,
  phraseFrom,
  subjectBefore,
} from '../../language/noun-phrase.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import type { Name } from './names.ts';

/** Words of reporting in a sentence: where they stand and which words name the source. */
export interface Report {
  readonly verb: string;
  /** Token positions of the words of reporting and of the source; the source is null where the sentence has none. */
  readonly cue: Phrase;
  readonly source: Phrase | null;
  /** Where the source stands: before what is said ("X said …"), after it ("…, said X"), or "according to X". */
  readonly form: 'leading' | 'trailing' | 'according' | 'gerund' | 'passive';
}

const SAYING_INVERTED =
  listed(`say write add note explain ask argue tweet warn report insist continue reply respond declare recall announce
 claim state conclude comment observe acknowledge quip admit counter suggest joke complain charge echo remark exclaim`);

/** "…,” said X": whether the source follows its verb. */
function isInverted(tokens: readonly Token[], at: number, cue: Cue): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!after || after.mark || !SAYING_INVERTED.has(cue.verb)) return false;
  if (FIRST_PERSON.has(after.lower) || after.lower === 'that' || DAYS_AND_MONTHS.has(after.lower))
    return false;
  const opens =
    after.capital ||
    DETERMINERS.has(after.lower) ||
    /^(?:he|she|they|state|senior|former)$/.test(after.lower);
  if (at === 0 || isQuote(before)) return opens || titlesName(tokens, at + 1);
  if (before?.text === '’' || before?.text === "'" || before?.text === '—') return opens;
  if (before?.text !== ',' && before?.text !== ')') return false;
  return (
    opens && (after.capital || !opensWithName(tokens, 0)) && ends(tokens, at + 1) && closes(tokens, at + 1)
  );
}

/** "campaign spokesman Brian Fallon": a name within a few words, and nothing but its title before it. */
function titlesName(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 5); at++) {
    const { capital, mark, lower } = tokens[at]!;
    if (capital) return true;
    if ((mark && lower !== '/') || PREPOSITIONS.has(lower) || AUXILIARIES.has(lower)) return false;
  }
  return false;
}

/** Whether after the phrase at `from` its clause ends: no verb follows. */
function closes(tokens: readonly Token[], from: number): boolean {
  const end = phraseFrom(tokens, from, tokens.length)?.to ?? from;
  if (tokens.slice(from + 1, end).some((token) => !token.capital && /(?:ed|[^s]ing)$/.test(token.lower)))
    return false;
  const next = tokens[end];
  return (
    !next ||
    next.mark ||
    PREPOSITIONS.has(next.lower) ||
    DAYS_AND_MONTHS.has(next.lower) ||
    next.lower === 'who'
  );
}

/** Whether nothing but the source, its apposition and a place or time follow: no other verb. */
function ends(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 30); at++) {
    if (tokens[at]!.mark) return true;
    const owns = tokens[at]!.lower === "'s" && tokens[at + 1]?.capital;
    if (AUXILIARIES.has(tokens[at]!.lower) && !owns) return false;
  }
  return true;
}

/** The main subject of a sentence, for "…, saying that …": its first name, else the phrase that it opens with. */
function mainSubject(
  tokens: readonly Token[],
  names: readonly Name[],
  at: number,
  least: number,
): Phrase | null {
  const first = names.find((name) => name.to <= at && (name.from < 3 || tokens[name.from - 1]?.text === ','));
  if (first) return { from: first.from, to: first.to };
  const from = afterCircumstance(tokens, least);
  return from >= at ? null : phraseFrom(tokens, from, at);
}

function reportAt(
  tokens: readonly Token[],
  names: readonly Name[],
  at: number,
  cue: Cue,
  least: number,
): Report | null {
  const words: Phrase = { from: at, to: at + 1 };
  const progressive =
    cue.form === 'gerund' &&
    BE_FORMS.has(tokens[beforeVerb(tokens, at)]?.lower ?? '') &&
    beforeVerb(tokens, at) < at;
  if (isPassive(tokens, at, cue)) {
    const by = tokens.findIndex((token, index) => index > at && index < at + 4 && token.lower === 'by');
    return by < 0
      ? null
      : { verb: cue.verb, cue: words, source: phraseFrom(tokens, by + 1, tokens.length), form: 'passive' };
  }
  if (isInverted(tokens, at, cue) && cue.form !== 'gerund')
    return {
      verb: cue.verb,
      cue: words,
      source: phraseFrom(tokens, at + 1, tokens.length),
      form: 'trailing',
    };
  if (cue.form === 'gerund' && !progressive)
    return { verb: cue.verb, cue: words, source: subjectOfGerund(tokens, names, at, least), form: 'gerund' };
  const verb = governor(tokens, at);
  const joined = /^(?:and|but|then)$/.test(tokens[beforeVerb(tokens, at) - 1]?.lower ?? '');
  const source =
    verb < 0 ? null : joined ? subjectOfGerund(tokens, names, at, least) : subjectBefore(tokens, verb, least);
  if (!source) return null;
  if (source.to - source.from === 1 && /^(?:who|which|that)$/.test(tokens[source.from]!.lower)) {
    const end = tokens[source.from - 1]?.text === ',' ? source.from - 1 : source.from;
    return { verb: cue.verb, cue: words, source: subjectBefore(tokens, end, least), form: 'leading' };
  }
  const form = trails(tokens, source, at, least) ? 'trailing' : 'leading';
  return { verb: cue.verb, cue: words, source, form };
}

/** Whether what is said stands before its source: after a quotation's end, or after a comma with nothing to follow. */
function trails(tokens: readonly Token[], source: Phrase, at: number, least: number): boolean {
  const before = tokens[source.from - 1];
  const next = tokens[at + 1];
  if (!before || source.from < 3) return false;
  if (isQuote(before) || isQuote(tokens[source.from - 2]))
    return (
      !next ||
      !(isQuote(next) || /^(?:that|:|,)$/.test(next.text)) ||
      (next.text === ',' && !isQuote(tokens[at + 2]))
    );
  return (
    source.from > least && /^[,—–]$/.test(before.text) && (!next || (next.mark && !/[:“"]/.test(next.text)))
  );
}

function subjectOfGerund(
  tokens: readonly Token[],
  names: readonly Name[],
  at: number,
  least: number,
): Phrase | null {
  for (let back = beforeVerb(tokens, at) - 1; back >= least; back--) {
    const cue = CUES.get(tokens[back]!.lower);
    if (cue && cue.form !== 'gerund' && isVerb(tokens, back, cue)) return subjectBefore(tokens, back, least);
    if (AUXILIARIES.has(tokens[back]!.lower) && !tokens[back]!.lower.startsWith("'"))
      return subjectBefore(tokens, back, least);
  }
  const pronoun = tokens.findIndex(
    ({ lower }, index) => index >= least && index < least + 12 && /^(?:he|she|they)$/.test(lower),
  );
  if (pronoun >= 0 && (pronoun < least + 3 || tokens[pronoun - 1]?.text === ','))
    return { from: pronoun, to: pronoun + 1 };
  return mainSubject(tokens, names, at, least);
}

const MOST_REPORTS = 4;

/**
 * Finds who is said to say something in one sentence: verbs of saying outside quotation marks with their sources, and
 * "according to". `quoted` tells whether a token stands within quotation marks.
 */
export function reportsIn(
  tokens: readonly Token[],
  names: readonly Name[],
  quoted: (at: number) => boolean,
): readonly Report[] {
  const reports: Report[] = [];
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
      const source = phraseFrom(tokens, at + 2, tokens.length);
      if (source)
        reports.push({ verb: 'according', cue: { from: at, to: at + 2 }, source, form: 'according' });
      at++;
      continue;
    }
    const cue = CUES.get(token.lower);
    if (!cue || !(isVerb(tokens, at, cue) || (isInverted(tokens, at, cue) && cue.form !== 'gerund')))
      continue;
    const report = reportAt(tokens, names, at, cue, least);
    if (report?.source) reports.push(report);
  }
  return reports;
}
