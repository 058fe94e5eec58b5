/** Collapses white space. Zero-width characters and soft hyphens are removed. */
export function squeeze(text: string): string {
  return text
    .replace(/\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/** Splits class and id names into words: "cc-dialog" has two, "pressroom" has one. */
export function namesOf(element: Element): string[] {
  const written = `${element.getAttribute('class') ?? ''} ${element.id ?? ''}`.slice(0, 1_000);
  return written
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Returns an element's visible text with collapsed white space. */
export function textIn(element: Element | null | undefined): string {
  return squeeze(element?.textContent ?? '');
}

/**
 * Returns the beginning of an element's text, at least `length` characters if it has them, without reading the rest.
 */
export function startOfText(element: Element, length: number): string {
  const parts: string[] = [];
  let collected = 0;
  const collect = (node: Node): boolean => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === TEXT) {
        const text = child.nodeValue ?? '';
        parts.push(text);
        collected += text.trim().length;
      } else if (!collect(child)) return false;
      if (collected >= length) return false;
    }
    return true;
  };
  collect(element);
  return squeeze(parts.join(''));
}

const TEXT = 3;

/** Normalises text for comparison: lower-case letters and digits. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether two titles are the same: equal, or one contains the other as whole words. Two words are too few to tell. */
export function sameTitle(left: string, right: string): boolean {
  const [a, b] = [plainWords(left), plainWords(right)];
  if (!a || !b) return false;
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.split(' ').length > 2 && ` ${long} `.includes(` ${short} `);
}

/** Matches a sentence end with closing marks. */
export const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*$/;

/** Inline elements. All others start a new paragraph. */
export const INLINE: ReadonlySet<string> = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK METER NOBR OUTPUT Q RB RP RT RUBY S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);

const BLOCK_STYLE = /(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)\b/i;

/** Whether an element starts a new line, by tag or style. */
export function isBlock(element: Element): boolean {
  return !INLINE.has(element.nodeName.toUpperCase()) || BLOCK_STYLE.test(element.getAttribute('style') ?? '');
}

const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i;

/** Whether an element is hidden by attribute or style. */
export function isHidden(element: Element): boolean {
  return element.hasAttribute('hidden') || HIDDEN_STYLE.test(element.getAttribute('style') ?? '');
}
