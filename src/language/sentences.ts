import { MAY_END, NAMES_WITH_MARK, NEVER_END, STARTERS, UNITS } from './lexicon/abbreviations.ts';
import { paragraphsOf } from './paragraphs.ts';
import { isAsciiLetter } from './text-tokens.ts';

/** A sentence of a text: [start, end) in UTF-16 units, trimmed of white space. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** The paragraph's index in the text, from 0. */
  readonly paragraph: number;
  /** True for a line without an end mark: a heading, a caption, a byline. */
  readonly heading: boolean;
}

const END = /[.!?…]/g;
/** Whether a character code is an end mark. */
const isEnd = (code: number): boolean => code === 46 || code === 33 || code === 63 || code === 0x2026;
const CLOSING = /["'”’»)\]]/;
const OPENING = /["'“‘„«»([—–-]/;
const SPACE = /\s/;
const isLetter = (character: string): boolean =>
  isAsciiLetter(character.charCodeAt(0)) || /\p{L}/u.test(character);
const UPPER = /[\p{Lu}\p{Lt}]/u;
const LOWER = /\p{Ll}/u;
/** How far a rule looks around a full stop, in UTF-16 units. The limit keeps the whole linear. */
const REACH = 40;
const SPOKEN_AFTER =
  /^(?:[A-Z][\p{L}'’.-]*\s+){1,7}(?:said|says|asked|asks|told|wrote|added|replied|shouted|tweeted|responded|continued|declared|demanded|wondered|exclaimed|yelled|screamed|pleaded|joked|explained|insisted|argued|countered|quipped|thundered)\b/u;

/** Words that continue a sentence after "a.m." or "p.m.": a day, a month, a time zone. */
const AFTER_HOUR =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October|\p{Lu}{2,4}|Eastern|Central|Pacific|Mountain|Greenwich|[A-Z]\p{L}+ (?:time|Time))$/u;

function wordBefore(text: string, at: number, from: number): string {
  let start = at;
  const least = Math.max(from, at - REACH);
  while (start > least && (isLetter(text[start - 1]!) || text[start - 1] === '.')) start--;
  return text.slice(start, at);
}

function wordAfter(text: string, at: number, to: number): string {
  let end = at;
  const most = Math.min(to, at + REACH);
  while (end < most && isLetter(text[end]!)) end++;
  return text.slice(at, end);
}

/** Whether the full stop at `dot` belongs to its word, although a capital, a digit or a quotation mark follows. */
function isAbbreviation(
  text: string,
  dot: number,
  from: number,
  next: string,
  nextIsDigit: boolean,
  isMoney: boolean,
): boolean {
  const word = wordBefore(text, dot, from);
  const key = word.toLowerCase().replace(/^\.+/, '');
  if (key === '') return false;
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word) && isMoney) return true;
  const starts = STARTERS.has(next.toLowerCase());
  if (UNITS.has(key) && /\d\s?$/.test(text.slice(Math.max(from, dot - word.length - 2), dot - word.length)))
    return false;
  if (NEVER_END.has(key)) return true;
  if (/^\p{Lu}$/u.test(word)) return !(starts && next !== 'I' && next !== 'A');
  if (key === 'a.m' || key === 'p.m') return nextIsDigit || AFTER_HOUR.test(next);
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word)) return next !== '' && !starts;
  if (key === 'no') return nextIsDigit;
  return MAY_END.has(key) && /^\p{Lu}/u.test(word) && !starts;
}

