import { MAX_CLAIM_LENGTH } from '../../domain/fact.ts';
import { DAYS_AND_MONTHS, PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import { beforeVerb } from '../../language/noun-phrase.ts';
import { acronymsIn } from './acronym-topics.ts';
import { shortened } from './compress-sentence.ts';
import { datelineOf } from './dateline.ts';
import { standAlone } from './decontextualize.ts';
import type { Voiced } from './speaker-attribution.ts';

const CONNECTORS =
  /^(?:however|but|and|also|meanwhile|so|yet|still|moreover|furthermore|in addition|additionally|nevertheless|nonetheless|of course|indeed|in fact|as a result|for example|for instance|instead|therefore|thus|then|or|separately|later|true|plus|besides|similarly|likewise|in turn|that said|perhaps that is why|at the same time|first of all|on the other hand|in other words|more importantly|what's more)\b,?\s+/iu;

/** White space as single spaces; most text has no other. */
const onOneLine = (words: string): string => (/\s\s|[^\S ]/.test(words) ? words.replace(/\s+/g, ' ') : words);

/** The sentence's words on one line, without dateline, connector or a quotation mark that has lost its partner. */
function plain(words: string): string {
  let line = onOneLine(words)
    .replace(/,\s?”\s?(?=\p{L})/gu, ',” ')
    .trim();
  line = line.slice(datelineOf(line)).replace(/^[•*·>—–-]+\s*/, '');
  for (let round = 0; round < 2; round++) {
    const without = line.replace(CONNECTORS, '');
    if (without === line || without.length < 20) break;
    line = without;
  }
  return capitalised(line);
}

export const capitalised = (line: string): string =>
  /^[A-Z]/.test(line) ? line : line.replace(/^["“'‘(]*\p{Ll}/u, (start) => start.toUpperCase());

/** Lower-cases a first word that is a capital only for opening a sentence. */
const continuing = (line: string, proper: boolean): string =>
  proper || /^(?:I\b|\p{Lu}{2}|["“])/u.test(line)
    ? line
    : line.replace(/^\p{Lu}/u, (first) => first.toLowerCase());

/** Gives every quotation mark its partner. */
export function balanced(line: string): string {
  if (!/[“”"]|''/.test(line)) return line;
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

/** Verbs that need somebody who hears, where the turned sentence names nobody: "X told reporters" → "X said". */
const WITHOUT_HEARER: Readonly<Record<string, string>> = {
  told: 'said',
  tells: 'says',
  informed: 'said',
  assured: 'said',
  reminded: 'said',
};

/** What stands after "…, X wrote" where it says no more than through what: "on Twitter"; empty otherwise. */
function whereSaid(rest: string): string {
  const where = /^\s(on (\p{Lu}[\p{L}\d]*))[.!]?$/u.exec(rest);
  return where && !DAYS_AND_MONTHS.has(where[2]!.toLowerCase()) ? where[1]! : '';
}

/** "“Words,” X said" turned round to "X said “words”": the name leads. */
function* turnedRound(text: string, { sentence, report, speaker, tokens, names }: Voiced): Generator<string> {
  if (!report?.source || !speaker || (report.form !== 'trailing' && report.form !== 'according')) return;
  const place = Math.min(report.source.from, report.cue.from);
  if (place < 3) return;
  let content = text
    .slice(sentence.start, tokens[place]!.start)
    .replace(/\s+/g, ' ')
    .replace(/^[•*·]\s*/, '')
    .replace(/[\s,—–-]+$/, '')
    .replace(/,(["”])$/, '$1');
  if (/[”]$/.test(content) && !content.includes('“')) content = `“${content}`;
  if (/[^"]"$/.test(content) && content.indexOf('"') === content.length - 1) content = `"${content}`;
  if (content.length < 12 || /[?!]["”]?$/.test(content)) return;
  const cue = tokens[report.cue.from]!.text;
  const verb = report.form === 'according' ? 'said' : (WITHOUT_HEARER[cue.toLowerCase()] ?? cue);
  const proper = names[0]?.from === 0;
  const said = `${speaker.name} ${verb}`;
  const where = whereSaid(
    text.slice(tokens[Math.max(report.source.to, report.cue.to) - 1]!.end, sentence.end),
  );
  const placed = `${said} ${where}: ${content}`;
  if (where && report.form === 'trailing' && placed.length < MAX_CLAIM_LENGTH) yield placed;
  yield `${said} ${continuing(content, proper)}`;
}

/**
 * The source's name before its verb, without what stands before or between: "X, a professor, said on Monday that …" →
 * "X said that …". A person's last name alone where the claim would be too long.
 */
function* led(text: string, { sentence, report, speaker, tokens }: Voiced): Generator<string> {
  if (!report?.source || !speaker || report.form !== 'leading' || report.source.from > report.cue.from)
    return;
  const verb = Math.max(beforeVerb(tokens, report.cue.from), report.source.to);
  const wordsFrom = (at: number) =>
    text.slice(tokens[at]!.start, sentence.end).replace(/\s+/g, ' ').replace(/^, /, '');
  if (!tokens[verb]) return;
  const rests = [wordsFrom(verb)];
  const that = tokens.findIndex(({ lower }, at) => at > report.cue.to && lower === 'that');
  const between = tokens.slice(report.cue.to, Math.max(that, report.cue.to));
  if (
    between.length > 0 &&
    between.length < 14 &&
    (PREPOSITIONS.has(between[0]!.lower) || DAYS_AND_MONTHS.has(between[0]!.lower)) &&
    !between.some(({ text: word }) => /^[:;“”"]$/.test(word))
  )
    rests.push(
      `${text.slice(tokens[verb]!.start, tokens[report.cue.to - 1]!.end).replace(/\s+/g, ' ')} ${wordsFrom(that)}`,
    );
  const last = speaker.person && !speaker.plural ? speaker.name.split(' ').at(-1)! : speaker.name;
  for (const name of new Set([speaker.name, last])) for (const rest of rests) yield `${name} ${rest}`;
}

const finished = (line: string): string =>
  /[.!?…]["”’)]*$/.test(line) ? line : `${line.replace(/[\s,;:—–-]+$/, '')}.`;

/**
 * The sentence's words: the speaker's name for the pronoun in "…, he said", and in a long one a short form for the long
 * form that it follows in brackets.
 */
function worded(text: string, voiced: Voiced): string {
  const { sentence, tokens } = voiced;
  const isLong = sentence.end - sentence.start > MAX_CLAIM_LENGTH;
  const acronyms = isLong
    ? acronymsIn(tokens).map(({ short, start, end }) => ({ start, end, word: short }))
    : [];
  let words = '';
  let at = sentence.start;
  for (const { start, end, word } of [...acronyms, ...pronounOf(voiced)].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    words += text.slice(at, start) + word;
    at = end;
  }
  return words + text.slice(at, sentence.end);
}

/** The pronoun for the speaker in the middle or at the end of a sentence, with the name that it stands for. */
function pronounOf({ report, speaker, tokens }: Voiced) {
  const { from, to } = report?.source ?? { from: 0, to: 0 };
  if (!speaker || from === 0 || to - from !== 1 || report?.form === 'gerund') return [];
  const { lower, start, end } = tokens[from]!;
  return /^(?:he|she|they|it)$/.test(lower) ? [{ start, end, word: speaker.name }] : [];
}

/** The ways to word a sentence as a claim, the best first. */
function* draftsOf(text: string, line: string, voiced: Voiced): Generator<string | null> {
  const { speaker, quoted } = voiced;
  if (quoted || (speaker && !voiced.report)) {
    const inner = line.replace(/^["“]+|["”]+$/g, '').replace(/[“”"]/g, "'");
    if (speaker) yield `${speaker.name}: “${inner}”`;
    return;
  }
  const alone = voiced.opensQuoted && !/^["“']/.test(line) ? null : standAlone(line, voiced);
  if (alone && alone.length <= MAX_CLAIM_LENGTH) yield alone;
  const turned = [...turnedRound(text, voiced)];
  if (turned.length > 0) yield* turned;
  else if (alone) yield alone;
  yield* led(text, voiced);
  yield alone;
}

/**
 * Words a sentence as a claim: one line of at most 160 characters that stands alone. Null where it can't be made to:
 * then it is no fact.
 */
export function claimOf(text: string, voiced: Voiced): string | null {
  const line = plain(worded(text, voiced));
  if (line.includes('?') && (/\?['’]?["”]\s?\p{L}/u.test(line) || /\?''\s\p{L}/u.test(line))) return null;
  for (const draft of draftsOf(text, line, voiced)) {
    if (!draft) continue;
    const claim = shortened(finished(balanced(capitalised(draft))));
    const whole = claim === null ? null : finished(balanced(capitalised(claim)));
    if (whole && whole.length <= MAX_CLAIM_LENGTH && sound(whole)) return whole;
  }
  return null;
}

const WORD = /[\p{L}\p{N}]+/gu;

/** Whether a claim has three words at the least. */
function hasWords(claim: string): boolean {
  WORD.lastIndex = 0;
  return WORD.test(claim) && WORD.test(claim) && WORD.test(claim);
}

/** Whether a claim says something by itself: words enough, and no word at its head that points back. */
const sound = (claim: string): boolean =>
  hasWords(claim) &&
  !/^["“'‘(]*(?:(?:but|and|so|yet|or) )?(?:he|she|it|they|this|these|that|those|his|her|its|their|such|him|them|who|which|i|we|you|my|our|your|me)\b/i.test(
    claim,
  );
