/** Elements that stand in a line of text; every other one starts a paragraph of its own. */
const INLINE = new Set(
  'A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK METER NOBR OUTPUT Q RB RP RT RUBY S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);
const SILENT = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG CANVAS AUDIO VIDEO IMG PICTURE BUTTON SELECT TEXTAREA INPUT HEAD'.split(
    ' ',
  ),
);

const ELEMENT = 1;
const TEXT = 3;

/** White space as a reader sees it; zero-width characters and soft hyphens are none of the text. */
export function squeeze(text: string): string {
  return text
    .replace(/\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/** One paragraph of a page and the element it came from, for rules that look at where it stood. */
export interface Block {
  readonly text: string;
  /** Upper-case name of the nearest block element: P, H2, LI, DIV … */
  readonly tag: string;
  /** How much of the text stands in links, 0..1. */
  readonly linked: number;
}

/** The paragraphs of an element, in order; a line break inside one parts it, as it does for a reader. */
export function blocksOf(root: Element): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let linkedLength = 0;
  const flush = (tag: string) => {
    const squeezed = squeeze(text);
    if (squeezed) blocks.push({ text: squeezed, tag, linked: Math.min(1, linkedLength / squeezed.length) });
    text = '';
    linkedLength = 0;
  };
  const walk = (node: Node, tag: string, inLink: boolean) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === TEXT) {
        const data = child.nodeValue ?? '';
        text += data;
        if (inLink) linkedLength += squeeze(data).length;
      } else if (child.nodeType === ELEMENT) {
        const name = child.nodeName.toUpperCase();
        if (SILENT.has(name)) continue;
        if (name === 'BR' || name === 'HR') flush(tag);
        else if (name === 'TD' || name === 'TH') {
          walk(child, tag, inLink);
          text += ' ';
        } else if (INLINE.has(name)) walk(child, tag, inLink || name === 'A');
        else {
          flush(tag);
          walk(child, name, inLink);
          flush(name);
        }
      }
    }
  };
  walk(root, root.nodeName.toUpperCase(), false);
  flush(root.nodeName.toUpperCase());
  return blocks;
}