/** Whether a sentence ends with the marks in [run, after), the first at `run`; the next word is at `next`. */
function endsHere(text: string, run: number, after: number, next: number, from: number, to: number): boolean {
  if (next >= to) return true;
  const marks = text.slice(run, Math.min(after, run + 8));
  let word = next;
  while (word < to && word < next + 4 && OPENING.test(text[word]!)) word++;
  const opened = word > next;
  // In "7 a.m. — noted" a blank may follow the dash.
  if (opened && text[word] === ' ') word++;
  const first = text[word] ?? '';
  const quoted = /["”’']/.test(marks);
  if (LOWER.test(first)) {
    if (quoted || opened || marks !== '.') return false;
    const before = wordBefore(text, run, from);
    const key = before.toLowerCase();
    return before.length >= 4 && !before.includes('.') && !NEVER_END.has(key) && !MAY_END.has(key);
  }
  const following = wordAfter(text, word, to);
  if (marks.startsWith('.') && !marks.startsWith('..') && !quoted)
    return !isAbbreviation(text, run, from, following, /\d/.test(first), /[$€£¥]/.test(first));
  if (marks === '!' && !opened && UPPER.test(first)) return !isNameWithMark(text, run, from, following);
  if (/[?!]/.test(marks) && quoted && UPPER.test(first))
    return !SPOKEN_AFTER.test(text.slice(word, word + 2 * REACH));
  return true;
}

/** Whether the mark belongs to a name: "Yahoo! Inc.", "watched Jeopardy! Thursday". */
function isNameWithMark(text: string, mark: number, from: number, following: string): boolean {
  if (STARTERS.has(following.toLowerCase())) return false;
  const word = wordBefore(text, mark, from);
  return UPPER.test(word[0] ?? '') && NAMES_WITH_MARK.has(word.toLowerCase());
}

/** Whether a full stop follows a list number or letter at a sentence's start: "1. The board met.", "b. It voted." */
const isListNumber = (text: string, start: number, dot: number): boolean =>
  dot - start < 4 && text[dot] === '.' && /^(?:\d{1,3}|[a-z]|[ivx]{1,3})$/.test(text.slice(start, dot));

/** Whether an opening mark, or a German closing one, is used as a closing mark: nothing follows that it could open. */
const isTurned = (text: string, at: number, to: number): boolean =>
  /[“«‘]/.test(text[at]!) && (at + 1 >= to || SPACE.test(text[at + 1]!));

/** Matches brackets and guillemets with their contents. Longer asides are split like any text. */
const ENCLOSED = /\([^()]{1,300}\)|«[^«»]{1,300}»|»[^«»]{1,300}«/g;

/** Creates a lookup of the end of the brackets or guillemets around a position; -1 outside. Positions must ascend. */
function enclosureEnd(text: string): (at: number) => number {
  ENCLOSED.lastIndex = 0;
  let enclosed = ENCLOSED.exec(text);
  let end = enclosed ? ENCLOSED.lastIndex : -1;
  return (at) => {
    while (enclosed && end <= at) {
      ENCLOSED.lastIndex = end;
      enclosed = ENCLOSED.exec(text);
      end = enclosed ? ENCLOSED.lastIndex : -1;
    }
    return enclosed && enclosed.index < at ? end : -1;
  };
}

/** Whether a space is missing after a full stop, between a lower-case word and a capitalised one: "ended.The next". */
function isGlued(text: string, dot: number, after: number): boolean {
  return (
    after === dot + 1 &&
    text[dot] === '.' &&
    /\p{Ll}{2}$/u.test(text.slice(Math.max(0, dot - 2), dot)) &&
    /^\p{Lu}(?:\p{Ll}|\s)/u.test(text.slice(after, after + 2))
  );
}

/** Returns the position of the next mark from `at` on that may end a sentence; past the text's end if there is none. */
function nextEnd(text: string, at: number): number {
  END.lastIndex = at;
  return END.test(text) ? END.lastIndex - 1 : text.length;
}

/**
 * Splits an English text into sentences in order, with exact offsets. Own rules cover abbreviations, initials,
 * decimals, quotation marks and lines without a full stop. Linear in the text's length.
 */
export function sentencesOf(text: string, paragraphs = paragraphsOf(text)): readonly Sentence[] {
  const sentences: Sentence[] = [];
  const enclosed = enclosureEnd(text);
  let mark = -1;
  for (const [paragraph, [from, to]] of paragraphs.entries()) {
    let start = from;
    for (let at = from; at < to; at++) {
      // The next mark may be in a later paragraph.
      if (mark < at) mark = nextEnd(text, at);
      if (mark >= to) break;
      at = mark;
      const run = at;
      while (at < to && isEnd(text.charCodeAt(at))) at++;
      while (at < to && (CLOSING.test(text[at]!) || isTurned(text, at, to))) at++;
      let next = at;
      while (next < to && SPACE.test(text[next]!)) next++;
      const open = next > at || next >= to || isGlued(text, run, at);
      const within = enclosed(run) > at || isListNumber(text, start, run);
      if (open && !within && endsHere(text, run, at, next, from, to)) {
        sentences.push({ start, end: at, paragraph, heading: false });
        start = next;
        at = next - 1;
      } else at--;
    }
    let end = to;
    while (end > start && SPACE.test(text[end - 1]!)) end--;
    if (end > start)
      sentences.push({ start, end, paragraph, heading: !/[:,;”"]$/.test(text.slice(start, end)) });
  }
  return sentences;
}
