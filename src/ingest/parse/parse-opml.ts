import { childrenOf, parseXml, type XmlElement } from './xml-tree.ts';

/** A feed listed in an OPML file. */
export interface OpmlOutline {
  readonly title: string | null;
  readonly url: string;
}

/** The most feeds read from one file, and the deepest nesting of folders. */
const [MOST_FEEDS, DEEPEST] = [1_000, 20];

/** Parses the feeds of an OPML file in order, without duplicate addresses. Returns null if it is not OPML. */
export function parseOpml(text: string): readonly OpmlOutline[] | null {
  const tree = parseXml(text, null);
  const [opml] = tree ? (tree.name === 'opml' ? [tree] : childrenOf(tree, 'opml')) : [];
  const [body] = opml ? childrenOf(opml, 'body') : [];
  if (!body) return null;
  const found = new Map<string, OpmlOutline>();
  const visit = (element: XmlElement, depth: number): void => {
    for (const outline of childrenOf(element, 'outline')) {
      const { attributes } = outline;
      const url = (attributes.get('xmlurl') ?? attributes.get('xmlUrl') ?? '').trim();
      const title = (attributes.get('title') ?? attributes.get('text') ?? '').trim();
      const isFeed = /^https?:$/.test(URL.parse(url)?.protocol ?? '');
      if (isFeed && !found.has(url) && found.size < MOST_FEEDS)
        found.set(url, { url, title: title === '' || title === url ? null : title });
      if (depth < DEEPEST) visit(outline, depth + 1);
    }
  };
  visit(body, 0);
  return [...found.values()];
}
