import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** The narrowest column of text, in terminal columns: a terminal that reports 0 columns still gets readable lines. */
const NARROWEST = 8;

/** The columns that a text takes in a terminal: a wide character takes two, a combining mark or colour code none. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** Lines of at most `width` columns, broken between words; the first begins with `first`, the others with `rest`. */
export function wrap(text: string, width: number, first = '', rest = ' '.repeat(widthOf(first))): string[] {
  if (width === Infinity) return [first + text];
  const room = Math.max(NARROWEST, width - Math.max(widthOf(first), widthOf(rest)));
  const lines = wrapAnsi(text, room, { hard: true }).split('\n');
  return lines.map((line, index) => (index === 0 ? first : rest) + line);
}
