import type { Span } from '../domain/fact.ts';
import { listed } from './lexicon/word-list.ts';

/** Text between quotation marks, marks included. `open` if the paragraph ends without a closing mark. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly open: boolean;
}

const MARKS = /["“”„«»‘‚']|``/g;
const BLANK = /\s/;

/** Words that begin with an apostrophe, without it: "'em", "'n'", "'90s". */
const ELISIONS = listed('em n til till cause tis twas bout round cos ere');

/** The longest quotation in single marks, in UTF-16 units. */
const LONGEST_SINGLE = 2000;

/** The marks that close a quotation, by the mark that opens it. */
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"“”',
  '“': '”"“',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '``': '”"',
};
const OPENERS: ReadonlySet<string> = new Set(Object.keys(CLOSERS));

const isOpening = (text: string, at: number, length: number): boolean =>
  (at === 0 || /[\s([{—–\-:/“"]/.test(text[at - 1]!)) && /[^\s,.;:!?)\]}]/.test(text[at + length] ?? ' ');

const isClosing = (text: string, at: number): boolean =>
  at > 0 && !BLANK.test(text[at - 1]!) && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? ' ');

/**
 * Returns the end of a quotation in single marks that may open at `at`; -1 if the mark is an apostrophe. It opens after
 * a blank and closes after a stop or a comma.
 */
function singleEnd(text: string, at: number, to: number): number {
  if (!isOpening(text, at, 1)) return -1;
  const word = /^[\p{L}\p{N}]{0,12}/u.exec(text.slice(at + 1, at + 14))![0].toLowerCase();
  if (ELISIONS.has(word) || /^\d\d?s/.test(word)) return -1;
  const closers = text[at] === "'" ? "'" : text[at] === '‘' ? '’' : '‘’';
  for (let end = at + 2; end < Math.min(to, at + LONGEST_SINGLE); end++) {
    const mark = text[end]!;
    if (closers.includes(mark) && /[.,!?…]/.test(text[end - 1]!) && isClosing(text, end)) return end + 1;
    if (mark === text[at] && isOpening(text, end, 1)) return -1;
  }
  return -1;
}

/** Whether a mark means inches or arc minutes: 6'2". */
const isMeasure = (text: string, at: number): boolean =>
  text[at] === '"' && /\d['′’]?\s?\d{1,2}$/.test(text.slice(Math.max(0, at - 6), at));

/** Returns the width of the mark at `at`. Some publishers type a double mark as two single ones. */
const widthOf = (text: string, at: number): number =>
  text[at] === '`' || (text[at] === "'" && text[at + 1] === "'") ? 2 : 1;

function markAt(text: string, at: number): string {
  if (text[at] === '`') return '``';
  return widthOf(text, at) === 2 ? '"' : text[at]!;
}

/** A quotation that was opened and not closed yet. */
interface Opened {
  readonly start: number;
  readonly closers: string;
}

/** Whether a double mark can only open a quotation, so that the one before it was never closed. */
const opensAgain = (text: string, at: number, width: number, mark: string): boolean =>
  (mark === '"' || mark === '“' || mark === '``') && isOpening(text, at, width) && !isClosing(text, at);

/**
 * Returns the quotation that the mark at `at` closes although no mark opened it. It starts after the sentence that
 * closed the previous quotation in the paragraph; null if there is none near. Inner quotations are removed from
 * `found`.
 */
function withLostOpening(
  text: string,
  found: Quotation[],
  at: number,
  end: number,
  paragraph: number,
): Quotation | null {
  if (!/[.,!?…]/.test(text[at - 1] ?? '')) return null;
  for (let index = found.length - 1; index >= 0; index--) {
    const before = found[index]!;
    if (before.open || before.start < paragraph || at - before.end > LONGEST_SINGLE) return null;
    const isDouble = !/['‘‚]/.test(text[before.start]!);
    const isSentence =
      /[.!?]/.test(text[before.end - 2] ?? '') && /^\s\p{Lu}/u.test(text.slice(before.end, before.end + 2));
    if (!isDouble) continue;
    if (!isSentence) return null;
    found.length = index + 1;
    return { start: before.end + 1, end, open: false };
  }
  return null;
}

/** Creates a lookup of the next mark from a position on; -1 if there is none. Linear if positions ascend. */
function markFinder(text: string): (from: number) => number {
  let next = -2;
  return (from) => {
    if (next === -1 || next >= from) return next;
    MARKS.lastIndex = from;
    next = MARKS.test(text) ? MARKS.lastIndex - (text[MARKS.lastIndex - 2] === '`' ? 2 : 1) : -1;
    return next;
  };
}

/**
 * Finds the quotations in the given paragraphs, in order: in straight or curly double marks, „German“, «guillemets» in
 * either direction, and single marks. Inner marks are ignored. An unclosed quotation ends with its paragraph, or before
 * a mark that can only open the next one.
 */
export function quotationsOf(text: string, paragraphs: readonly Span[]): readonly Quotation[] {
  const found: Quotation[] = [];
  const nextMark = markFinder(text);
  let paragraph = 0;
  const lost = (at: number, end: number): void => {
    const quotation = withLostOpening(text, found, at, end, paragraph);
    if (quotation) found.push(quotation);
  };
  for (const [from, to] of paragraphs) {
    paragraph = from;
    let opened = null as Opened | null;
    for (let at = nextMark(from); at >= 0 && at < to; ) {
      const mark = markAt(text, at);
      const end = at + widthOf(text, at);
      let next = end;
      if (opened?.closers.includes(mark) && !opensAgain(text, at, end - at, mark)) {
        if (!isMeasure(text, at)) {
          found.push({ start: opened.start, end, open: false });
          opened = null;
        }
      } else if (OPENERS.has(mark)) {
        const again = opensAgain(text, at, end - at, mark);
        if (opened && again) found.push({ start: opened.start, end: at, open: true });
        const opens = mark !== '"' || isOpening(text, at, end - at) || !isClosing(text, at);
        if (opened ? again : opens) opened = { start: at, closers: CLOSERS[mark]! };
        else if (!opened) lost(at, end);
      } else if (!opened && mark === '”') lost(at, end);
      else if (!opened) {
        const single = singleEnd(text, at, to);
        if (single > 0) found.push({ start: at, end: single, open: false });
        next = Math.max(end, single);
      }
      at = nextMark(next);
    }
    if (opened) found.push({ start: opened.start, end: to, open: true });
  }
  return found;
}

/** Creates a lookup of the quotation at a position. Positions must ascend. */
export function quotationAt(quotations: readonly Quotation[]): (at: number) => Quotation | null {
  let index = 0;
  return (at) => {
    while (index < quotations.length && quotations[index]!.end <= at) index++;
    const here = quotations[index];
    return here && here.start <= at ? here : null;
  };
}
