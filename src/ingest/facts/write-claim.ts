import { MAX_CLAIM_LENGTH, MAX_READ_CLAIM_LENGTH } from '../../domain/fact.ts';
import {
  AUXILIARIES,
  DAYS_AND_MONTHS,
  DETERMINERS,
  IRREGULAR_PAST,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { quotationsOf } from '../../language/quotations.ts';
import { isQuote, type Token } from '../../language/text-tokens.ts';
import { beforeVerb } from '../../language/verb-group.ts';
import { acronymsIn } from './acronym-topics.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { compressed, isClause, isDispensable, isMainClause, withoutLooseEnd } from './compress-sentence.ts';
import { datelineOf } from './dateline.ts';
import { standAlone } from './decontextualize.ts';

/** Conjunctions at the beginning of a sentence that add nothing to it. */
const JOINING = listed('and but or');
/** Connectors that add nothing if a comma follows. "So special is this club" and "Instead of going" stay unchanged. */
const CONNECTORS = new Set(
  `however|also|meanwhile|so|yet|still|moreover|furthermore|in addition|additionally|nevertheless|nonetheless|of course|indeed
  |in fact|as a result|for example|for instance|instead|therefore|thus|then|separately|true|plus|besides|similarly|likewise|in turn
  |that said|at the same time|first of all|on the other hand|in other words|more importantly|what's more`
    .split('|')
    .map((words) => words.trim()),
);
/** The longest connector with its comma, in UTF-16 units. */
const LONGEST_CONNECTOR = 24;

/** Removes the connector at the beginning of a line. */
function withoutConnector(line: string): string {
  const space = line.indexOf(' ');
  if (space > 0 && space < 4 && JOINING.has(line.slice(0, space).toLowerCase()))
    return line.slice(space + 1).replace(/^,\s/, '');
  const comma = line.slice(0, LONGEST_CONNECTOR).indexOf(', ');
  const words = line.slice(0, Math.max(0, comma)).toLowerCase().replaceAll('’', "'");
  return CONNECTORS.has(words) ? line.slice(comma + 2) : line;
}

/** Collapses white space to single spaces. A cheap split suffices, because most text has nothing else. */
const onOneLine = (words: string): string => words.split(/\s/).filter(Boolean).join(' ');

/** Matches bullets and dashes at the beginning of a line. */
const BULLETS = /^[•*·>—–-]{1,4}\s{0,3}/;

/** Returns a sentence's words on one line, without dateline, label, bullet or connector. */
function plain(words: string): string {
  let line = onOneLine(words);
  line = line.slice(datelineOf(line)).replace(BULLETS, '');
  for (let round = 0; round < 2; round++) {
    const without = withoutConnector(line);
    if (without === line || without.length < 20 || startsWithSource(without)) break;
    line = without;
  }
  return capitalised(line);
}

/** Whether a source begins the line after a connector: "Anna Berg said, the bridge …". */
function startsWithSource(line: string): boolean {
  const head = line.slice(0, line.indexOf(', ') + 1);
  const verb = head.slice(head.lastIndexOf(' ') + 1, -1);
  return head.length < 64 && !/[“”":]/.test(head) && REPORTING_VERBS.has(verb);
}

const capitalised = (line: string): string =>
  /^[A-Z]/.test(line) ? line : line.replace(/^["“'‘(]*\p{Ll}(?!\p{Lu})/u, (start) => start.toUpperCase());

/** Opening marks with their closing marks. */
const CLOSING_MARK: Readonly<Record<string, string>> = {
  '“': '”',
  '"': '"',
  '„': '“',
  '«': '»',
  '‘': '’',
  "'": "'",
};

/** Opens a quotation that began before the line, and closes one that continues after it. */
function balanced(line: string, opensQuoted: boolean): string {
  const isOpen = opensQuoted && !/^["“„«‘'`]/.test(line);
  const isStraight = line.includes('"') && !line.includes('”');
  const opened = isOpen ? `${isStraight ? '"' : '“'}${line}` : line;
  const last = quotationsOf(opened, [[0, opened.length]]).at(-1);
  if (!last?.open) return opened;
  const mark = CLOSING_MARK[opened[last.start]!];
  return mark ? opened + mark : opened;
}

/**
 * Verbs that need a hearer, with the verb that replaces them if the claim names none: "X told reporters" becomes "X
 * said".
 */
const WITHOUT_HEARER: ReadonlyMap<string, string> = new Map([
  ['told', 'said'],
  ['tells', 'says'],
  ['informed', 'said'],
  ['assured', 'said'],
  ['reminded', 'said'],
]);

/**
 * Returns the words after "…, X wrote" if they only name the medium: "on Twitter". Returns an empty string otherwise.
 */
function whereSaid(rest: string): string {
  const where = /^\s(on (\p{Lu}[\p{L}\d]*))[.!]?$/u.exec(rest);
  return where && !DAYS_AND_MONTHS.has(where[2]!.toLowerCase()) ? where[1]! : '';
}

/** Matches words whose second half follows: "not only", "either", a condition without its consequence. */
const UNFINISHED =
  /\bnot (?:just|only|merely|simply)\b|\b(?:either|neither|whether)\b|^["“]?(?:if|when|while|although|though|because|since|unless|until|as|once|after|before)\b[^,]*$/i;

/** Returns a sentence without "…, X said" at its end; null if something important follows. */
function contentBefore(
  text: string,
  { sentence, report, tokens }: AttributedSentence,
  isTooLong: boolean,
): string | null {
  if (!report?.source || (report.form !== 'trailing' && report.form !== 'according')) return null;
  const place = Math.min(report.source.from, report.cue.from);
  const rest = Math.max(report.source.to, report.apposed?.to ?? 0, report.cue.to);
  if (place < 3 || !(isTooLong || isAside(tokens.slice(rest)))) return null;
  // In "The paper, NRK, printed a letter and called it fake" the source has another verb before its cue.
  const between = tokens.slice(
    Math.min(report.source.to, report.cue.to),
    Math.max(report.source.from, report.cue.from),
  );
  if (
    between.some(
      ({ lower, capital }) =>
        !capital && (lower === 'and' || IRREGULAR_PAST.has(lower) || /[^e]ed$/.test(lower)),
    )
  )
    return null;
  const content = withoutLooseMarks(onOneLine(text.slice(sentence.start, tokens[place]!.start))).replace(
    /,(["”’“])$/,
    '$1',
  );
  if (content.length < 12) return null;
  // In "“It is not only the rain,” Berg said, “but the dam”" and "“If it rains,” Berg said, “we leave”" the rest counts.
  return UNFINISHED.test(content) && tokens.slice(rest).some(isQuote) ? null : content;
}

/** Whether the words after a source only say who it is, or when and where it spoke: no clause, no conjunction. */
function isAside(tokens: readonly Token[]): boolean {
  const comma = tokens.findIndex(({ text }) => text === ',');
  const after = comma < 0 ? undefined : tokens[comma + 1];
  if (
    after &&
    !after.capital &&
    !DETERMINERS.has(after.lower) &&
    !/^(?:who|of|\d+)$/.test(after.lower) &&
    !ROLES.has(after.lower)
  )
    return false;
  return tokens.every(
    ({ lower }) =>
      !/^(?:["“”;:]|and|but|adding|because|if|unless|while|he|she|they|it|we|i|you)$/.test(lower) &&
      (after?.lower === 'who' || !AUXILIARIES.has(lower) || lower === "'s"),
  );
}

/**
 * Yields the sentence with its source moved: "“Words,” X said" becomes "X said “words”". "Words, X said" becomes the
 * words alone, because the card names X.
 */
function* turnedRound(text: string, one: AttributedSentence, isTooLong: boolean): Generator<string> {
  const { sentence, report, speaker, tokens } = one;
  const words = contentBefore(text, one, isTooLong);
  if (!words || !report || !speaker) return;
  let content = plain(words);
  if (!/["”’“«»]$/.test(content)) {
    if (!one.opensQuoted && isClause(content)) yield content;
    return;
  }
  if (/”$/.test(content) && !content.includes('“')) content = `“${content}`;
  if (/[^"]"$/.test(content) && content.indexOf('"') === content.length - 1) content = `"${content}`;
  if (!/^["“‘„«»]/.test(content)) return;
  const cue = tokens[report.cue.from]!.text;
  const verb = report.form === 'according' ? 'said' : (WITHOUT_HEARER.get(cue.toLowerCase()) ?? cue);
  const where = whereSaid(
    text.slice(tokens[Math.max(report.source!.to, report.cue.to) - 1]!.end, sentence.end),
  );
  if (where && report.form === 'trailing') yield `${speaker.name} ${verb} ${where}: ${content}`;
  yield `${speaker.name} ${verb} ${content}`;
}

/**
 * Yields the sentence with a shortened source: "X, a professor, said on Monday that …" becomes "X said that …". A
 * person is named by surname if the claim would be too long.
 */
function* led(
  text: string,
  { sentence, report, speaker, tokens }: AttributedSentence,
  isTooLong: boolean,
): Generator<string> {
  if (!report?.source || !speaker || report.form !== 'leading' || report.source.from > report.cue.from)
    return;
  // "Some Democrats say": the name alone would mean all of them.
  if (/^(?:some|many|several|few|most|one|two|three|other)$/.test(tokens[report.source.from]!.lower)) return;
  if (report.source.from > 0 && !/^[,”"]$/.test(tokens[report.source.from - 1]!.text)) return;
  const verb = Math.max(beforeVerb(tokens, report.cue.from), report.source.to);
  const opening = text.slice(sentence.start, tokens[report.source.from]!.start);
  const inserted = text.slice(tokens[report.source.to - 1]!.end, tokens[verb]!.start);
  const before = opening.slice(datelineOf(opening));
  if (isMainClause(before) || (!isTooLong && !isDispensable(`${before} ${inserted}`))) return;
  // An earlier verb would be lost: "X opened the letter and said …".
  if (verb > report.source.to && !/^[,)—–-]$/.test(tokens[verb - 1]!.text)) return;
  const wordsFrom = (at: number) =>
    text.slice(tokens[at]!.start, sentence.end).replace(/\s+/g, ' ').replace(/^, /, '');
  if (!tokens[verb] || tokens.length - report.cue.to < 6) return;
  const rests = [wordsFrom(verb)];
  const that = tokens.findIndex(({ lower }, at) => at > report.cue.to && lower === 'that');
  const between = tokens.slice(report.cue.to, Math.max(that, report.cue.to));
  if (
    between.length > 0 &&
    isDispensable(between.map((token) => token.text).join(' ')) &&
    between.length < 14 &&
    (PREPOSITIONS.has(between[0]!.lower) || DAYS_AND_MONTHS.has(between[0]!.lower)) &&
    !between.some(({ text: word }) => /^[:;“”"]$/.test(word))
  )
    rests.push(
      `${text.slice(tokens[verb]!.start, tokens[report.cue.to - 1]!.end).replace(/\s+/g, ' ')} ${wordsFrom(that)}`,
    );
  const last =
    speaker.person && !speaker.plural && speaker.entity ? speaker.name.split(' ').at(-1)! : speaker.name;
  for (const name of new Set([speaker.name, last])) for (const rest of rests) yield `${name} ${rest}`;
}

/** Adds a full stop unless the line ends with a stop, perhaps within closing marks. */
function finished(line: string): string {
  let to = line.length;
  while (to > 0 && /["”’“«»)']/.test(line[to - 1]!)) to--;
  if (/[.!?…]/.test(line[to - 1] ?? '')) return line;
  return `${withoutLooseMarks(line)}.`;
}

/** Removes commas, colons and dashes at the end of a line. */
function withoutLooseMarks(line: string): string {
  let end = line.length;
  while (end > 0 && /[\s,;:—–-]/.test(line[end - 1]!)) end--;
  return line.slice(0, end);
}

/**
 * Returns a sentence's words. In a long sentence, a long form followed by its acronym in brackets becomes the acronym.
 */
function worded(text: string, { sentence, tokens, label }: AttributedSentence): string {
  const isLong = sentence.end - sentence.start > MAX_CLAIM_LENGTH;
  let words = '';
  let at = sentence.start + label;
  for (const { start, end, short, spelt } of isLong ? acronymsIn(tokens) : []) {
    if (start < at || !spelt) continue;
    words += text.slice(at, start) + short;
    at = end;
  }
  return words + text.slice(at, sentence.end);
}

const MARK = /^["“”‘’„«»'`]$/;

/** Removes the quotation marks around a line. Inner ones become single. */
function unquoted(line: string): string {
  let from = 0;
  let to = line.length;
  while (from < to && MARK.test(line[from]!)) from++;
  while (to > from && MARK.test(line[to - 1]!)) to--;
  return line.slice(from, to).replaceAll("''", "'").replace(/[“”"]/g, "'");
}

/** Yields the candidate claims for a sentence, the best first. */
function* draftsOf(text: string, line: string, one: AttributedSentence): Generator<string> {
  const { speaker, quoted, report } = one;
  if (speaker && !one.part && (quoted || (!report && !one.quotedIn))) {
    yield `${speaker.name}: “${unquoted(line)}”`;
  }
  const whole = standAlone(line, one);
  yield whole;
  const isTooLong = line.length > MAX_READ_CLAIM_LENGTH;
  yield* turnedRound(text, one, isTooLong);
  yield* led(text, one, isTooLong);
  if (!one.opensQuoted) yield* compressed(finished(whole));
}

/**
 * Writes a sentence as a claim on one line: the sentence, or a part that is a sentence itself, of at most 160
 * characters. If no part has the same meaning, the claim has up to 300 characters, and a longer sentence is cut.
 * Returns null if it has too few words.
 */
export function claimOf(text: string, one: AttributedSentence): string | null {
  const line = plain(worded(text, one));
  let best: string | null = null;
  for (const draft of draftsOf(text, line, one)) {
    const claim = finished(balanced(capitalised(draft), one.opensQuoted && startsAlike(draft, line)));
    if (claim.length > MAX_READ_CLAIM_LENGTH || !hasWords(claim)) continue;
    if (claim.length <= MAX_CLAIM_LENGTH) return claim;
    best ??= claim;
  }
  if (best) return best;
  const [draft = line] = draftsOf(text, line, one);
  const cut = withoutLooseEnd(
    balanced(finished(draft), one.opensQuoted && startsAlike(draft, line)),
    MAX_READ_CLAIM_LENGTH - 2,
  );
  return hasWords(cut) ? cut : null;
}

/** Whether a draft begins as its sentence does, so that a continued quotation stays one. */
const startsAlike = (draft: string, line: string): boolean => draft.slice(0, 12) === line.slice(0, 12);

const WORD = /[\p{L}\p{N}]+/gu;

/** Whether a claim has at least three words. */
function hasWords(claim: string): boolean {
  WORD.lastIndex = 0;
  return WORD.test(claim) && WORD.test(claim) && WORD.test(claim);
}
