import { LRUCache } from 'lru-cache';
import type { TenantId } from '../domain/tenant.ts';
import { knownIn } from './duplicate-index.ts';
import type { Outcome } from './ingest-outcome.ts';
import type { Known } from './known.ts';
import type { Draft } from './parsed-article.ts';
import { type FactsOf, type Kept, keep } from './pipeline.ts';
import type { ArticleStore } from './ports.ts';

export interface KeeperDeps {
  readonly articles: ArticleStore;
  readonly now: () => Date;
}

interface KeepOptions {
  /** True for what is no news: digests and watches pass it by. */
  readonly baseline: boolean;
  /** True for what came from a feed: it may be stored once for all tenants to whom it came. */
  readonly isShared?: boolean;
  readonly factsOf: FactsOf;
}

/** Stores articles of a tenant one after the other: two that bring the same story at once must not both be stored. */
export interface Keeper {
  keep(tenant: TenantId, draft: Draft, options: KeepOptions): Promise<Outcome<Kept>>;
}

/** What is known of a tenant's articles is read anew after this (ms), since other processes store articles too. */
const KNOWN_FOR_MS = 10 * 60_000;
/** Tenants whose articles are known at a time: some 1 kB an article. */
const KNOWN_TENANTS = 100;

export function createKeeper({ articles, now }: KeeperDeps): Keeper {
  const known = new LRUCache<string, { readonly at: number; readonly known: Promise<Known> }>({
    max: KNOWN_TENANTS,
  });
  const chains = new Map<TenantId, Promise<unknown>>();

  const knownOf = (tenant: TenantId): Promise<Known> => {
    const key = JSON.stringify(tenant);
    const cached = known.get(key);
    const at = now().getTime();
    if (cached && at - cached.at < KNOWN_FOR_MS) return cached.known;
    const fresh = knownIn(articles, tenant);
    known.set(key, { at, known: fresh });
    fresh.catch(() => known.delete(key));
    return fresh;
  };

  return {
    keep(tenant, draft, options) {
      const turn = (chains.get(tenant) ?? Promise.resolve()).then(async () =>
        keep(draft, { store: articles, known: await knownOf(tenant), tenant, now, ...options }),
      );
      const ended = turn
        .catch(() => {})
        .then(() => {
          if (chains.get(tenant) === ended) chains.delete(tenant);
        });
      chains.set(tenant, ended);
      return turn;
    },
  };
}
