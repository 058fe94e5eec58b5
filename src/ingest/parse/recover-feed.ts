/** Where an item starts in each of the XML formats. */
const OPENING = /<((?:[\w-]+:)?(?:item|entry))(?=[\s>])/gi;

/** How many items a feed's text starts, whether or not they are whole. */
export function countItems(text: string): number {
  return text.match(OPENING)?.length ?? 0;
}

/**
 * Takes the whole items out of a feed that was cut off or is broken in the middle, each as a feed of its own with the
 * original's head (so that namespaces stay declared). Linear in the text's length.
 */
export function wholeItems(text: string): string[] {
  const first = text.search(OPENING);
  if (first === -1) return [];
  const head = text.slice(0, first);
  const root = /<((?:[\w-]+:)?(?:rss|feed|RDF))\b[^>]*>/i.exec(head);
  const open =
    root?.[0] ??
    (/<(?:\w+:)?entry/i.test(text.slice(first, first + 20))
      ? '<feed xmlns="http://www.w3.org/2005/Atom">'
      : '<rss version="2.0">');
  const name = root?.[1] ?? open.slice(1, open.search(/[\s>]/));
  const inChannel = /rss$/i.test(name);
  const [before, after] = inChannel ? ['<channel>', '</channel>'] : ['', ''];
  const feeds: string[] = [];
  const starts = [...text.matchAll(OPENING)];
  starts.forEach((start, at) => {
    const until = starts[at + 1]?.index ?? text.length;
    const body = text.slice(start.index, until);
    const close = body.lastIndexOf(`</${start[1]}>`);
    if (close === -1) return;
    feeds.push(`${open}${before}${body.slice(0, close)}</${start[1]}>${after}</${name}>`);
  });
  return feeds;
}

/** The whole objects of the `items` list of a JSON feed that was cut off. */
export function wholeJsonItems(text: string): unknown[] {
  const list = /"items"\s*:\s*\[/.exec(text);
  if (!list) return [];
  const items: unknown[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let at = list.index + list[0].length; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' && depth++ === 0) start = at;
    else if (char === '}' && --depth === 0) {
      try {
        items.push(JSON.parse(text.slice(start, at + 1)));
      } catch {
        // One broken item does not take the others with it.
      }
    } else if (char === ']' && depth === 0) break;
  }
  return items;
}
