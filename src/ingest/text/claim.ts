import { MAX_CLAIM_LENGTH } from '../../core/fact.ts';
import { acronymsIn } from './acronyms.ts';
import { datelineOf } from './dateline.ts';
import { beforeVerb } from './noun-phrase.ts';
import { shortened } from './shorten.ts';
import { standAlone } from './stand-alone.ts';
import type { Voiced } from './voices.ts';

const CONNECTORS =
  /^(?:however|but|and|also|meanwhile|so|yet|still|moreover|furthermore|in addition|additionally|nevertheless|nonetheless|of course|indeed|in fact|as a result|for example|for instance|instead|therefore|thus|then|or|separately|later|true|plus|besides|similarly|likewise|in turn|that said|perhaps that is why|at the same time|first of all|on the other hand|in other words|more importantly|what's more)\b,?\s+/iu;

/** The sentence's words on one line, without dateline, connector or a quotation mark that has lost its partner. */
function plain(words: string): string {
  let line = words
    .replace(/\s+/g, ' ')
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
  line.replace(/^["“'‘(]*\p{Ll}/u, (start) => start.toUpperCase());

/** Lower-cases a first word that is a capital only for opening a sentence. */
const continuing = (line: string, proper: boolean): string =>
  proper || /^(?:I\b|\p{Lu}{2}|["“])/u.test(line)
    ? line
    : line.replace(/^\p{Lu}/u, (first) => first.toLowerCase());

/** Gives every quotation mark its partner. */
export function balanced(line: string): string {
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

/** "“Words,” X said" turned round to "X said “words”": the name leads. */
function turnedRound(text: string, { sentence, report, speaker, tokens, names }: Voiced): string | null {
  if (!report?.source || !speaker || (report.form !== 'trailing' && report.form !== 'according')) return null;
  const place = Math.min(report.source.from, report.cue.from);
  if (place < 3) return null;
  let content = text
    .slice(sentence.start, tokens[place]!.start)
    .replace(/\s+/g, ' ')
    .replace(/[\s,—–-]+$/, '')
    .replace(/,(["”])$/, '$1');
  if (/[”]$/.test(content) && !content.includes('“')) content = `“${content}`;
  if (/[^"]"$/.test(content) && content.indexOf('"') === content.length - 1) content = `"${content}`;
  if (content.length < 12 || /[?!]["”]?$/.test(content)) return null;
  const cue = tokens[report.cue.from]!.text;
  const verb = report.form === 'according' ? 'said' : (WITHOUT_HEARER[cue.toLowerCase()] ?? cue);
  const proper = names[0]?.from === 0;
  return `${speaker.name} ${verb} ${continuing(content, proper)}`;
}

/** The source's name before its verb, without what stands before or between: "X, a professor, said …" → "X said …". */
function led(text: string, { sentence, report, speaker, tokens }: Voiced): string | null {
  if (!report?.source || !speaker || report.form !== 'leading' || report.source.from > report.cue.from)
    return null;
  const verb = beforeVerb(tokens, report.cue.from);
  const start = tokens[Math.max(verb, report.source.to)];
  return start
    ? `${speaker.name} ${text.slice(start.start, sentence.end).replace(/\s+/g, ' ').replace(/^, /, '')}`
    : null;
}

const finished = (line: string): string =>
  /[.!?…]["”’)]*$/.test(line) ? line : `${line.replace(/[\s,;:—–-]+$/, '')}.`;

/** The sentence's words; in a long one, a short form stands for the long form that it follows in brackets. */
function worded(text: string, { sentence, tokens }: Voiced): string {
  const whole = text.slice(sentence.start, sentence.end);
  if (whole.length <= MAX_CLAIM_LENGTH) return whole;
  let words = '';
  let at = sentence.start;
  for (const { short, start, end } of acronymsIn(tokens)) {
    words += text.slice(at, start) + short;
    at = end;
  }
  return words + text.slice(at, sentence.end);
}

/**
 * Words a sentence as a claim: one line of at most 160 characters that stands alone. Null where it can't be made to:
 * then it is no fact.
 */
export function claimOf(text: string, voiced: Voiced): string | null {
  const { speaker, quoted } = voiced;
  const line = plain(worded(text, voiced));
  if (/\?['’]?["”]\s?\p{L}/u.test(line) || /\?''\s\p{L}/u.test(line)) return null;
  const drafts: (string | null)[] = [];
  const inner = line.replace(/^["“]+|["”]+$/g, '');
  if (quoted || (speaker && !voiced.report))
    drafts.push(speaker ? `${speaker.name}: “${inner.replace(/[“”"]/g, "'")}”` : null);
  else {
    const alone = voiced.opensQuoted && !/^["“']/.test(line) ? null : standAlone(line, voiced);
    if (alone && (alone.length <= MAX_CLAIM_LENGTH || !turnedRound(text, voiced))) drafts.push(alone);
    drafts.push(turnedRound(text, voiced), led(text, voiced), alone);
  }
  for (const draft of drafts) {
    if (!draft) continue;
    const claim = shortened(finished(balanced(capitalised(draft))));
    const whole = claim === null ? null : finished(balanced(capitalised(claim)));
    if (whole && whole.length <= MAX_CLAIM_LENGTH && sound(whole)) return whole;
  }
  return null;
}

/** Whether a claim says something by itself: words enough, and no word at its head that points back. */
const sound = (claim: string): boolean =>
  (claim.match(/[\p{L}\p{N}]+/gu) ?? []).length >= 3 &&
  !/^["“'‘(]*(?:he|she|it|they|this|these|that|those|his|her|its|their|such|him|them|who|which|i|we|you|my|our|your|me)\b/i.test(
    claim,
  );
