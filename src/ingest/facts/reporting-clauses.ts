import { headOf } from '../../language/head-noun.ts';
import { OUTLETS } from '../../language/lexicon/epithets.ts';
import {
  ADVERBS,
  AUXILIARIES,
  BE_FORMS,
  CLAUSE_STARTS,
  DAYS_AND_MONTHS,
  DETERMINERS,
  FIRST_PERSON,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS, type ReportingVerb } from '../../language/lexicon/reporting-verbs.ts';
import { DOCUMENT, ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import {
  afterCircumstance,
  opensWithName,
  type Phrase,
  phraseFrom,
  type Source,
  sourceAfter,
  sourceBefore,
} from '../../language/noun-phrase.ts';
import { isPastWithObject } from '../../language/participle.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import { beforeVerb, isFiniteVerb } from '../../language/verb-group.ts';
import { memberNamed, type Name } from './names.ts';
import { opensSource, type Report, type ReportContext } from './report.ts';
import {
  governor,
  hasComplement,
  isCircumstance,
  isPassive,
  isSubordinate,
  isUnsaid,
  isVerb,
} from './reporting-verb.ts';
import { setPhraseAt } from './set-phrases.ts';
import { opinionIn } from './stated-opinions.ts';
import { unknownReports } from './unknown-reporting-verbs.ts';

const SAYING_INVERTED =
  listed(`say write add note explain ask argue tweet warn report insist continue reply respond declare recall announce
 claim state conclude comment observe acknowledge quip admit counter suggest joke complain charge echo remark exclaim
 caution confirm predict reckon believe think lament muse maintain contend allege assert concede estimate speculate advise
 recount report testify emphasize emphasise stress reveal boast gripe grumble hint theorize confide`);

/** Verbs whose object is the hearer. The speaker never follows them: "tells the tale". */
const NEEDS_HEARER = listed('tell inform assure remind notify brief advise');
const PERSONAL = listed('he she they');

/** Whether a clause ends at a token, or continues only with a time, a place or a circumstance, without a verb. */
function isClosed(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  return (
    !next ||
    next.mark ||
    PREPOSITIONS.has(next.lower) ||
    DAYS_AND_MONTHS.has(next.lower) ||
    ADVERBS.has(next.lower)
  );
}

/** Whether the source follows its verb: "…,” said X". */
function isInverted(tokens: readonly Token[], at: number, word: ReportingVerb): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (!after || after.mark || word.form === 'gerund' || word.form === 'plain') return false;
  if (tokens[at]!.capital && at > 0 && !isQuote(before)) return false;
  if (FIRST_PERSON.has(after.lower) || after.lower === 'that' || DAYS_AND_MONTHS.has(after.lower))
    return false;
  if (NEEDS_HEARER.has(word.verb)) return false;
  if (PERSONAL.has(after.lower) && !isClosed(tokens, at + 2)) return false;
  const opens = opensSource(after);
  // "Dubbed the “Queen of …”" names no source.
  if (at === 0 && !SAYING_INVERTED.has(word.verb)) return false;
  if (at === 0 || isQuote(before)) return opens || titlesName(tokens, at + 1);
  if (!SAYING_INVERTED.has(word.verb)) return false;
  if (before?.text === '’' || before?.text === "'" || before?.text === '—') return opens;
  if (before?.text !== ',' && before?.text !== ')') return false;
  // In "A spokesman for X, Anna Berg, said the …" the source precedes the verb.
  const subject = sourceBefore(tokens, at, 0);
  if (subject?.apposed || isOnlyInserted(tokens, subject, at)) return false;
  return (
    (opens || titlesName(tokens, at + 1)) &&
    (after.capital || ROLES.has(after.lower) || !opensWithName(tokens, 0)) &&
    ends(tokens, at + 1) &&
    closes(tokens, at + 1)
  );
}

/** Whether one insertion is all between a sentence's subject and its verb: "One man, known as the driver, said the …". */
function isOnlyInserted(tokens: readonly Token[], subject: Source | null, verb: number): boolean {
  if (subject?.phrase.from !== 0 || tokens[verb + 1]!.capital) return false;
  const { to } = subject.phrase;
  if (tokens[to]?.text !== ',' || to + 1 >= verb) return false;
  const comma = tokens.findIndex(({ text }, at) => at > to && text === ',');
  return comma === verb - 1 && /^(?:who|one|an?|the|another|some|two|three)$/.test(tokens[0]!.lower);
}

/** Whether only a title precedes a name within a few words: "campaign spokesman Brian Fallon". */
function titlesName(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 5); at++) {
    const { capital, mark, lower } = tokens[at]!;
    if (capital) return true;
    if ((mark && lower !== '/') || PREPOSITIONS.has(lower) || AUXILIARIES.has(lower)) return false;
  }
  return false;
}

