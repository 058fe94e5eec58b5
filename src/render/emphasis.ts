/** A run of a line's text, bold or not. */
export interface TextRun {
  readonly text: string;
  readonly strong: boolean;
}

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/**
 * Returns the position of `word` in `text` as a whole word, from `from` on; -1 if there is none. Both are in lower
 * case.
 */
function wholeWordAt(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1))
    if (!isWordSign(text[at - 1]) && !isWordSign(text[at + word.length])) return at;
  return -1;
}

/**
 * Splits a line into runs; the given words are bold.
 * @example emphasized('START and INF', ['INF']) // [{ text: 'START and ', strong: false }, { text: 'INF', strong:
 * true }]
 */
export function emphasized(text: string, words: readonly string[]): TextRun[] {
  const folded = text.toLowerCase();
  // The lower case of some letters is longer, so positions would not match.
  if (words.length === 0 || folded.length !== text.length) return [{ text, strong: false }];
  const spans = words
    .filter((word) => word.length > 0)
    .flatMap((word) => {
      const found: [number, number][] = [];
      const wanted = word.toLowerCase();
      for (let at = wholeWordAt(folded, wanted, 0); at >= 0; at = wholeWordAt(folded, wanted, at + 1))
        found.push([at, at + wanted.length]);
      return found;
    })
    .sort(([one], [other]) => one - other);
  const runs: TextRun[] = [];
  let from = 0;
  for (const [start, end] of spans) {
    if (start < from) continue;
    if (start > from) runs.push({ text: text.slice(from, start), strong: false });
    runs.push({ text: text.slice(start, end), strong: true });
    from = end;
  }
  if (from < text.length || runs.length === 0) runs.push({ text: text.slice(from), strong: false });
  return runs;
}
