/** A line of a page. Lengths are in points, from the page's top and left. */
export interface PdfLine {
  readonly text: string;
  readonly page: number;
  readonly x: number;
  readonly right: number;
  readonly top: number;
  /** The size of its letters. */
  readonly size: number;
  /** The height of the page. */
  readonly height: number;
}

/** The share of a page at its top and bottom with running heads and page numbers. */
const MARGIN = 0.1;
/** A line above or below the text on at least this many pages is a running head or foot. */
const LEAST_REPEATS = 3;
/** A gap this many times the usual one separates paragraphs. */
const WIDE_GAP = 1.35;
/** A line shorter than this share of the column ends a paragraph if it ends a sentence. */
const SHORT_LINE = 0.85;
/** Text this many times the usual size is a heading. */
const HEADING_SIZE = 1.15;
const LONGEST_TITLE = 200;

/** Replaces a line's numbers, so that "Page 3 of 12" and "Page 4 of 12" are equal. */
const shapeOf = ({ text }: PdfLine): string => text.replace(/\d+/g, '#').toLowerCase();

const isAtEdge = ({ top, height }: PdfLine): boolean => top < height * MARGIN || top > height * (1 - MARGIN);

/** Removes page numbers, and running heads and feet that occur on several pages. */
function withoutFurniture(lines: readonly PdfLine[]): PdfLine[] {
  const pages = new Map<string, Set<number>>();
  for (const line of lines.filter(isAtEdge)) {
    const shape = shapeOf(line);
    pages.set(shape, (pages.get(shape) ?? new Set()).add(line.page));
  }
  const isNumber = ({ text }: PdfLine) =>
    /^(?:page\s*)?[\divxlc]{1,7}(?:\s*(?:of|\/)\s*\d{1,4})?$/i.test(text);
  return lines.filter(
    (line) => !isAtEdge(line) || !(isNumber(line) || pages.get(shapeOf(line))!.size >= LEAST_REPEATS),
  );
}

/** Returns the median of some numbers; 0 for none. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const endsSentence = (text: string): boolean => /[.!?:]["'”’»)\]]*$/u.test(text);

interface Usual {
  readonly size: number;
  readonly gap: number;
  readonly width: number;
}

function usualOf(lines: readonly PdfLine[]): Usual {
  const gaps = lines.flatMap((line, at) => {
    const before = lines[at - 1];
    const gap = before && before.page === line.page ? line.top - before.top : 0;
    return gap > 0 ? [gap] : [];
  });
  return {
    size: median(lines.map(({ size }) => size)),
    gap: median(gaps),
    width: median(lines.map(({ x, right }) => right - x)),
  };
}

/** Whether a line continues on the next one. */
function goesOn(line: PdfLine, next: PdfLine, usual: Usual): boolean {
  if (Math.abs(line.size - next.size) > usual.size * 0.1) return false;
  const gap = next.top - line.top;
  // Across a page or column break only the words can tell.
  if (next.page !== line.page || gap <= 0)
    return !endsSentence(line.text) && /^[\p{Ll}\d("'“„«]/u.test(next.text);
  if (gap > usual.gap * WIDE_GAP && usual.gap > 0) return false;
  const isShort = line.right - line.x < usual.width * SHORT_LINE;
  return !(isShort && endsSentence(line.text)) && !(next.x - line.x > usual.size && endsSentence(line.text));
}

/** Joins two lines. A hyphenated word becomes one again. */
function joined(text: string, next: string): string {
  const isParted = /\p{Ll}[-\u00ad\u2010]$/u.test(text) && /^\p{Ll}/u.test(next);
  return isParted ? `${text.slice(0, -1)}${next}` : `${text} ${next}`;
}

/** Joins the lines of all pages to paragraphs. A large heading on the first page is the title. */
export function paragraphsOf(all: readonly PdfLine[]): {
  readonly title: string | null;
  readonly paragraphs: readonly string[];
} {
  const lines = withoutFurniture(all);
  const usual = usualOf(lines);
  const paragraphs: { text: string; last: PdfLine }[] = [];
  for (const line of lines) {
    const current = paragraphs.at(-1);
    if (current && goesOn(current.last, line, usual)) {
      current.text = joined(current.text, line.text);
      current.last = line;
    } else paragraphs.push({ text: line.text, last: line });
  }
  const first = paragraphs[0];
  const isTitle = first && first.last.size >= usual.size * HEADING_SIZE && first.text.length <= LONGEST_TITLE;
  return { title: isTitle ? first.text : null, paragraphs: paragraphs.map(({ text }) => text) };
}
