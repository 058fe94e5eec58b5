import { linksInHeader } from './feed-links.ts';

/** A feed's WebSub hub, and the address by which the hub knows the feed. */
export interface HubLink {
  readonly hub: string;
  readonly topic: string;
}

/** The longest address, in UTF-16 units. */
const LONGEST = 2_000;

/** Returns the hub named in a feed's Link headers or else in the feed, or null. `url` is where it was read. */
export function hubOf(
  header: string | readonly string[] | undefined,
  named: { readonly hub?: string | undefined; readonly self?: string | undefined },
  url: string,
): HubLink | null {
  const links = linksInHeader([header ?? []].flat().join(', '), url);
  const rel = (wanted: string) =>
    links.find((link) => link.rel.toLowerCase().split(/\s+/).includes(wanted))?.href;
  // The topic must come from the same place as the hub: headers and document are not mixed.
  const [hub, self] = rel('hub') ? [rel('hub'), rel('self')] : [named.hub, named.self];
  const topic = self ?? url;
  const isAddress = (text: string) => /^https?:/i.test(text) && text.length <= LONGEST;
  return hub !== undefined && isAddress(hub) && isAddress(topic) ? { hub, topic } : null;
}
