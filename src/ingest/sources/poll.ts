import type { TenantId } from '../../domain/tenant.ts';
import type { Known } from '../duplicate-index.ts';
import { knownIn } from '../duplicate-index.ts';
import type { FactsOf } from '../pipeline.ts';
import { keep } from '../pipeline.ts';
import type { ArticleStore, FollowedSource, SourceStore } from '../ports.ts';
import type { ReadDeps } from '../read-source.ts';
import type { PollOneDeps } from './poll-source.ts';
import { pollOne } from './poll-source.ts';

export interface PollDeps extends ReadDeps {
  readonly sources: SourceStore;
  readonly articles: ArticleStore;
  readonly factsOf: FactsOf;
  readonly now: () => Date;
  /** 0 to 1. */
  readonly random: () => number;
  readonly onArticle?: NonNullable<PollOneDeps['onArticle']>;
  /** Tells of a source that failed, with its new state: `pausedAt` is set where it is read no more. */
  readonly onTrouble?: (source: FollowedSource) => void;
  /** Tells of a fault of our own; polling goes on. */
  readonly onFault?: (error: unknown) => void;
}

/** Sources that are read at a time. */
const AT_A_TIME = 4;
const ROUND_SIZE = 100;
const PAUSE_MS = 30_000;
/** What is known of a tenant's articles is read anew after this, since other processes store articles too. */
const KNOWN_FOR_MS = 10 * 60_000;

/** Reads due sources round by round; remembers between rounds what the tenants' articles are met again by. */
export interface Poller {
  /** Reads every source that is due now and gives how many there were. */
  round(): Promise<number>;
}

/** Makes a poller without a clock of its own: who calls `round` says when. */
export function createPoller(deps: PollDeps): Poller {
  const known = new Map<TenantId, { readonly at: number; readonly known: Promise<Known> }>();
  const chains = new Map<TenantId, Promise<unknown>>();

  const knownOf = (tenant: TenantId): Promise<Known> => {
    const cached = known.get(tenant);
    const now = deps.now().getTime();
    if (cached && now - cached.at < KNOWN_FOR_MS) return cached.known;
    const fresh = knownIn(deps.articles, tenant);
    known.set(tenant, { at: now, known: fresh });
    fresh.catch(() => known.delete(tenant));
    return fresh;
  };

  // One article of a tenant after the other: two feeds that bring the same story at once must not both store it.
  const keepInTurn: PollOneDeps['keep'] = (tenant, { outcome }, baseline) => {
    const turn = (chains.get(tenant) ?? Promise.resolve()).then(async () => {
      if (!outcome.ok) return null;
      const { articles: store, factsOf, now } = deps;
      const known = await knownOf(tenant);
      const kept = await keep(outcome.value, { store, known, tenant, factsOf, now, baseline });
      return kept.ok ? kept.value : null;
    });
    chains.set(
      tenant,
      turn.catch(() => {}),
    );
    return turn;
  };

  const pollAndPut = async (source: FollowedSource) => {
    try {
      const { state, url } = await pollOne(source, { ...deps, keep: keepInTurn });
      const listed = await deps.sources.list(source.tenant);
      const current = listed.find((one) => one.url === source.url);
      // Somebody may have removed it in the meantime.
      if (!current) return;
      const next = { ...current, state, url };
      // A feed that moved to the address of another one that is followed is that one.
      if (url === source.url || !listed.some((one) => one.url === url)) await deps.sources.put(next);
      if (url !== source.url) await deps.sources.remove(source.tenant, source.url);
      if (state.failures > source.state.failures) deps.onTrouble?.(next);
    } catch (error) {
      deps.onFault?.(error);
    }
  };

  return {
    async round() {
      const due = await deps.sources.due(deps.now().toISOString(), ROUND_SIZE);
      const queue = [...due];
      const work = async () => {
        for (let next = queue.shift(); next && !deps.signal?.aborted; next = queue.shift())
          await pollAndPut(next);
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, work));
      return due.length;
    },
  };
}

/** Starts reading due sources, a round every half minute. `stop` ends after the articles at hand; nothing is half-stored. */
export function startPolling(deps: PollDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const signal = deps.signal ? AbortSignal.any([deps.signal, stopping.signal]) : stopping.signal;
  const poller = createPoller({ ...deps, signal });
  const run = async () => {
    while (!signal.aborted) {
      await poller.round().catch((error: unknown) => deps.onFault?.(error));
      await pause(PAUSE_MS, signal);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(end, ms);
    timer.unref();
    function end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
    signal.addEventListener('abort', end, { once: true });
  });
}
