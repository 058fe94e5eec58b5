import type { Span } from '../domain/fact.ts';

interface Line {
  readonly start: number;
  readonly end: number;
}

/**
 * The share of line breaks inside a sentence from which a text is wrapped. Such a line has no full stop, and the next
 * one begins in lower case.
 */
const WRAPPED_SHARE = 0.15;

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    let from = start;
    let to = end;
    while (from < to && /\s/.test(text[from]!)) from++;
    while (to > from && /\s/.test(text[to - 1]!)) to--;
    lines.push({ start: from, end: to });
    start = end + 1;
  }
  return lines;
}

const goesOn = (text: string, before: Line, after: Line): boolean =>
  !/[.!?…:”"]/.test(text[before.end - 1]!) && /\p{Ll}/u.test(text[after.start]!);

/** Whether the text is wrapped to a width, so that a single line break is only a space. */
function isWrapped(text: string, lines: readonly Line[]): boolean {
  let breaks = 0;
  let inside = 0;
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (!before || before.end === before.start || line.end === line.start) continue;
    breaks++;
    if (goesOn(text, before, line)) inside++;
  }
  return breaks > 0 && inside / breaks > WRAPPED_SHARE;
}

/**
 * Returns the paragraphs of a text as trimmed spans. Blank lines separate them; so does every line break, unless the
 * text is wrapped.
 */
export function paragraphsOf(text: string): readonly Span[] {
  const lines = linesOf(text);
  const wrapped = isWrapped(text, lines);
  const paragraphs: [number, number][] = [];
  let open = false;
  for (const line of lines) {
    const blank = line.end === line.start;
    const last = paragraphs.at(-1);
    if (blank) open = false;
    else if (open && wrapped && last) last[1] = line.end;
    else {
      paragraphs.push([line.start, line.end]);
      open = true;
    }
  }
  return paragraphs;
}
