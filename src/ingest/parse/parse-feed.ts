import { parseFeed } from 'feedsmith';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import { decodeBytes } from './charset.ts';
import type { Feed, FeedItem } from './feed-item.ts';
import { feedTitle, itemOf, rawItems, ttlOf } from './feed-item.ts';
import { countItems, wholeItems, wholeJsonItems } from './recover-feed.ts';

/** More items than this are not read at one go: the newest come first in nearly every feed. */
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
 * Reads RSS, Atom, RDF or a JSON feed. One that is cut off or broken keeps its whole items. `url` is where it came from,
 * for addresses relative to it. Error code: bad_feed.
 */
export function readFeed(text: string, url: string | null): Outcome<Feed> {
  const isJson = /^\s*\{/.test(text);
  const whole = attempt(text);
  const items = whole === null ? [] : itemsOf(rawItems(whole), url);
  const expected = isJson ? items.length : countItems(text);
  if (whole !== null && items.length >= expected) return done(feedOf(whole, items, false));
  const saved = isJson
    ? itemsOf(wholeJsonItems(text), url)
    : itemsOf(
        wholeItems(text)
          .slice(0, MAX_ITEMS)
          .flatMap((one) => rawItems(attempt(one))),
        url,
      );
  if (whole !== null)
    return done(feedOf(whole, saved.length > items.length ? saved : items, saved.length > items.length));
  if (saved.length === 0)
    return failed('bad_feed', 'This is no feed that can be read (RSS, Atom or JSON Feed).');
  return done(feedOf(null, saved, true));
}

function attempt(text: string): unknown {
  try {
    return parseFeed(text).feed;
  } catch {
    return null;
  }
}

function itemsOf(raw: readonly unknown[], url: string | null): FeedItem[] {
  return raw.slice(0, MAX_ITEMS).flatMap((one) => itemOf(one, url) ?? []);
}

function feedOf(feed: unknown, items: readonly FeedItem[], salvaged: boolean): Feed {
  return { title: feedTitle(feed), items, ttlMinutes: ttlOf(feed), salvaged };
}
