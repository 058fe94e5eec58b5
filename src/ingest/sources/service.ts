import { randomUUID } from 'node:crypto';
import type { Card } from '../../domain/card.ts';
import { type TenantId, workspaceOf } from '../../domain/tenant.ts';
import type { Store } from '../../storage/database.ts';
import { createPageReader } from '../article/page-pool.ts';
import { articleStore } from '../article-store.ts';
import { type AllowHost, allowNone, parseAllowHosts } from '../fetch/allowed-hosts.ts';
import { safeFetch } from '../fetch/safe-fetch.ts';
import type { Failure } from '../ingest-outcome.ts';
import { createKeeper } from '../keep-in-turn.ts';
import type { FollowedSource, ListedSource } from '../ports.ts';
import { fairTurns } from '../reader/fair-queue.ts';
import { BUSY, requestedArticles } from '../requested/requested-articles.ts';
import { failureInChat } from './failure-in-chat.ts';
import { createFaultTeller } from './fault-teller.ts';
import type { Hubs } from './hubs.ts';
import { type AddOutcome, addSource, listSources, removeSource } from './manage.ts';
import { pausedCard } from './paused-notice.ts';
import { startPolling } from './poll.ts';
import { sourceStore } from './source-store.ts';

/** The operations on followed sources that chats offer. */
export interface SourcesService {
  /** Follows a source. `person` gets a message, in the language of `locale`, if it is paused. */
  add(tenant: TenantId, url: string, person: string, locale?: string): Promise<AddOutcome>;
  list(tenant: TenantId): Promise<readonly ListedSource[]>;
  /** Stops following. Returns false if the tenant did not follow it. */
  remove(tenant: TenantId, url: string): Promise<boolean>;
}

export interface FollowingOptions {
  /** Non-public hosts that every tenant may read, in the form of READOUT_ALLOW_HOSTS for the command line. */
  readonly allowHosts?: string | undefined;
  /** Returns the non-public hosts that one tenant may read. */
  readonly allowFor?: (tenant: TenantId) => AllowHost;
  /** WebSub hubs; null if none can reach this process. */
  readonly hubs?: Hubs | null;
  /** Reports a problem to the operator in one line without the source's content. */
  readonly onTrouble: (message: string) => void;
  /** Called after each poll. */
  readonly onPolled?: (outcome: 'read' | 'failed', seconds: number) => void;
  /** Messages the person who added a source that it is paused. Returns false if that failed. */
  readonly tell?: (tenant: string, person: string, card: Card) => Promise<boolean>;
}

/** The most addresses of one tenant read at once for waiting people, and the most that may wait. */
const ADDS_AT_A_TIME = 8;
const ADDS_OF_TENANT = 3;
const ADDS_WAITING = 20;

/** Creates the source service over a store, and polls until `stop`. */
export function followSources(store: Store, options: FollowingOptions) {
  const { onTrouble } = options;
  const pages = createPageReader({ keptWarm: 1 });
  const deps = { sources: sourceStore(store), fetch: safeFetch, now: store.now, visitItems: true };
  const allowFor = allowedFor(options);
  const articles = articleStore(store);
  const keeper = createKeeper({ articles, now: store.now });
  const adds = fairTurns(ADDS_AT_A_TIME, {
    runningPerTenant: ADDS_OF_TENANT,
    waitingPerTenant: ADDS_WAITING,
  });
  const toldInChat = (what: string, error: Failure): Failure => {
    const shown = failureInChat(error);
    if (shown !== error) onTrouble(`${what}: ${error.message}`);
    return shown;
  };
  const requested = requestedArticles({
    fetch: safeFetch,
    allowFor,
    pages,
    keeper,
    turns: adds,
    failureShown: (error) => toldInChat('A link was not read', error),
  });
  const faults = createFaultTeller((fault) =>
    onTrouble(`Reading sources failed and is tried again: ${fault}`),
  );
  const polling = startPolling({
    ...deps,
    pages,
    allow: allowNone,
    allowFor,
    articles,
    keeper,
    hubs: options.hubs ?? undefined,
    onPolled(outcome, seconds) {
      faults.ended();
      options.onPolled?.(outcome, seconds);
    },
    onTrouble: (source, failure) => onTrouble(troubleOf(source, failure)),
    onPaused: (source) => tellPaused(source, options),
    onFault: faults.failed,
  });
  const service: SourcesService = {
    async add(tenant, url, person, locale) {
      const owner = { tenant: workspaceOf(tenant), person };
      const own = { ...deps, allow: allowFor(tenant), pages: pages.for(owner) };
      const added = await adds.run(owner, () => addSource(tenant, url, own, person, locale));
      if (added === null) return { status: 'failed', error: BUSY };
      if (added.status !== 'failed') {
        // Poll a source just added without waiting for the next round.
        void polling.now(added.source);
        return added;
      }
      return { status: 'failed', error: toldInChat('A source was not added', added.error) };
    },
    list: (tenant) => listSources(tenant, deps),
    remove: (tenant, url) => removeSource(tenant, url, deps),
  };
  return {
    service,
    requested,
    async stop() {
      await polling.stop();
      await pages.close();
    },
  };
}

function allowedFor({ allowHosts, allowFor }: FollowingOptions): (tenant: TenantId) => AllowHost {
  const forAll = parseAllowHosts(allowHosts);
  return (tenant) => {
    const own = allowFor?.(workspaceOf(tenant)) ?? allowNone;
    return (hostname, port) => forAll(hostname, port) || own(hostname, port);
  };
}

/** Describes a failed feed for the operator. */
function troubleOf({ url, state }: FollowedSource, failure: Failure | undefined): string {
  const times = `${state.failures} times running`;
  const paused = state.pausedAt ? ' and is paused; adding it again resumes it' : '';
  const why = failure ? ` (${failure.code}: ${failure.message})` : '';
  return `${new URL(url).host} could not be read ${times}${paused}.${why}`;
}

/** Messages the person who added a feed that it is paused. */
function tellPaused(source: FollowedSource, { tell }: FollowingOptions): void {
  const { tenant, addedBy } = source;
  if (tenant === null || addedBy === null) return;
  tell?.(workspaceOf(tenant)!, addedBy, pausedCard(source, randomUUID())).catch(() => {});
}