/** Whether the clause ends after the phrase at a token: no verb follows. */
function closes(tokens: readonly Token[], from: number): boolean {
  const end = phraseFrom(tokens, from, tokens.length)?.to ?? from;
  if (tokens.slice(from + 1, end).some((token) => !token.capital && /(?:ed|[^s]ing)$/.test(token.lower)))
    return false;
  let next = end;
  while (next < tokens.length && ADVERBS.has(tokens[next]!.lower)) next++;
  const verb = tokens[next]?.lower ?? '';
  // "Said Holm always greeted him": the clause goes on.
  if (next > end && (IRREGULAR_PAST.has(verb) || /[^e]ed$/.test(verb) || AUXILIARIES.has(verb))) return false;
  return isClosed(tokens, end) || tokens[end]!.lower === 'who';
}

/** Whether only the source, its apposition and a place or time follow: no other verb. */
function ends(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 30); at++) {
    if (tokens[at]!.mark || (at > from && tokens[at]!.lower === 'who')) return true;
    const owns = tokens[at]!.lower === "'s" && tokens[at + 1]?.capital;
    if (AUXILIARIES.has(tokens[at]!.lower) && !owns) return false;
  }
  return true;
}

/** Returns a sentence's main subject for "…, saying that …": its first name, or else its opening phrase. */
function mainSubject(
  tokens: readonly Token[],
  names: readonly Name[],
  at: number,
  least: number,
): Phrase | null {
  const first = names.find(
    (name) =>
      name.to <= at &&
      tokens[name.to]?.lower !== "'s" &&
      (name.from < 3 || tokens[name.from - 1]?.text === ','),
  );
  if (first) {
    const joined =
      tokens[first.to]?.lower === 'and' ? names.find(({ from }) => from === first.to + 1) : undefined;
    const member = memberNamed(tokens, names, first);
    return {
      from: first.from,
      to: joined && joined.to <= at ? joined.to : member.to <= at ? member.to : first.to,
    };
  }
  const from = afterCircumstance(tokens, least);
  return from >= at ? null : phraseFrom(tokens, from, at);
}

/** Returns the subject of a gerund or a second verb: that of the verb before it, or else of the sentence. */
function subjectOfGerund(
  tokens: readonly Token[],
  names: readonly Name[],
  at: number,
  least: number,
): Source | null {
  // "Footage of Trump saying": the name directly before the gerund.
  const beside = tokens[at - 1]?.capital
    ? names.find((name) => name.to === at && name.from >= least && !isHearer(tokens, name))
    : undefined;
  if (beside) return { phrase: { from: beside.from, to: beside.to }, apposed: null };
  const among = withSubject(tokens, at, least);
  if (among) return among;
  const isJoined = tokens[beforeVerb(tokens, at) - 1]?.lower === 'and';
  const isNext = tokens[at - 1]?.lower === 'and' && tokens[at - 2]?.text === ',';
  for (let back = beforeVerb(tokens, at) - 1; back >= least; back--) {
    const word = REPORTING_VERBS.get(tokens[back]!.lower);
    const main =
      word && word.form !== 'gerund' && isVerb(tokens, back, word) && !isPassive(tokens, back, word)
        ? governor(tokens, back, word)
        : -1;
    // "Appeared on Monday and began by saying": the subject is that of the first verb.
    if (main >= 0 && !/^(?:and|then)$/.test(tokens[beforeVerb(tokens, main) - 1]?.lower ?? ''))
      return sourceBefore(tokens, main, least);
    const { lower } = tokens[back]!;
    // "A firm performed a study and found that"
    if (isJoined && isPastWithObject(tokens, back)) return sourceBefore(tokens, back, least);
    if (!AUXILIARIES.has(lower) || lower.startsWith("'") || tokens[back - 1]?.lower === 'to') continue;
    // "Is based here but has …, and says": the subject is that of the first verb.
    if (isNext && /^(?:and|but|then)$/.test(tokens[beforeVerb(tokens, back) - 1]?.lower ?? '')) continue;
    const source = sourceBefore(tokens, back, least);
    // In "lives in a town that was built, and says" the verb before is a relative clause's.
    const isOfRelative = source && isRelativePronoun(tokens, source.phrase.from, source.phrase.to);
    if (!isNext || !isOfRelative) return source;
  }
  const pronoun = tokens.findIndex(
    ({ lower }, index) => index >= least && index < least + 12 && /^(?:he|she|they)$/.test(lower),
  );
  const phrase =
    pronoun >= 0 && (pronoun < least + 3 || tokens[pronoun - 1]?.text === ',')
      ? { from: pronoun, to: pronoun + 1 }
      : mainSubject(tokens, names, at, least);
  return phrase && { phrase, apposed: null };
}

/** Whether a name only follows a preposition: "sent a report to the court describing …". */
const isHearer = (tokens: readonly Token[], { from }: Name): boolean =>
  /^(?:to|at|in|for|with)$/.test(tokens[from - (tokens[from - 1]?.lower === 'the' ? 2 : 1)]?.lower ?? '');

/** The most tokens between "with" and its gerund. */
const LONGEST_WITH = 14;

/**
 * Returns the subject of a gerund after "with": "…, with its director, Anna Berg, saying". Returns null if there is
 * none.
 */
function withSubject(tokens: readonly Token[], at: number, least: number): Source | null {
  for (let back = at - 2; back >= Math.max(least, at - LONGEST_WITH); back--) {
    if (AUXILIARIES.has(tokens[back]!.lower)) return null;
    if (tokens[back]!.lower === 'with' && tokens[back - 1]?.text === ',')
      return sourceBefore(tokens, at, back + 1);
  }
  return null;
}

