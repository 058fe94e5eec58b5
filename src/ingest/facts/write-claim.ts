import { MAX_CLAIM_LENGTH, MAX_READ_CLAIM_LENGTH } from '../../domain/fact.ts';
import {
  AUXILIARIES,
  DAYS_AND_MONTHS,
  DETERMINERS,
  PREPOSITIONS,
} from '../../language/lexicon/function-words.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import { beforeVerb } from '../../language/noun-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import { acronymsIn } from './acronym-topics.ts';
import type { AttributedSentence } from './attributed-sentence.ts';
import { compressed, isDispensable, withoutLooseEnd } from './compress-sentence.ts';
import { datelineOf } from './dateline.ts';
import { standAlone } from './decontextualize.ts';

const CONNECTORS =
  /^(?:however|but|and|also|meanwhile|so|yet|still|moreover|furthermore|in addition|additionally|nevertheless|nonetheless|of course|indeed|in fact|as a result|for example|for instance|instead|therefore|thus|then|or|separately|true|plus|besides|similarly|likewise|in turn|that said|perhaps that is why|at the same time|first of all|on the other hand|in other words|more importantly|what's more)\b,?\s+/iu;

/** White space as single spaces; most text has no other. */
const onOneLine = (words: string): string => (/\s\s|[^\S ]/.test(words) ? words.replace(/\s+/g, ' ') : words);

/** The sentence's words on one line, without dateline, label, bullet or connector. */
function plain(words: string): string {
  let line = onOneLine(words)
    .replace(/,\s?”\s?(?=\p{L})/gu, ',” ')
    .trim();
  line = line.slice(datelineOf(line)).replace(/^[•*·>—–-]+\s*/, '');
  for (let round = 0; round < 2; round++) {
    const without = line.replace(CONNECTORS, '');
    if (without === line || without.length < 20 || startsWithSource(without)) break;
    line = without;
  }
  return capitalised(line);
}

/** "Anna Berg said, the bridge …": behind a connector a source stands in the middle. */
const startsWithSource = (line: string): boolean =>
  REPORTING_VERBS.has(/^[^,“”":]{2,60} (\p{Ll}+), /u.exec(line)?.[1] ?? '');

const capitalised = (line: string): string =>
  /^[A-Z]/.test(line) ? line : line.replace(/^["“'‘(]*\p{Ll}(?!\p{Lu})/u, (start) => start.toUpperCase());

/** Gives every quotation mark its partner. */
function balanced(line: string): string {
  if (!/[“”"]|''/.test(line) || /„/.test(line)) return line;
  const opens = (line.match(/“/g) ?? []).length;
  const closes = (line.match(/”/g) ?? []).length;
  const straight = (line.match(/"/g) ?? []).length;
  let result = line.replace(/''/g, '"').replace(/,\s*([”"])(?=\W*$)/, '$1');
  if (closes > opens) result = line.indexOf('”') < 2 ? line.replace('”', '') : `“${result}`;
  else if (opens > closes)
    result = /^[^“]*“$/.test(result) ? result.replace('“', '') : result.replace(/([.!?]?)$/, '$1”');
  if (straight % 2 === 1)
    result =
      /^"/.test(result) || !/"\W*$/.test(result)
        ? /"/.test(result.slice(0, 3))
          ? `${result}"`
          : result.replace('"', '')
        : `"${result}`;
  return result;
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
  const content = text
    .slice(sentence.start, tokens[place]!.start)
    .replace(/\s+/g, ' ')
    .replace(/[\s,—–-]+$/, '')
    .replace(/,(["”’“])$/, '$1');
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

const finished = (line: string): string =>
  /[.!?…]["”’“«»)]*$/.test(line) ? line : `${line.replace(/[\s,;:—–-]+$/, '')}.`;

/** The sentence's words; in a long one a short form for the long form that it follows in brackets. */
function worded(text: string, { sentence, tokens, label }: AttributedSentence): string {
  const isLong = sentence.end - sentence.start > MAX_CLAIM_LENGTH;
  let words = '';
  let at = sentence.start + label;
  for (const { start, end, short } of isLong ? acronymsIn(tokens) : []) {
    if (start < at) continue;
    words += text.slice(at, start) + short;
    at = end;
  }
  return words + text.slice(at, sentence.end);
}

/** The ways to word a sentence as a claim, the best first. */
function* draftsOf(text: string, line: string, one: AttributedSentence): Generator<string> {
  const { speaker, quoted, report } = one;
  if (speaker && !one.part && (quoted || (!report && !one.quotedIn))) {
    const inner = line.replace(/^["“‘„»«]+|["”’“«»]+$/g, '').replace(/[“”"]/g, "'");
    yield `${speaker.name}: “${inner}”`;
  }
  const whole = standAlone(line, one);
  yield whole;
  const isTooLong = line.length > MAX_READ_CLAIM_LENGTH;
  yield* turnedRound(text, one, isTooLong);
  yield* led(text, one, isTooLong);
  yield* compressed(finished(whole));
}

/**
 * Words a sentence as a claim: the sentence, or a part of it that is a sentence too, on one line of at most 160
 * characters; where no such part says what the sentence says, the sentence itself up to 300. Null if it is longer and
 * can't be cut.
 */
export function claimOf(text: string, one: AttributedSentence): string | null {
  const line = plain(worded(text, one));
  let best: string | null = null;
  for (const draft of draftsOf(text, line, one)) {
    const claim = finished(balanced(capitalised(draft)));
    if (claim.length > MAX_READ_CLAIM_LENGTH || !hasWords(claim)) continue;
    if (claim.length <= MAX_CLAIM_LENGTH) return claim;
    best ??= claim;
  }
  if (best) return best;
  const [draft] = draftsOf(text, line, one);
  const cut = withoutLooseEnd(finished(draft ?? line), MAX_READ_CLAIM_LENGTH - 2);
  return cut && finished(balanced(cut));
}

const WORD = /[\p{L}\p{N}]+/gu;

/** Whether a claim has three words at the least. */
function hasWords(claim: string): boolean {
  WORD.lastIndex = 0;
  return WORD.test(claim) && WORD.test(claim) && WORD.test(claim);
}
