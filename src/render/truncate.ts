const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Splits a text into characters as readers count them: an emoji of several code points is one. */
function graphemes(text: string): string[] {
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
}

/**
 * Shortens text to at most `most` UTF-16 units, between grapheme clusters and at a word boundary if one is near. A
 * cut text ends in "…".
 */
export function fitText(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < 1) return '';
  const start = text.slice(0, most + 64).toWellFormed();
  // The first cluster that does not fit is the one at the last unit, whose place "…" takes.
  const kept = start.slice(0, GRAPHEMES.segment(start).containing(most - 1)!.index);
  const space = kept.lastIndexOf(' ');
  return `${(space > most * 0.7 ? kept.slice(0, space) : kept).trimEnd()}…`;
}

/** Like `fitText`, but keeps the end: for the text before a quote. */
export function fitTail(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < 1) return '';
  const parts = graphemes(text.slice(-most).toWellFormed());
  let kept = '';
  for (const part of parts.reverse()) {
    if (kept.length + part.length > most - 1) break;
    kept = part + kept;
  }
  const space = kept.indexOf(' ');
  return `…${space >= 0 && space < most * 0.3 ? kept.slice(space + 1) : kept}`;
}
