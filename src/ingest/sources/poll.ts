import type { TenantId } from '../../domain/tenant.ts';
import type { AllowHost } from '../fetch/allowed-hosts.ts';
import type { Failure } from '../ingest-outcome.ts';
import { createKeeper, type Keeper } from '../keep-in-turn.ts';
import type { FactsOf } from '../pipeline.ts';
import type { ArticleStore, FollowedSource, ListedSource, SourceStore } from '../ports.ts';
import type { ReadDeps } from '../read-source.ts';
import { fairTurns } from '../reader/fair-queue.ts';
import type { PollOneDeps } from './poll-source.ts';
import { pollOne } from './poll-source.ts';

export interface PollDeps extends ReadDeps {
  readonly sources: SourceStore;
  readonly articles: ArticleStore;
  /** Left out: the page reader's, in the tenant's turn. */
  readonly factsOf?: FactsOf;
  /** Stores what is read, if others store articles beside the poller. */
  readonly keeper?: Keeper;
  /** The hosts that a tenant may read although they are not public; left out: `allow` holds for every tenant. */
  readonly allowFor?: (tenant: TenantId) => AllowHost;
  readonly now: () => Date;
  /** 0 to 1. */
  readonly random: () => number;
  readonly onArticle?: NonNullable<PollOneDeps['onArticle']>;
  /**
   * Tells of a source that failed, with its new state (`pausedAt` is set where it is read no more), and why: for the
   * operator, not for chats.
   */
  readonly onTrouble?: (source: FollowedSource, failure: Failure | undefined) => void;
  /** Tells of a fault of our own; polling goes on. */
  readonly onFault?: (error: unknown) => void;
}

/** Sources that are read at a time, and of one tenant: slow servers that one follows leave room for the others. */
const AT_A_TIME = 8;
const AT_A_TIME_OF_TENANT = 4;
/** After this long, items of a source that were not read are left for its next reading; in milliseconds. */
const READING_MS = 120_000;
const ROUND_SIZE = 100;
const PAUSE_MS = 30_000;

/** Reads due sources round by round; remembers between rounds what the tenants' articles are met again by. */
export interface Poller {
  /**
   * Reads every source that is due now and that no earlier round is still reading, tenants in turn, and gives how many
   * there were.
   */
  round(): Promise<number>;
  /** Reads one source of a tenant now, unless it is being read: what somebody has just added does not wait for a round. */
  now(source: ListedSource): Promise<void>;
}

/** Makes a poller without a clock of its own: who calls `round` says when. */
export function createPoller(deps: PollDeps): Poller {
  const turns = fairTurns(AT_A_TIME, { runningPerTenant: AT_A_TIME_OF_TENANT });
  const inHand = new Set<string>();
  const keeper = deps.keeper ?? createKeeper(deps);

  const read = async (source: FollowedSource) => {
    const { tenant } = source;
    const pages = deps.pages.for({ tenant, urgent: false });
    const factsOf = deps.factsOf ?? pages.facts;
    const started = performance.now();
    return pollOne(source, {
      ...deps,
      pages,
      allow: deps.allowFor?.(tenant) ?? deps.allow,
      async keep(owner, { outcome }, baseline) {
        const kept = outcome.ok ? await keeper.keep(owner, outcome.value, { baseline, factsOf }) : null;
        return kept?.ok ? kept.value : null;
      },
      outOfTime: () => performance.now() - started > READING_MS,
    });
  };

  const pollAndPut = async ({ tenant, url }: ListedSource) => {
    try {
      const source = await deps.sources.find(tenant, url);
      if (!source || deps.signal?.aborted) return;
      const { failure, ...polled } = await read(source);
      const current = await deps.sources.find(tenant, url);
      // Somebody may have removed it in the meantime.
      if (!current) return;
      const next = { ...current, ...polled };
      const moved = polled.url !== url;
      // A feed that moved to the address of another one that is followed is that one.
      if (!moved || !(await deps.sources.find(tenant, polled.url))) await deps.sources.put(next);
      if (moved) await deps.sources.remove(tenant, url);
      if (polled.state.failures > source.state.failures) deps.onTrouble?.(next, failure);
    } catch (error) {
      deps.onFault?.(error);
    }
  };

  const keyOf = ({ tenant, url }: ListedSource) => JSON.stringify([tenant, url]);
  const readInTurn = async (source: ListedSource): Promise<void> => {
    const key = keyOf(source);
    inHand.add(key);
    await turns.run({ tenant: source.tenant }, () => pollAndPut(source));
    inHand.delete(key);
  };

  return {
    async round() {
      const due = await deps.sources.due(deps.now().toISOString(), ROUND_SIZE + inHand.size);
      const fresh = due.filter((source) => !inHand.has(keyOf(source)));
      await Promise.all(fresh.map(readInTurn));
      return fresh.length;
    },
    async now(source) {
      if (!inHand.has(keyOf(source))) await readInTurn(source);
    },
  };
}

/**
 * Starts reading due sources, a round every half minute, whether or not the one before has ended: a slow server holds up
 * nobody else. `stop` ends after the articles at hand; nothing is half-stored.
 */
export function startPolling(deps: PollDeps): Pick<Poller, 'now'> & { stop(): Promise<void> } {
  const stopping = new AbortController();
  const signal = deps.signal ? AbortSignal.any([deps.signal, stopping.signal]) : stopping.signal;
  const poller = createPoller({ ...deps, signal });
  const rounds = new Set<Promise<unknown>>();
  const run = async () => {
    while (!signal.aborted) {
      const round = poller.round().catch((error: unknown) => deps.onFault?.(error));
      rounds.add(round);
      void round.finally(() => rounds.delete(round));
      await pause(PAUSE_MS, signal);
    }
    await Promise.all(rounds);
  };
  const running = run();
  return {
    now: poller.now,
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
