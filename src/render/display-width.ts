import { graphemes } from './truncate.ts';

const WIDE =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes in a terminal: wide characters take two, marks none. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return graphemes(text.replace(/\u001b\[\d*m/g, '')).reduce(
    (sum, sign) => sum + (WIDE.test(sign) ? 2 : 1),
    0,
  );
}

/** Splits what is wider than `most` columns between characters. */
function broken(word: string, most: number): string[] {
  if (widthOf(word) <= most) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const sign of graphemes(word)) {
    const wide = WIDE.test(sign) ? 2 : 1;
    if (used + wide > most) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += sign;
    used += wide;
  }
  return [...parts, part];
}

/** Lines of at most `width` columns, broken between words; the first begins with `first`, the others with `rest`. */
export function wrap(text: string, width: number, first = '', rest = ' '.repeat(widthOf(first))): string[] {
  if (width === Infinity) return [first + text];
  const room = Math.max(8, width - Math.max(widthOf(first), widthOf(rest)));
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((one) => broken(one, room))) {
    const wide = widthOf(word);
    if (line !== '' && used + 1 + wide > room) {
      lines.push(line);
      line = '';
    }
    used = line === '' ? wide : used + 1 + wide;
    line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one, at) => (at === 0 ? first : rest) + one);
}
