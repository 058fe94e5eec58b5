import { leadsElsewhere } from './boilerplate.ts';
import { INLINE, isBlock, isHidden, SENTENCE_END, squeeze, startOfText, textIn } from './markup.ts';
import { blocksOf } from './page-text.ts';

/** Matches class names of text for screen readers only, or beside the article. */
const ASIDE_NAME =
  /(?:^|[\s_-])(?:sr-only|visually-hidden|screen-reader|assistive|tooltip|icon)(?:$|[\s_-])/i;
const MAX_ELEMENTS = 50_000;
const TEXT = 3;

/** Rewrites markup whose meaning extraction would lose. */
export function normalizeMarkup(document: Document): void {
  showWrappers(document);
  unwrapSplitWords(document);
  for (const element of document.querySelectorAll('span[style], b[style], em[style], a[style]'))
    if (isBlock(element)) partLines(element);
  for (const quotation of document.querySelectorAll('blockquote')) keepAttribution(quotation);
}

/** A hidden element with this share of the page's text is a wrapper that a script reveals. */
const WRAPPER_SHARE = 0.4;

/** Reveals hidden wrappers with the page's only headline or most of its text. */
function showWrappers(document: Document): void {
  const body = document.body ?? document.documentElement;
  const headings = document.querySelectorAll('h1');
  const only = headings.length === 1 ? headings[0]! : null;
  const most = textIn(body).length * WRAPPER_SHARE;
  for (const element of document.querySelectorAll('[aria-hidden="true"], [hidden], [style]')) {
    const isCovered = element.getAttribute('aria-hidden') === 'true' || isHidden(element);
    if (
      !isCovered ||
      !((only !== null && element.contains(only)) || startOfText(element, most).length >= most)
    )
      continue;
    for (const name of ['aria-hidden', 'hidden', 'style']) element.removeAttribute(name);
  }
}

/** Replaces styles that break lines by line breaks, because Readability removes styles. */
function partLines(element: Element): void {
  const document = element.ownerDocument;
  element.before(document.createElement('br'));
  element.after(document.createElement('br'));
}

/**
 * Removes classes from paragraphs between a story's paragraphs, and the link from a linked one without a target.
 * Readability would drop them for that sign alone.
 */
export function protectStory(document: Document): void {
  const parents = new Set([...document.querySelectorAll('p')].map((paragraph) => paragraph.parentElement));
  for (const parent of parents) {
    const children = parent === null ? [] : [...parent.children];
    const prose = children.map((child) => child.nodeName.toUpperCase() === 'P' && isSentence(textIn(child)));
    const [first, last] = [prose.indexOf(true), prose.lastIndexOf(true)];
    for (const child of children.slice(first + 1, Math.max(first, last))) {
      const [block, ...others] = blocksOf(child);
      if (!block || others.some((other) => other.linked > 0.5)) continue;
      if (block.linked < 0.25 && isSentence(block.text)) withoutNames(child);
      else if (
        others.length === 0 &&
        block.linked >= 0.9 &&
        block.text.length >= 40 &&
        !leadsElsewhere(block)
      ) {
        withoutNames(child);
        for (const link of child.querySelectorAll('a')) link.replaceWith(...link.childNodes);
      }
    }
  }
}

const isSentence = (text: string): boolean => text.length >= 40 && SENTENCE_END.test(text);

function withoutNames(element: Element): void {
  for (const named of [element, ...element.querySelectorAll('[class], [id]')]) {
    named.removeAttribute('class');
    named.removeAttribute('id');
  }
}

/** Unwraps elements around parts of words (drop caps, small capitals), so that no rule looks at their class. */
function unwrapSplitWords(document: Document): void {
  let looked = 0;
  for (const element of document.querySelectorAll('span, b, strong, i, em, font, big, small')) {
    if (++looked > MAX_ELEMENTS) return;
    if (element.firstElementChild || isBlock(element)) continue;
    const text = element.textContent ?? '';
    if (text.length === 0 || text.length > 60 || ASIDE_NAME.test(element.getAttribute('class') ?? ''))
      continue;
    const joins = (before: string, after: string) =>
      /[\p{L}\p{N}’']$/u.test(before) && /^[\p{L}’']/u.test(after);
    if (joins(textBeside(element.previousSibling), text) || joins(text, textBeside(element.nextSibling)))
      element.replaceWith(document.createTextNode(text));
  }
}

/** Returns the text of a neighbour in the same line; empty if it starts a new line. */
function textBeside(node: Node | null): string {
  if (!node) return '';
  if (node.nodeType === TEXT) return node.nodeValue ?? '';
  return INLINE.has(node.nodeName.toUpperCase()) ? (node.textContent ?? '') : '';
}

/** The longest name and description under a quotation, in characters. */
const MAX_ATTRIBUTION = 150;

/**
 * Appends a block quotation's source from its footer, cite or caption: “…” — Per Holm, lawyer. Otherwise the name would
 * be removed or separated.
 */
function keepAttribution(quotation: Element): void {
  const figure = quotation.parentElement?.closest('figure');
  const named =
    [...quotation.querySelectorAll('footer, figcaption, cite')].find(
      (element) => !element.parentElement?.closest('p'),
    ) ??
    figure?.querySelector('figcaption') ??
    lastLine(quotation) ??
    followingCite(quotation);
  const name = textIn(named).replace(/^[\s—–-]+/, '');
  if (!named || name.length === 0 || name.length > MAX_ATTRIBUTION || SENTENCE_END.test(name)) return;
  const document = quotation.ownerDocument;
  named.remove();
  const paragraphs = [...quotation.querySelectorAll('p')].filter((paragraph) => textIn(paragraph) !== '');
  const last = paragraphs.at(-1) ?? quotation;
  const first = paragraphs[0] ?? quotation;
  const said = squeeze(quotation.textContent ?? '');
  if (said === '') return;
  if (!/^["'“‘«„»]/.test(said)) {
    first.prepend(document.createTextNode('“'));
    trimEnd(last);
    last.append(document.createTextNode('”'));
  }
  last.append(document.createTextNode(` — ${name}`));
  // A figure with a caption would be removed like a picture.
  if (figure) figure.replaceWith(quotation);
}

/** Returns a last paragraph that begins with a dash: "— Per Holm, lawyer". */
function lastLine(quotation: Element): Element | null {
  const paragraphs = [...quotation.querySelectorAll('p')];
  const last = paragraphs.length > 1 ? paragraphs.at(-1)! : null;
  return last && /^[—–-]\s*\p{Lu}/u.test(textIn(last)) ? last : null;
}

/** Returns a <cite> directly after a quotation, alone in its paragraph. */
function followingCite(quotation: Element): Element | null {
  const next = quotation.nextElementSibling;
  if (!next) return null;
  if (next.nodeName.toUpperCase() === 'CITE') return next;
  const cite = next.nodeName.toUpperCase() === 'P' ? next.querySelector('cite') : null;
  return cite && textIn(cite) === textIn(next).replace(/^[\s—–-]+/, '') ? next : null;
}

function trimEnd(element: Element): void {
  const last = element.lastChild;
  if (last?.nodeType === TEXT) last.nodeValue = (last.nodeValue ?? '').trimEnd();
}
