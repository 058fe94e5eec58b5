import { linksInHeader } from './feed-links.ts';

/** The WebSub hub that tells of a feed's news, and the address that it knows the feed by. */
export interface HubLink {
  readonly hub: string;
  readonly topic: string;
}

/** As long as an address may be. */
const LONGEST = 2_000;

/** The hub that a feed names in its Link headers or, failing that, in itself; null for none. `url` is where it was read. */
export function hubOf(
  header: string | readonly string[] | undefined,
  named: { readonly hub?: string | undefined; readonly self?: string | undefined },
  url: string,
): HubLink | null {
  const links = linksInHeader([header ?? []].flat().join(', '), url);
  const rel = (wanted: string) =>
    links.find((link) => link.rel.toLowerCase().split(/\s+/).includes(wanted))?.href;
  // What names a hub names the topic too: headers and document are not mixed.
  const [hub, self] = rel('hub') ? [rel('hub'), rel('self')] : [named.hub, named.self];
  const topic = self ?? url;
  const isAddress = (text: string) => /^https?:/i.test(text) && text.length <= LONGEST;
  return hub !== undefined && isAddress(hub) && isAddress(topic) ? { hub, topic } : null;
}
