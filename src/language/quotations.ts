import type { Span } from '../domain/fact.ts';

/** Text between quotation marks, marks included; `open` where no closing mark came before the paragraph's end. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly open: boolean;
}

const MARKS = /["“”«»]|''|``/g;

/**
 * Gives the quotations in double marks within the given paragraphs, straight or curly, in order. A quotation ends with
 * its paragraph; a mark that the publisher set the wrong way round still closes what is open.
 */
export function quotationsOf(text: string, paragraphs: readonly Span[]): readonly Quotation[] {
  const found: Quotation[] = [];
  let paragraph = 0;
  let start = -1;
  const endParagraph = (): void => {
    if (start >= 0) found.push({ start, end: paragraphs[paragraph]![1], open: true });
    start = -1;
    paragraph++;
  };
  for (const match of text.matchAll(MARKS)) {
    const at = match.index;
    while (paragraph < paragraphs.length && paragraphs[paragraph]![1] <= at) endParagraph();
    if (paragraph >= paragraphs.length) break;
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
  if (paragraph < paragraphs.length) endParagraph();
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
