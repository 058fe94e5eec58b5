import { childrenOf, parseXml, type XmlElement } from './xml-tree.ts';

/** A feed that an OPML file names. */
export interface OpmlOutline {
  readonly title: string | null;
  readonly url: string;
}

/** The most feeds that are read of one file, and how deep its folders may go. */
const [MOST_FEEDS, DEEPEST] = [1_000, 20];

/** The feeds of an OPML file in its order, each address once; null for a file that is none. */
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
