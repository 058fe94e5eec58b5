/** Scripts that put no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
/** The lowest code of them: no word of Latin, Cyrillic, Greek, Hebrew or Arabic letters needs a look. */
const FIRST_CODE = 0x0e00;

/** So much is parted at a time, in UTF-16 units: the segmenter looks words up in a dictionary and keeps its whole text. */
const PIECE = 1_000;

let segmenter: Intl.Segmenter | undefined;

/** Whether a run of letters is in a script without spaces. */
export function isUnspaced(run: string): boolean {
  for (let at = 0; at < run.length; at++)
    if (run.charCodeAt(at) >= FIRST_CODE) return UNSPACED.test(run.slice(at));
  return false;
}

/** A word within a run, [start, end) in UTF-16 units of the run. */
interface Word {
  readonly start: number;
  readonly end: number;
}

/** Splits a run of letters without spaces into words, by Node's dictionaries (ICU). */
export function unspacedWords(run: string): readonly Word[] {
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' });
  const words: Word[] = [];
  for (let from = 0; from < run.length; from += PIECE)
    for (const { segment, index, isWordLike } of segmenter.segment(run.slice(from, from + PIECE)))
      if (isWordLike) words.push({ start: from + index, end: from + index + segment.length });
  return words;
}
