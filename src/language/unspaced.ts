/** Matches scripts without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
/** The lowest character code of these scripts, above those of Latin, Cyrillic, Greek, Hebrew and Arabic letters. */
const FIRST_CODE = 0x0e00;

/** The length that is split at once, in UTF-16 units, because the segmenter keeps its whole text. */
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
