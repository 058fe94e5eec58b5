import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import { decodeBytes } from './charset.ts';
import type { Feed } from './feed-item.ts';
import { readJsonFeed } from './json-feed.ts';
import { readXmlFeed } from './xml-feed.ts';

/** The most items read. In nearly every feed the newest come first. */
const MAX_ITEMS = 2_000;

/** Decodes and reads a feed's bytes. See `readFeed`. */
export function readFeedBytes(
  bytes: Uint8Array,
  contentType: string | undefined,
  url: string | null,
): Outcome<Feed> {
  return readFeed(decodeBytes(bytes, { format: 'xml', contentType }), url);
}

/**
 * Reads RSS, Atom, RDF or a JSON feed. One that is cut off or broken keeps its whole items. `url` is where it came
 * from, for addresses relative to it. Error code: bad_feed.
 */
export function readFeed(text: string, url: string | null): Outcome<Feed> {
  const isJson = /^[\s\ufeff]*\{/.test(text);
  const feed = isJson ? readJsonFeed(text, url, MAX_ITEMS) : readXmlFeed(text, url, MAX_ITEMS);
  // A feed without items may be complete. A feed that was cut off before its first item is not.
  if (!feed || (feed.salvaged && feed.items.length === 0))
    return failed('bad_feed', 'This is no feed that can be read (RSS, Atom or JSON Feed).');
  return done(feed);
}
