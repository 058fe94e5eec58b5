import { randomUUID } from 'node:crypto';
import type { TenantId } from '../../domain/tenant.ts';
import { HOUR } from '../../domain/time.ts';
import { chunksOf } from '../../storage/encoding.ts';
import type { AllowHost } from '../fetch/allowed-hosts.ts';
import { hostOf, portOf } from '../fetch/url.ts';
import type { Failure } from '../ingest-outcome.ts';
import { createKeeper, type Keeper } from '../keep-in-turn.ts';
import { extractedOnce, type FactsOf, type Kept } from '../pipeline.ts';
import type { ArticleStore, FollowedSource, ListedSource, SourceStore } from '../ports.ts';
import type { ReadDeps } from '../read-page.ts';
import type { ClaimedFeed, FeedClaim, Follower } from '../store/feed-claims.ts';
import { hostOf as hostAndPortOf } from '../store/source-rows.ts';
import type { Hubs } from './hubs.ts';
import { minutesUntil, slotOf } from './poll-schedule.ts';
import { type Polled, type PollFeedDeps, pollFeed, type Recipient } from './poll-source.ts';

export interface PollDeps extends ReadDeps {
  readonly sources: SourceStore;
  readonly articles: ArticleStore;
  /** Extracts facts; by default the page reader, on behalf of the feed's first follower. */
  readonly factsOf?: FactsOf;
  /** Stores articles, if others do so beside the poller. */
  readonly keeper?: Keeper;
  /** The non-public hosts that a tenant may read; by default `allow` for every tenant. */
  readonly allowFor?: (tenant: TenantId) => AllowHost;
  /** WebSub hubs; absent if no hub can reach this process. */
  readonly hubs?: Pick<Hubs, 'afterReading'> | undefined;
  readonly now: () => Date;
  /** Spreads polls, 0 to 1; by default by a hash of the feed's address. */
  readonly random?: () => number;
  /** Called for each new or changed article. `baseline` means that it is not news: from an archive, or a correction. */
  readonly onArticle?: (tenant: TenantId, kept: Kept, baseline: boolean) => void;
  /**
   * Called for a feed that failed, with its new state (`pausedAt` is set if it is paused) and the reason, for the
   * operator. The source is that of the earliest follower.
   */
  readonly onTrouble?: (source: FollowedSource, failure: Failure | undefined) => void;
  /** Called for each follower of a feed that is paused. */
  readonly onPaused?: (source: FollowedSource) => void;
  /** Called after each poll with its outcome and duration in seconds. */
  readonly onPolled?: ((outcome: 'read' | 'failed', seconds: number) => void) | undefined;
  /** Called for a bug. Polling continues. */
  readonly onFault?: (error: unknown) => void;
}

/** The most feeds that a process reads at once. */
const AT_A_TIME = 32;
/** New feeds are claimed when this many more can be read, so that one statement claims several. */
const REFILL = 8;
/** The most feeds of one host read at once. */
const OF_HOST = 2;
/** The time after which a feed's remaining items are left for its next poll, in milliseconds. */
const READING_MS = 120_000;
/** The lease of a claim, in milliseconds. After a crash, other processes wait this long. */
const LEASE_MS = 150_000;
const RENEW_MS = 30_000;
/** While feeds are being read, more are claimed at least this often, in milliseconds. */
const LOOK_MS = 1_000;
/** The wait before the next claim when nothing is due, in milliseconds. */
const PAUSE_MS = 5_000;
/** The longest that a host's Retry-After for one feed delays its other feeds, in milliseconds. */
const LONGEST_HOLD_MS = HOUR;
/**
 * The most followers for whom an article is stored at once. PostgreSQL accepts concurrent writers of different tenants.
 */
const KEPT_AT_A_TIME = 6;
const TOO_MANY_REQUESTS = 429;
/** Failures of addresses that only tenants with the operator's permission may read. */
const NEEDS_PERMISSION: ReadonlySet<string> = new Set(['private_address', 'bad_port']);

/** Polls due feeds. Other processes on the same store poll other feeds at the same time. */
export interface Poller {
  /** Polls every due feed that nobody is reading, and returns their number. */
  round(): Promise<number>;
  /** Polls one feed now, unless it is being read; used for a source just added. */
  now(source: Pick<ListedSource, 'url'>): Promise<void>;
  /** Returns the number of feeds being read. */
  running(): number;
}

