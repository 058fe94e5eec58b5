/** How far in a page its links to feeds are looked for: they stand in its head. */
const HEAD_CHARACTERS = 200_000;
const MAX_TAG = 2_000;

/** The feeds that a site's or a section's page names in its head, as absolute addresses in the page's order. */
export function feedLinksIn(html: string, url: string): string[] {
  const head = html.slice(0, HEAD_CHARACTERS);
  const links: string[] = [];
  const opening = /<link\b/gi;
  for (let match = opening.exec(head); match; match = opening.exec(head)) {
    const end = head.indexOf('>', match.index);
    if (end === -1) break;
    opening.lastIndex = end;
    if (end - match.index > MAX_TAG) continue;
    const tag = head.slice(match.index, end);
    if (!/\brel\s*=\s*["']?alternate\b/i.test(tag) || !/application\/(?:rss|atom|feed)\+/i.test(tag))
      continue;
    const href = /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1];
    const address = href ? URL.parse(href.replaceAll('&amp;', '&'), url) : null;
    if (address) links.push(address.href);
  }
  return links;
}
