import { MAX_CLAIM_LENGTH, MAX_READ_CLAIM_LENGTH } from '../../domain/fact.ts';
import {
  AUXILIARIES,
  DAYS_AND_MONTHS,
  DETERMINERS,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import { quotationsOf } from '../../language/quotations.ts';
import type { Token } from '../../language/text-tokens.ts';
import { beforeVerb } from '../../language/verb-group.ts';
import { acronymsIn } from './acronym-topics.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { compressed, isDispensable, withoutLooseEnd } from './compress-sentence.ts';
import { datelineOf } from './dateline.ts';
import { standAlone } from './decontextualize.ts';

/** Words that begin a sentence and add nothing to it. */
const JOINING = listed('and but or');
/** The same, if a comma sets them off: "So special is this club" and "Instead of going" lose nothing. */
const CONNECTORS = new Set(
  `however|also|meanwhile|so|yet|still|moreover|furthermore|in addition|additionally|nevertheless|nonetheless|of course|indeed
  |in fact|as a result|for example|for instance|instead|therefore|thus|then|separately|true|plus|besides|similarly|likewise|in turn
  |that said|at the same time|first of all|on the other hand|in other words|more importantly|what's more`
    .split('|')
    .map((words) => words.trim()),
);
/** The longest connector with its comma, in UTF-16 units. */
const LONGEST_CONNECTOR = 24;

/** A line without the connector that it begins with. */
function withoutConnector(line: string): string {
  const space = line.indexOf(' ');
  if (space > 0 && space < 4 && JOINING.has(line.slice(0, space).toLowerCase()))
    return line.slice(space + 1).replace(/^,\s/, '');
  const comma = line.slice(0, LONGEST_CONNECTOR).indexOf(', ');
  const words = line.slice(0, Math.max(0, comma)).toLowerCase().replaceAll('’', "'");
  return CONNECTORS.has(words) ? line.slice(comma + 2) : line;
}

/** White space as single spaces; most text has no other. */
const onOneLine = (words: string): string => words.split(/\s/).filter(Boolean).join(' ');

/** Bullets and dashes that a line begins with. */
const BULLETS = /^[•*·>—–-]{1,4}\s{0,3}/;

/** The sentence's words on one line, without dateline, label, bullet or connector. */
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

/** "Anna Berg said, the bridge …": behind a connector a source stands in the middle. */
function startsWithSource(line: string): boolean {
  const head = line.slice(0, line.indexOf(', ') + 1);
  const verb = head.slice(head.lastIndexOf(' ') + 1, -1);
  return head.length < 64 && !/[“”":]/.test(head) && REPORTING_VERBS.has(verb);
}

const capitalised = (line: string): string =>
  /^[A-Z]/.test(line) ? line : line.replace(/^["“'‘(]*\p{Ll}(?!\p{Lu})/u, (start) => start.toUpperCase());

/** The marks that close what these open. */
const CLOSING_MARK: Readonly<Record<string, string>> = {
  '“': '”',
  '"': '"',
  '„': '“',
  '«': '»',
  '‘': '’',
  "'": "'",
};

/** Opens a quotation that began before the line, and closes one that goes on behind it. */
function balanced(line: string, opensQuoted: boolean): string {
  const isOpen = opensQuoted && !/^["“„«‘'`]/.test(line);
  const isStraight = line.includes('"') && !line.includes('”');
  const opened = isOpen ? `${isStraight ? '"' : '“'}${line}` : line;
  const last = quotationsOf(opened, [[0, opened.length]]).at(-1);
  if (!last?.open) return opened;
  const mark = CLOSING_MARK[opened[last.start]!];
  return mark ? opened + mark : opened;
}

/** Verbs that need somebody who hears, though the turned sentence names nobody: "X told reporters" → "X said". */
const WITHOUT_HEARER: ReadonlyMap<string, string> = new Map([
  ['told', 'said'],
  ['tells', 'says'],
  ['informed', 'said'],
  ['assured', 'said'],
  ['reminded', 'said'],
]);

/** What stands after "…, X wrote" if it says no more than through what: "on Twitter"; empty otherwise. */
function whereSaid(rest: string): string {
  const where = /^\s(on (\p{Lu}[\p{L}\d]*))[.!]?$/u.exec(rest);
  return where && !DAYS_AND_MONTHS.has(where[2]!.toLowerCase()) ? where[1]! : '';
}

/** What is left of a sentence without "…, X said" at its end, if nothing that matters follows; null otherwise. */
function contentBefore(
  text: string,
  { sentence, report, tokens }: AttributedSentence,
  isTooLong: boolean,
): string | null {
  if (!report?.source || (report.form !== 'trailing' && report.form !== 'according')) return null;
  const place = Math.min(report.source.from, report.cue.from);
  const rest = Math.max(report.source.to, report.apposed?.to ?? 0, report.cue.to);
  if (place < 3 || !(isTooLong || isAside(tokens.slice(rest)))) return null;
  const content = withoutLooseMarks(onOneLine(text.slice(sentence.start, tokens[place]!.start))).replace(
    /,(["”’“])$/,
    '$1',
  );
  return content.length < 12 ? null : content;
}

/** Words behind a source that say no more than who it is, or when and where it spoke: no clause, nothing joined. */
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

/** "“Words,” X said" turned round to "X said “words”", and "Words, X said" to the words: the card names X. */
function* turnedRound(text: string, one: AttributedSentence, isTooLong: boolean): Generator<string> {
  const { sentence, report, speaker, tokens } = one;
  const words = contentBefore(text, one, isTooLong);
  if (!words || !report || !speaker) return;
  let content = plain(words);
  if (!/["”’“«»]$/.test(content)) {
    if (!one.opensQuoted) yield content;
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
 * The source's name before its verb, without what stands before or between: "X, a professor, said on Monday that …" →
 * "X said that …". A person's last name alone if the claim would be too long.
 */
function* led(
  text: string,
  { sentence, report, speaker, tokens }: AttributedSentence,
  isTooLong: boolean,
): Generator<string> {
  if (!report?.source || !speaker || report.form !== 'leading' || report.source.from > report.cue.from)
    return;
  // "some Democrats say": the name alone would be all of them.
  if (/^(?:some|many|several|few|most|one|two|three|other)$/.test(tokens[report.source.from]!.lower)) return;
  if (report.source.from > 0 && !/^[,”"]$/.test(tokens[report.source.from - 1]!.text)) return;
  const verb = Math.max(beforeVerb(tokens, report.cue.from), report.source.to);
  const opening = text.slice(sentence.start, tokens[report.source.from]!.start);
  const inserted = text.slice(tokens[report.source.to - 1]!.end, tokens[verb]!.start);
  if (!isTooLong && !isDispensable(`${opening.slice(datelineOf(opening))} ${inserted}`)) return;
  // A verb before this one would be lost: "X opened the letter and said …".
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
    speaker.person && !speaker.plural && speaker.member ? speaker.name.split(' ').at(-1)! : speaker.name;
  for (const name of new Set([speaker.name, last])) for (const rest of rests) yield `${name} ${rest}`;
}

/** Ends a line with a full stop, unless it ends with a stop, perhaps within closing marks. */
function finished(line: string): string {
  let to = line.length;
  while (to > 0 && /["”’“«»)']/.test(line[to - 1]!)) to--;
  if (/[.!?…]/.test(line[to - 1] ?? '')) return line;
  return `${withoutLooseMarks(line)}.`;
}

/** A line without the commas, colons and dashes at its end. */
function withoutLooseMarks(line: string): string {
  let end = line.length;
  while (end > 0 && /[\s,;:—–-]/.test(line[end - 1]!)) end--;
  return line.slice(0, end);
}

/** The sentence's words; in a long one a short form for the long form that spells it and that it follows in brackets. */
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

/** A line without the quotation marks around it; those inside become single ones. */
function unquoted(line: string): string {
  let from = 0;
  let to = line.length;
  while (from < to && MARK.test(line[from]!)) from++;
  while (to > from && MARK.test(line[to - 1]!)) to--;
  return line.slice(from, to).replaceAll("''", "'").replace(/[“”"]/g, "'");
}

/** The ways to word a sentence as a claim, the best first. */
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
 * Words a sentence as a claim: the sentence, or a part of it that is a sentence too, on one line of at most 160
 * characters; where no such part says what the sentence says, the sentence itself up to 300, and of a longer one as much
 * as is a sentence. Null if it has too few words.
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

/** Whether a draft begins as its sentence does, so that a quotation which goes on there goes on in it. */
const startsAlike = (draft: string, line: string): boolean => draft.slice(0, 12) === line.slice(0, 12);

const WORD = /[\p{L}\p{N}]+/gu;

/** Whether a claim has three words at the least. */
function hasWords(claim: string): boolean {
  WORD.lastIndex = 0;
  return WORD.test(claim) && WORD.test(claim) && WORD.test(claim);
}
