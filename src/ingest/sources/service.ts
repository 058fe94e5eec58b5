import { randomUUID } from 'node:crypto';
import type { Card } from '../../domain/card.ts';
import type { TenantId } from '../../domain/tenant.ts';
import type { Store } from '../../storage/database.ts';
import { createPageReader } from '../article/page-pool.ts';
import { articleStore } from '../article-store.ts';
import { parseAllowHosts } from '../fetch/allowed-hosts.ts';
import { safeFetch } from '../fetch/safe-fetch.ts';
import type { ListedSource } from '../ports.ts';
import { type AddOutcome, addSource, listSources, removeSource } from './manage.ts';
import { pausedCard } from './paused-notice.ts';
import { startPolling } from './poll.ts';
import { sourceStore } from './source-store.ts';

/** What chats may do with the pages and feeds that a tenant follows. */
export interface SourcesService {
  /** `person` is told when it is paused. */
  add(tenant: TenantId, url: string, person: string): Promise<AddOutcome>;
  list(tenant: TenantId): Promise<readonly ListedSource[]>;
  /** False where the tenant did not follow it. */
  remove(tenant: TenantId, url: string): Promise<boolean>;
}

export interface FollowingOptions {
  /** READOUT_ALLOW_HOSTS as it is written. */
  readonly allowHosts: string | undefined;
  /** Tells the operator, in a line without what the source holds. */
  readonly onTrouble: (message: string) => void;
  /** Tells who added a source that it is paused; false where that did not reach them. */
  readonly tell?: (tenant: string, person: string, card: Card) => Promise<boolean>;
}

/** Follows sources over a store: what chats call, and the polling behind it until `stop`. */
export function followSources(store: Store, options: FollowingOptions) {
  const { allowHosts, onTrouble, tell } = options;
  const pages = createPageReader({ keptWarm: 1 });
  const sources = sourceStore(store);
  const deps = {
    ...{ sources, fetch: safeFetch, allow: parseAllowHosts(allowHosts), pages },
    ...{ now: store.now, visitItems: true },
  };
  const polling = startPolling({
    ...deps,
    articles: articleStore(store),
    random: Math.random,
    onTrouble: (source) => {
      const { tenant, url, state, addedBy } = source;
      onTrouble(
        `${new URL(url).host} could not be read (${state.failures} times running)${state.pausedAt ? ' and is paused; adding it again resumes it' : ''}.`,
      );
      if (state.pausedAt === null || tenant === null || addedBy === null) return;
      tell?.(tenant, addedBy, pausedCard(source, randomUUID())).catch(() => {});
    },
    onFault: (error) =>
      onTrouble(
        `Reading sources failed and is tried again: ${error instanceof Error ? error.name : 'unknown'}`,
      ),
  });
  const service: SourcesService = {
    add: (tenant, url, person) => addSource(tenant, url, deps, person),
    list: (tenant) => listSources(tenant, deps),
    remove: (tenant, url) => removeSource(tenant, url, deps),
  };
  return {
    service,
    async stop() {
      await polling.stop();
      await pages.close();
    },
  };
}
