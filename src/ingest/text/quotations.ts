import type { Span } from '../../core/fact.ts';

/** Text between quotation marks, marks included; `open` where no closing mark came before the paragraph's end. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly open: boolean;
}

const LONGEST = 20_000;

/**
 * Gives the quotations in double marks within the given paragraphs, straight or curly, in order. A mark that the
 * publisher set the wrong way round still closes what is open.
 */
export function quotationsOf(text: string, paragraphs: readonly Span[]): readonly Quotation[] {
  const found: Quotation[] = [];
  for (const [from, to] of paragraphs) {
    let start = -1;
    const marks = /["“”«»]|''|``/g;
    marks.lastIndex = from;
    for (let match = marks.exec(text); match && match.index < to; match = marks.exec(text)) {
      const at = match.index;
      if (start < 0) {
        if (match[0] !== '”' && match[0] !== '»') start = at;
      } else if (match[0] === '“' || match[0] === '«') {
        found.push({ start, end: at, open: true });
        start = at;
      } else {
        found.push({ start, end: at + match[0].length, open: false });
        start = -1;
      }
    }
    if (start >= 0) found.push({ start, end: Math.min(to, start + LONGEST), open: true });
  }
  return found;
}

/** Gives a look-up that tells which quotation a place stands in; places must be asked for in ascending order. */
export function quotationAt(quotations: readonly Quotation[]): (at: number) => Quotation | null {
  let index = 0;
  return (at) => {
    while (index < quotations.length && quotations[index]!.end <= at) index++;
    const here = quotations[index];
    return here && here.start <= at ? here : null;
  };
}
