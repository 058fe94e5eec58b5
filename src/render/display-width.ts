import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** The narrowest text column, in terminal columns. A terminal that reports 0 columns still gets readable lines. */
const NARROWEST = 8;

/** Returns the terminal columns of a text: two for a wide character, none for a combining mark or colour code. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/**
 * Wraps text at word boundaries to lines of at most `width` columns. The first line begins with `first`, the others
 * with `rest`.
 */
export function wrap(text: string, width: number, first = '', rest = ' '.repeat(widthOf(first))): string[] {
  if (width === Infinity) return [first + text];
  const room = Math.max(NARROWEST, width - Math.max(widthOf(first), widthOf(rest)));
  const lines = wrapAnsi(text, room, { hard: true }).split('\n');
  return lines.map((line, index) => (index === 0 ? first : rest) + line);
}
