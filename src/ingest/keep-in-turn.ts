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
  /** True for articles that are not news, so digests and watches skip them. */
  readonly baseline: boolean;
  /** True for an article from a feed, which may be stored once for all its tenants. */
  readonly isShared?: boolean;
  readonly factsOf: FactsOf;
}

/** Stores a tenant's articles one after the other, so that two requests with the same story do not both store it. */
export interface Keeper {
  keep(tenant: TenantId, draft: Draft, options: KeepOptions): Promise<Outcome<Kept>>;
}

/** How long a tenant's known articles are cached, in milliseconds. Other processes store articles, too. */
const KNOWN_FOR_MS = 10 * 60_000;
/** The most tenants cached; an article takes some 1 kB. */
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
