import { rateLimiter } from '../../http/rate-limit.ts';
import type { Caller } from '../../queries/caller.ts';
import { atomOf, jsonFeedOf, type OutgoingFeed, rssOf } from '../../render/feed-formats.ts';

/** A feed's writer and media type by the ending of its address. */
const FORMATS: ReadonlyMap<string, readonly [write: (feed: OutgoingFeed) => string, type: string]> = new Map([
  ['rss', [rssOf, 'application/rss+xml; charset=utf-8'] as const],
  ['atom', [atomOf, 'application/atom+xml; charset=utf-8'] as const],
  ['json', [jsonFeedOf, 'application/feed+json; charset=utf-8'] as const],
]);

export interface FeedRouteParts {
  /** Whose feed an address is, and which; null for none. */
  readonly ownerOf: (token: string) => Promise<(Caller & { readonly feed: string }) | null>;
  readonly feedOf: (caller: Caller, name: string, self: string) => Promise<OutgoingFeed | null>;
}

/** Readers ask every few minutes: so many requests a second of one address, and so many at once. */
const RATE = { perSecond: 1, burst: 20 };
/** How long a reader may keep what it got, in seconds. */
const FRESH_SECONDS = 300;

/** Serves `/feeds/<token>.rss`, `.atom` and `.json`. The address is the key: whoever has it may read that feed and nothing else. */
export function feedRoute({ ownerOf, feedOf }: FeedRouteParts) {
  const secondsToWait = rateLimiter(RATE);
  return async (request: Request): Promise<Response | null> => {
    const { pathname, href } = new URL(request.url);
    const [, token, ending] = /^\/feeds\/(rdo_[\w-]{1,80})\.(rss|atom|json)$/.exec(pathname) ?? [];
    if (token === undefined || ending === undefined) return null;
    const owner = await ownerOf(token);
    if (!owner) return null;
    const wait = secondsToWait(owner.person ?? '');
    if (wait > 0) return new Response(null, { status: 429, headers: { 'retry-after': String(wait) } });
    const feed = await feedOf(owner, owner.feed, href);
    const format = FORMATS.get(ending);
    if (!feed || !format) return null;
    const [write, type] = format;
    return new Response(write(feed), {
      headers: { 'content-type': type, 'cache-control': `private, max-age=${FRESH_SECONDS}` },
    });
  };
}