interface Pump extends Poller {
  /** Starts reading what is due, as capacity allows, and returns the polls that it started. */
  begin(): Promise<readonly Promise<void>[]>;
}

/** Creates a poller without a timer; the caller of `round` decides when. */
export function createPoller(deps: PollDeps): Poller {
  const { round, now, running } = createPump(deps);
  return { round, now, running };
}

/** Stores an article for a feed's followers. Facts are extracted once for all. */
function keepFor(deps: PollDeps, keeper: Keeper, factsOf: FactsOf): PollFeedDeps['keep'] {
  return async (recipients, { outcome }) => {
    if (!outcome.ok) return;
    const extracted = recipients.length > 1 ? extractedOnce(factsOf) : factsOf;
    const keepOne = async ({ tenant, baseline }: Recipient): Promise<void> => {
      if (deps.signal?.aborted) return;
      const kept = await keeper.keep(tenant, outcome.value, {
        baseline,
        isShared: true,
        factsOf: extracted,
      });
      if (kept.ok && kept.value.status !== 'unchanged') deps.onArticle?.(tenant, kept.value, baseline);
    };
    for (const some of chunksOf(recipients, KEPT_AT_A_TIME)) await Promise.all(some.map(keepOne));
  };
}

/**
 * Reads a feed for its followers with the permissions that all share. A host of the operator's network that only some
 * may read is read for those only.
 */
async function readFor(feed: ClaimedFeed, deps: PollDeps, read: typeof pollFeed, parts: PollFeedDeps) {
  const { allowFor } = deps;
  if (!allowFor) return read(feed, parts);
  const allowAll =
    (followers: readonly Follower[]): AllowHost =>
    (hostname, port) =>
      followers.every(({ tenant }) => allowFor(tenant)(hostname, port));
  const polled = await read(feed, { ...parts, allow: allowAll(feed.followers) });
  if (!NEEDS_PERMISSION.has(polled.failure?.code ?? '') || feed.followers.length === 1) return polled;
  const url = new URL(feed.url);
  const followers = feed.followers.filter(({ tenant }) => allowFor(tenant)(hostOf(url), portOf(url)));
  if (followers.length === 0 || followers.length === feed.followers.length) return polled;
  return read({ ...feed, followers }, { ...parts, allow: allowAll(followers) });
}

