import { rateLimiter } from '../../http/rate-limit.ts';
import type { Caller } from '../../queries/caller.ts';
import { atomOf, jsonFeedOf, type OutgoingFeed, rssOf } from '../../render/feed-formats.ts';

/** The writer and media type of each feed format, by the address's extension. */
const FORMATS: ReadonlyMap<string, readonly [write: (feed: OutgoingFeed) => string, type: string]> = new Map([
  ['rss', [rssOf, 'application/rss+xml; charset=utf-8'] as const],
  ['atom', [atomOf, 'application/atom+xml; charset=utf-8'] as const],
  ['json', [jsonFeedOf, 'application/feed+json; charset=utf-8'] as const],
]);

export interface FeedRouteParts {
  /** Returns the owner and name of the feed with this token, or null. */
  readonly ownerOf: (token: string) => Promise<(Caller & { readonly feed: string }) | null>;
  readonly feedOf: (caller: Caller, name: string, self: string) => Promise<OutgoingFeed | null>;
  /** The port's address on the internet, without a slash at its end; null if unknown. */
  readonly publicUrl: string | null;
}

/** The rate limit per feed address: average requests per second, and the burst. Feed readers poll every few minutes. */
const RATE = { perSecond: 1, burst: 20 };
/** How long a feed reader may cache a response, in seconds. */
const FRESH_SECONDS = 300;

/** The address that the reader asked. A proxy with TLS in front of this process is not seen. */
const originOf = ({ url, headers }: Request): string =>
  URL.parse(`http://${headers.get('host')}`)?.origin ?? new URL(url).origin;

/**
 * Serves `/feeds/<token>.rss`, `.atom` and `.json`. The token in the address gives access to that one feed and nothing
 * else.
 */
export function feedRoute({ ownerOf, feedOf, publicUrl }: FeedRouteParts) {
  const secondsToWait = rateLimiter(RATE);
  return async (request: Request): Promise<Response | null> => {
    const { pathname } = new URL(request.url);
    const [, token, ending] = /^\/feeds\/(rdo_[\w-]{1,80})\.(rss|atom|json)$/.exec(pathname) ?? [];
    if (token === undefined || ending === undefined) return null;
    const owner = await ownerOf(token);
    if (!owner) return null;
    const wait = secondsToWait(owner.person ?? '');
    if (wait > 0) return new Response(null, { status: 429, headers: { 'retry-after': String(wait) } });
    const feed = await feedOf(owner, owner.feed, `${publicUrl ?? originOf(request)}${pathname}`);
    const format = FORMATS.get(ending);
    if (!feed || !format) return null;
    const [write, type] = format;
    return new Response(write(feed), {
      headers: { 'content-type': type, 'cache-control': `private, max-age=${FRESH_SECONDS}` },
    });
  };
}