/** A quotation after at least this many tokens outside quotation marks is part of its sentence. */
const SHORTEST_SPEECH = 3;

/** The most tokens between "quoted" and its "as saying". */
const LONGEST_QUOTED = 16;

/** Finds the "by" before the agent of a passive: "was described as “a treasure” by X". Returns -1 if there is none. */
function agentOf(tokens: readonly Token[], verb: number): number {
  let isQuoted = false;
  for (let at = verb + 1; at < Math.min(tokens.length, verb + 16); at++) {
    if (isQuote(tokens[at])) isQuoted = true;
    if (tokens[at]!.lower === 'by' && (isQuoted || at < verb + 4)) return at;
  }
  return -1;
}

/**
 * Returns the person quoted: "The ministry quoted X as saying …", "X was quoted as saying …". Returns null if "as" has
 * another meaning.
 */
function quotedSource(tokens: readonly Token[], at: number, least: number): Source | null {
  if (tokens[at - 1]?.lower !== 'as') return null;
  for (let back = at - 2; back >= Math.max(least, at - LONGEST_QUOTED); back--) {
    if (!/^(?:quot(?:ed?|es|ing)|cit(?:ed?|es|ing))$/.test(tokens[back]!.lower)) continue;
    if (back > least && BE_FORMS.has(tokens[back - 1]!.lower)) return sourceBefore(tokens, back, least);
    return sourceAfter(tokens.slice(0, at - 1), back + 1);
  }
  return null;
}

/** The most tokens between a verb that makes somebody speak and its "to say". */
const LONGEST_MOVED = 20;

/** Returns the person made to speak: "prompted the mayor, Anna Berg, to say". Returns null if there is none. */
function movedSource(tokens: readonly Token[], at: number, least: number): Source | null {
  for (let back = at - 3; back >= Math.max(least, at - LONGEST_MOVED); back--)
    if (
      !BE_FORMS.has(tokens[back - 1]?.lower ?? '') &&
      /^(?:prompt(?:ed|ing|s)|led|leads|leading|caus(?:ed|es|ing)|inspir(?:ed|es|ing)|compell(?:ed|ing))$/.test(
        tokens[back]!.lower,
      )
    )
      return sourceAfter(tokens.slice(0, at - 1), back + 1);
  return null;
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
    (isNoun(tokens[from - 1]) || thingBefore(tokens, from, to))
  )
    return null;
  if (isRelativePronoun(tokens, from, to)) {
    // In "critics, many of whom say …" the source begins before "of".
    const begin = tokens[from - 1]?.lower === 'of' ? Math.max(0, from - 2) : from;
    const isAside = /^[,—–-]$/.test(tokens[begin - 1]?.text ?? '');
    const whose = sourceBefore(tokens, isAside ? begin - 1 : begin, least);
    // In "the men who said …" the clause only identifies the men. Its content is the article's own.
    const isIndefinite =
      whose && !/^(?:the|th[aeio]s?e?|his|her|its|their)$/.test(tokens[whose.phrase.from]!.lower);
    const isOfItself = /^(?:it|him|her|them)sel/.test(tokens[at + 1]?.lower ?? '');
    if (word.complement === 'act' || isOfItself || !(isAside || isIndefinite)) return null;
    // In "It is no job for a man who thinks …" the main clause is the article's own.
    const isDocument = whose && DOCUMENT.has(tokens[headOf(tokens, whose.phrase)]!.lower);
    if (!isAside && whose && !isDocument && tokens.slice(0, whose.phrase.from).some(isFiniteVerb))
      return null;
    return made(whose, 'relative');
  }
  // In "Berg, whom officials accuse" the source is "officials".
  const own = tokens[from]!.lower === 'whom' ? { ...source, phrase: { from: from + 1, to } } : source;
  return made(own, trails(tokens, own.phrase, at, least) ? 'trailing' : 'leading');
}

/** Whether a phrase is a thing and the subject of its relative clause: "a game Anna Berg" before "described". */
const thingBefore = (tokens: readonly Token[], from: number, to: number): boolean => {
  const name = tokens.findIndex(({ capital }, at) => at > from && at < to && capital);
  const noun = tokens[name - 1];
  return name > from + 1 && DETERMINERS.has(tokens[from]!.lower) && isNoun(noun) && !ROLES.has(noun!.lower);
};

const isNoun = (token: Token | undefined): boolean =>
  token !== undefined &&
  !token.mark &&
  !PREPOSITIONS.has(token.lower) &&
  !CLAUSE_STARTS.has(token.lower) &&
  !ADVERBS.has(token.lower) &&
  !/^(?:and|or|the)$/.test(token.lower);

const isRelativePronoun = (tokens: readonly Token[], from: number, to: number): boolean =>
  /^(?:who|which)$/.test(tokens[from]!.lower) ||
  tokens[to - 1]!.lower === 'whom' ||
  (to - from === 1 && tokens[from]!.lower === 'that');

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