function createPump(deps: PollDeps): Pump {
  const { sources, signal } = deps;
  const owner = randomUUID();
  const inHand = new Map<string, Promise<void>>();
  const keeper = deps.keeper ?? createKeeper(deps);
  const instant = (ahead = 0): string => new Date(deps.now().getTime() + ahead).toISOString();

  const read = (feed: ClaimedFeed) => {
    const pages = deps.pages.for({ tenant: feed.followers[0]?.tenant ?? null, urgent: false });
    const started = performance.now();
    return readFor(feed, deps, pollFeed, {
      ...deps,
      pages,
      keep: keepFor(deps, keeper, deps.factsOf ?? pages.facts),
      spread: deps.random ?? slotOf(feed.url),
      outOfTime: () => performance.now() - started > READING_MS,
    });
  };

  const tell = (feed: ClaimedFeed, { state, url, failure }: Polled, seconds: number): void => {
    const isFailure = state.failures > feed.state.failures;
    deps.onPolled?.(isFailure ? 'failed' : 'read', seconds);
    if (!isFailure) return;
    const { followers, ...rest } = feed;
    const told = followers.map((follower) => ({ ...rest, ...follower, state, url }));
    if (told[0]) deps.onTrouble?.(told[0], failure);
    if (state.pausedAt !== null) for (const source of told) deps.onPaused?.(source);
  };

  const readAndFinish = async (feed: ClaimedFeed): Promise<void> => {
    try {
      const begun = instant();
      const started = performance.now();
      const polled = await read(feed);
      const seconds = (performance.now() - started) / 1000;
      const newcomers = feed.followers.filter(({ isNew }) => isNew).map(({ tenant }) => tenant);
      const isRead = polled.state.lastReadAt !== null && polled.state !== feed.state && !polled.failure;
      const claim = { owner, now: instant() };
      const { state, url } = polled;
      if (await sources.finish(feed.url, claim, { state, url, isRead, newcomers })) {
        tell(feed, polled, seconds);
        if (isRead) await deps.hubs?.afterReading(url, { begun, due: state.dueAt, hub: polled.hub });
      }
      if (polled.failure?.status === TOO_MANY_REQUESTS) await holdHost(feed, polled.failure);
    } catch (error) {
      deps.onFault?.(error);
    }
  };

  const holdHost = async ({ url }: ClaimedFeed, { retryAfter }: Failure): Promise<void> => {
    const minutes = minutesUntil(retryAfter, deps.now());
    if (minutes !== null)
      await sources.hold(hostAndPortOf(url), instant(Math.min(LONGEST_HOLD_MS, minutes * 60_000)));
  };

  const start = (feed: ClaimedFeed): Promise<void> => {
    const reading = readAndFinish(feed).finally(() => inHand.delete(feed.url));
    inHand.set(feed.url, reading);
    return reading;
  };

  /** Returns the hosts that are at their limit of concurrent polls. */
  const busyHosts = (): string[] => {
    const counts = new Map<string, number>();
    for (const url of inHand.keys()) {
      const host = hostAndPortOf(url);
      counts.set(host, (counts.get(host) ?? 0) + 1);
    }
    return [...counts].filter(([, count]) => count >= OF_HOST).map(([host]) => host);
  };

  const claimed = async (more: Pick<FeedClaim, 'limit' | 'url' | 'busyHosts'>) => {
    const feeds = await sources.claim({ owner, now: instant(), until: instant(LEASE_MS), ...more });
    // A lease may have ended while its feed is still being read here.
    return feeds.filter(({ url }) => !inHand.has(url));
  };

  const begin = async (): Promise<readonly Promise<void>[]> => {
    const begun: Promise<void>[] = [];
    while (!signal?.aborted) {
      const room = AT_A_TIME - inHand.size;
      const busy = busyHosts();
      const feeds = room < REFILL ? [] : await claimed({ limit: room, busyHosts: busy });
      begun.push(...feeds.map(start));
      if (feeds.length > 0) continue;
      if (inHand.size === 0 || (room >= REFILL && busy.length === 0)) break;
      await Promise.race([...inHand.values(), pause(LOOK_MS, signal)]);
    }
    return begun;
  };

  const renewing = setInterval(() => {
    if (signal?.aborted) return clearInterval(renewing);
    sources
      .renew([...inHand.keys()], { owner, until: instant(LEASE_MS) })
      .catch((error: unknown) => deps.onFault?.(error));
  }, RENEW_MS).unref();

  return {
    begin,
    running: () => inHand.size,
    async round() {
      const begun = await begin();
      await Promise.all(begun);
      return begun.length;
    },
    async now({ url }) {
      if (inHand.has(url) || signal?.aborted) return;
      await Promise.all((await claimed({ limit: 1, url })).map(start));
    },
  };
}

/**
 * Polls feeds as they become due, until stopped. Slow servers delay no other feed. `stop` waits for the articles being
 * stored, so that nothing is half stored.
 */
export function startPolling(deps: PollDeps): Pick<Poller, 'now' | 'running'> & { stop(): Promise<void> } {
  const stopping = new AbortController();
  const signal = deps.signal ? AbortSignal.any([deps.signal, stopping.signal]) : stopping.signal;
  const pump = createPump({ ...deps, signal });
  const readings = new Set<Promise<unknown>>();
  const run = async () => {
    while (!signal.aborted) {
      try {
        for (const reading of await pump.begin()) {
          readings.add(reading);
          void reading.finally(() => readings.delete(reading));
        }
      } catch (error) {
        deps.onFault?.(error);
      }
      await pause(PAUSE_MS, signal);
    }
    await Promise.all(readings);
  };
  const running = run();
  return {
    now: (source) => pump.now(source).catch((error: unknown) => deps.onFault?.(error)),
    running: pump.running,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(end, ms);
    timer.unref();
    function end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    }
    signal?.addEventListener('abort', end, { once: true });
  });
}
