import { decodeHTML, escapeText } from 'entities';
import { paragraphsOf } from '../../language/paragraphs.ts';
import { lowerAscii } from './tag-attributes.ts';

/** HTML elements that publishers use in content. Other names in angle brackets are text. */
const TAGS =
  'a|abbr|acronym|address|article|aside|audio|b|big|blockquote|body|br|caption|center|cite|code|dd|del|details|div|dl|dt|em|embed|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|iframe|img|ins|kbd|li|main|mark|nav|nobr|noscript|object|ol|p|picture|pre|q|s|samp|script|section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr';

const TAG = new RegExp(`</?(?:${TAGS})(?=[\\s/>])[^<>]*>`, 'i');
/** Matches the escaped end tag of an element, or an escaped line break. Text about HTML rarely has one. */
const ESCAPED_END = new RegExp(`&(?:lt|#60|#x3c);(?:/(?:${TAGS})|br)(?=[\\s/&])`, 'i');

/** Whether a text contains an HTML tag. */
export function hasHtmlTag(text: string): boolean {
  return TAG.test(text);
}

/** Converts plain text to HTML that shows the same lines and characters. */
export function htmlOfText(text: string): string {
  return linesOf(text)
    .map((line) => `<p>${escapeText(line)}</p>`)
    .join('\n');
}

/** Splits plain text into paragraphs: at blank lines if its lines have a limited width, otherwise at every line end. */
function linesOf(text: string): string[] {
  const even = text.replace(/\r\n?/g, '\n');
  return paragraphsOf(even).map(([start, end]) => even.slice(start, end));
}

/** Returns a text's markup, which may have been escaped once too often; null if it is plain text. */
export function unescapedMarkup(text: string): string | null {
  if (hasHtmlTag(text)) return text;
  const decoded = ESCAPED_END.test(text) ? decodeHTML(text) : text;
  return hasHtmlTag(decoded) ? decoded : null;
}

/**
 * Removes one needless layer from a feed's HTML: a CDATA section, or tags that were escaped twice. Text without tags
 * becomes paragraphs of its lines, and its angle brackets stay.
 */
export function unwrapHtml(content: string): string {
  const bare = content.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '').trim();
  return unescapedMarkup(bare) ?? htmlOfText(decodeHTML(bare));
}

/** Counts the characters that a reader sees of HTML. Linear in its length. */
export function visibleLength(html: string): number {
  let visible = html;
  for (const [start, end] of HIDDEN) visible = withoutRanges(visible, start, end);
  const text = decodeHTML(visible.replace(/<[^<>]*>/g, ''));
  return text.replace(/[\s\u00a0\u00ad\u200b-\u200d\u2060\ufeff]+/g, '').length;
}

const HIDDEN = [
  ['<!--', '-->'],
  ['<script', '</script'],
  ['<style', '</style'],
] as const;

function withoutRanges(html: string, start: string, end: string): string {
  const lower = lowerAscii(html);
  let from = lower.indexOf(start);
  if (from === -1) return html;
  const kept: string[] = [];
  let copiedTo = 0;
  while (from !== -1) {
    kept.push(html.slice(copiedTo, from));
    const close = lower.indexOf(end, from);
    copiedTo = close === -1 ? html.length : close + end.length;
    from = lower.indexOf(start, copiedTo);
  }
  return kept.join('') + html.slice(copiedTo);
}
