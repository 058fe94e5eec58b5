import { DAY } from '../../domain/time.ts';
import type { FeedItem } from '../parse/feed-item.ts';
import { isInFuture } from '../parsed-article.ts';
import type { FollowedSource } from '../ports.ts';
import type { SeenItems } from './seen-items.ts';

/** The result of comparing a feed's items with the known ones; each list is sorted oldest first. */
export interface Arrivals {
  readonly news: readonly FeedItem[];
  /** Old items that are new to us. They are stored and not announced. */
  readonly archive: readonly FeedItem[];
  /** Items that the publisher has changed. */
  readonly corrections: readonly FeedItem[];
  /** News left for the next poll. */
  readonly postponed: readonly FeedItem[];
  /** Changed items left for the next poll. */
  readonly unread: readonly FeedItem[];
}

/** The items stored at a feed's first poll, and of an archive. The rest is marked as seen. */
const ARCHIVE_ITEMS = 10;
/** The most news per poll. The rest waits for the next ones. */
const NEWS_A_READING = 50;
const CORRECTIONS_A_READING = 10;

/** An item this much older (ms) than the newest known one is from the archive rather than overlooked. */
const MUCH_OLDER_MS = 7 * DAY;
/** The tolerance before the follow's start (ms), for dates without a time and feeds that publish a day late. */
const BEFORE_FOLLOWING_MS = 2 * DAY;
/** This many undated items in a row below the known ones are old, because news is above. */
const ARCHIVE_RUN = 5;

/** Sorts a feed's items into new, old and changed ones. At the first poll all are archive. */
export function arrivalsIn(
  items: readonly FeedItem[],
  seen: SeenItems,
  source: Pick<FollowedSource, 'addedAt' | 'state'>,
  now: Date,
): Arrivals {
  const isFirst = source.state.lastReadAt === null;
  const fresh = items.filter((item) => !seen.has(item));
  const archived = isFirst ? new Set(fresh) : archiveAmong(items, fresh, source.addedAt, now);
  const news = newestFirst(
    fresh.filter((item) => !archived.has(item)),
    now,
  );
  const changed = newestFirst(
    items.filter((item) => seen.isChanged(item)),
    now,
  );
  return {
    news: news.slice(0, NEWS_A_READING).reverse(),
    postponed: news.slice(NEWS_A_READING),
    archive: newestFirst([...archived], now)
      .slice(0, ARCHIVE_ITEMS)
      .reverse(),
    corrections: changed.slice(0, CORRECTIONS_A_READING).reverse(),
    unread: changed.slice(CORRECTIONS_A_READING),
  };
}

/** Returns unseen items that are not news: dated well before the known ones or the follow, or a long run below them. */
function archiveAmong(
  items: readonly FeedItem[],
  fresh: readonly FeedItem[],
  addedAt: string,
  now: Date,
): ReadonlySet<FeedItem> {
  const isFresh = new Set(fresh);
  const known = items.filter((item) => !isFresh.has(item));
  const times = known.flatMap((item) => timeOf(item, now) ?? []);
  const newest = times.length > 0 ? Math.max(...times) : null;
  const isOld = (time: number) => {
    const wasBefore = time < Date.parse(addedAt) - BEFORE_FOLLOWING_MS;
    // An item newer than all known ones is news, whatever its date.
    return newest === null ? wasBefore : time < newest && (wasBefore || time < newest - MUCH_OLDER_MS);
  };
  const archived = new Set<FeedItem>();
  for (const item of fresh) {
    const time = timeOf(item, now);
    if (time !== null && isOld(time)) archived.add(item);
  }
  const below = items.slice(items.findLastIndex((item) => !isFresh.has(item)) + 1);
  const undated = fresh.filter((item) => timeOf(item, now) === null);
  if (known.length > 0 && undated.length >= ARCHIVE_RUN && undated.every((item) => below.includes(item)))
    for (const item of undated) archived.add(item);
  return archived;
}

function newestFirst(items: readonly FeedItem[], now: Date): FeedItem[] {
  const times = new Map(items.map((item) => [item, timeOf(item, now)]));
  // With undated items, keep the feed's order, which is nearly always newest first.
  if ([...times.values()].includes(null)) return [...items];
  return [...items].sort((a, b) => times.get(b)! - times.get(a)!);
}

/** Returns an item's publication time in milliseconds; null if it is undated or in the future. */
function timeOf({ published }: FeedItem, now: Date): number | null {
  return published === null || isInFuture(published, now) ? null : Date.parse(published);
}
