import type { FeedItem } from '../parse/feed-item.ts';
import { isInFuture } from '../parsed-article.ts';
import type { FollowedSource } from '../ports.ts';
import type { SeenItems } from './seen-items.ts';

/** What a feed brings at one reading; each list oldest first. */
export interface Arrivals {
  readonly news: readonly FeedItem[];
  /** Old items that were not in the feed before. They can be asked about and are announced to nobody. */
  readonly archive: readonly FeedItem[];
  /** Items that the publisher changed. */
  readonly corrections: readonly FeedItem[];
  /** News that waits for the next reading. */
  readonly postponed: readonly FeedItem[];
  /** Changed items that wait for the next reading. */
  readonly unread: readonly FeedItem[];
}

/** The newest items of a feed's first reading, and of an archive, that are taken in; the rest is only marked as seen. */
const ARCHIVE_ITEMS = 10;
/** News beyond this number waits for the next readings. */
const NEWS_A_READING = 50;
const CORRECTIONS_A_READING = 10;

const DAY_MS = 86_400_000;
/** An item this much older (ms) than the newest known one was not overlooked: it comes from the archive. */
const MUCH_OLDER_MS = 7 * DAY_MS;
/** Dates without a time, and feeds that publish a day late, are not yet older than the following itself. */
const BEFORE_FOLLOWING_MS = 2 * DAY_MS;
/** This many undated items that all stand below the known ones are older ones: news stands above them. */
const ARCHIVE_RUN = 5;

/** Sorts out what of a feed's items is new, old or changed. At the first reading everything is archive. */
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

/** The unseen items that are no news: dated well before what is known or before the feed was followed, or a long run below it. */
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
    // What is newer than all that is known is news, however long ago the publisher dates it.
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
  // With undated items among them they keep the feed's order, which is newest first nearly everywhere.
  if ([...times.values()].includes(null)) return [...items];
  return [...items].sort((a, b) => times.get(b)! - times.get(a)!);
}

/** When an item was published, in milliseconds; null if it is undated or dated in the future. */
function timeOf({ published }: FeedItem, now: Date): number | null {
  return published === null || isInFuture(published, now) ? null : Date.parse(published);
}
