import { INLINE, isBlock, isHidden, squeeze } from './markup.ts';

const SILENT = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG CANVAS AUDIO VIDEO IMG PICTURE BUTTON SELECT TEXTAREA INPUT HEAD'.split(
    ' ',
  ),
);

const ELEMENT = 1;
const TEXT = 3;

/** A paragraph of a page with its element's properties, for rules that look at its position. */
export interface Block {
  readonly text: string;
  /** Upper-case name of the nearest block element: P, H2, LI, DIV … */
  readonly tag: string;
  /** The share of its text in links, 0 to 1. */
  readonly linked: number;
  /** The address of its first link, as written; null if it has none. */
  readonly href: string | null;
}

/** Returns an element's paragraphs in order. A line break splits one. */
export function blocksOf(root: Element): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let linkedLength = 0;
  let href: string | null = null;
  const flush = (tag: string) => {
    const squeezed = squeeze(text);
    if (squeezed)
      blocks.push({ text: squeezed, tag, linked: Math.min(1, linkedLength / squeezed.length), href });
    text = '';
    linkedLength = 0;
    href = null;
  };
  const walk = (node: Node, tag: string, inLink: boolean) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === TEXT) {
        const data = child.nodeValue ?? '';
        text += data;
        if (inLink) linkedLength += squeeze(data).length;
      } else if (child.nodeType === ELEMENT) {
        const element = child as Element;
        const name = element.nodeName.toUpperCase();
        if (SILENT.has(name) || isHidden(element)) continue;
        if (name === 'BR' || name === 'HR') flush(tag);
        else if (name === 'TD' || name === 'TH') {
          walk(element, tag, inLink);
          text += ' ';
        } else if (name === 'SUP' || isFootnoteLink(element)) {
          text += raised(element, text);
        } else if (isBlock(element)) {
          flush(tag);
          walk(element, INLINE.has(name) ? tag : name, inLink);
          flush(INLINE.has(name) ? tag : name);
        } else {
          if (name === 'A') href ??= element.getAttribute('href');
          walk(element, tag, inLink || name === 'A');
        }
      }
    }
  };
  walk(root, root.nodeName.toUpperCase(), false);
  flush(root.nodeName.toUpperCase());
  return blocks;
}

/** Whether an element is a footnote mark: "[3]" that links to a note on the page. */
function isFootnoteLink(element: Element): boolean {
  return (
    element.nodeName.toUpperCase() === 'A' &&
    (element.getAttribute('href') ?? '').includes('#') &&
    /^\s*\[\s*(?:\d{1,3}|[a-z]|note \d+)\s*\]\s*$/i.test(element.textContent ?? '')
  );
}

/** Matches units of length before a raised 2 or 3. */
const UNIT = /(?:^|[^\p{L}])(?:[kcdhmµμn]?m|ft|yd|mi|in|s|sec)$/u;
/** "in" and "s" are units only after a number or a slash. */
const SHORT_UNIT = /(?:\d\s?|\/\s?)(?:in|s|sec|mi)$/;

/**
 * Returns what to keep of raised text: units, powers, ordinals and signs, but not footnote marks. `before` is the text
 * so far.
 */
function raised(element: Element, before: string): string {
  const mark = squeeze(element.textContent ?? '');
  if (!/^[\d,\s*†‡§¶‖#[\]()a-z+−–-]{1,12}$/i.test(mark)) return mark;
  if (isFootnoteLink(element) || element.querySelector('a[href*="#"]') || /^[[(]|^[*†‡§¶‖#]+$/.test(mark))
    return '';
  if (!/^\d/.test(mark)) return mark;
  const tail = before.slice(-12).replace(/\u00a0/g, ' ');
  // Raised text at the beginning of a word is an isotope's number or a numerator.
  if (/(?:^|\s)$/.test(tail)) return mark;
  const isUnit = UNIT.test(tail) && (!/(?:in|s|sec|mi)$/.test(tail) || SHORT_UNIT.test(tail));
  if (isUnit && /^[23]$/.test(mark)) return mark;
  if (/(?:^|[^\d.,])(?:10|2)$/.test(tail) && /^\d{1,2}$/.test(mark)) return `^${mark}`;
  return /\D/.test(mark.replace(/[,\s–-]/g, '')) ? mark : '';
}
