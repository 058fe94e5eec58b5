import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import { createTenantLibrary, type TenantLibrary } from './tenant-library.ts';

/**
 * The library of each tenant. Two tenants with own articles share nothing learnt from texts: index, vocabulary,
 * frequencies, spellings, topics.
 *
 * Shared articles, which an operator ingested on the command line, are in every library. Shipped articles are in a
 * library until it has others. Tenants without own articles share one library.
 */
export interface OpenLibraries {
  /** Returns a tenant's library; null is the shared one. */
  of(tenant: TenantId): TenantLibrary;
  /** Whether a tenant has articles of its own. */
  has(tenant: string): boolean;
  /** Adds an article of a tenant (null: shared), or replaces its earlier version, in steps of some 10 ms. */
  putInSteps(reading: Reading, tenant: TenantId): Iterable<void>;
}

/** Opens libraries on demand. */
export interface LibraryOpener {
  /** Opens the libraries of some tenants, and the shared one, as stored now. */
  open(tenants: readonly TenantId[]): Promise<OpenLibraries>;
}

/** The libraries of all tenants. */
export interface Libraries extends OpenLibraries {
  /** Removes an article of any tenant, in steps of some 10 ms. */
  removeInSteps(articleId: string): Iterable<void>;
  /** Returns the ids of all articles except shipped ones. */
  articleIds(): Iterable<string>;
}

export interface LibrariesOptions {
  /** The shipped articles, used as a demonstration. */
  readonly demo?: readonly Reading[];
  /** The library of tenants without own articles; empty by default. */
  readonly common?: TenantLibrary;
}

/** Creates libraries in memory, filled with `putInSteps` and `removeInSteps`. */
export function createLibraries({
  demo = [],
  common = createTenantLibrary(),
}: LibrariesOptions = {}): Libraries {
  const sharedArticles = new Map<string, Reading>();
  const own = new Map<string, TenantLibrary>();
  /** The tenant of each article; null for shared ones. */
  const owners = new Map<string, TenantId>();
  const countOf = new Map<string, number>();
  let showsDemo = false;

  function* setDemo(shown: boolean): Generator<void> {
    if (showsDemo === shown) return;
    showsDemo = shown;
    for (const reading of demo)
      if (shown) yield* common.putInSteps(reading);
      else yield* common.removeInSteps(reading.article.id);
  }
  for (const _ of setDemo(true));

  /** Returns a tenant's own library. It is created, with the shared articles, at the tenant's first article. */
  function* libraryFor(tenant: string): Generator<void, TenantLibrary> {
    const known = own.get(tenant);
    if (known) return known;
    const made = createTenantLibrary();
    own.set(tenant, made);
    for (const reading of sharedArticles.values()) yield* made.putInSteps(reading);
    return made;
  }

  function* removeFrom(tenant: string, articleId: string): Generator<void> {
    const library = own.get(tenant);
    if (!library) return;
    const left = (countOf.get(tenant) ?? 0) - 1;
    if (left > 0) {
      countOf.set(tenant, left);
      yield* library.removeInSteps(articleId);
      return;
    }
    // Without articles the tenant uses the shared library again, and its own is dropped.
    own.delete(tenant);
    countOf.delete(tenant);
  }

  function* remove(articleId: string): Generator<void> {
    const tenant = owners.get(articleId);
    if (tenant === undefined) return;
    owners.delete(articleId);
    if (tenant !== null) return yield* removeFrom(tenant, articleId);
    sharedArticles.delete(articleId);
    for (const library of [common, ...own.values()]) yield* library.removeInSteps(articleId);
    if (sharedArticles.size === 0) yield* setDemo(true);
  }

  return {
    of: (tenant) => (tenant === null ? common : (own.get(tenant) ?? common)),
    has: (tenant) => own.has(tenant),
    *putInSteps(reading, tenant) {
      const { id } = reading.article;
      const former = owners.get(id);
      if (former !== undefined && former !== tenant) yield* remove(id);
      const isNew = !owners.has(id);
      owners.set(id, tenant);
      if (tenant !== null) {
        const library = yield* libraryFor(tenant);
        if (isNew) countOf.set(tenant, (countOf.get(tenant) ?? 0) + 1);
        yield* library.putInSteps(reading);
        return;
      }
      sharedArticles.set(id, reading);
      yield* setDemo(false);
      for (const library of [common, ...own.values()]) yield* library.putInSteps(reading);
    },
    removeInSteps: remove,
    articleIds: () => owners.keys(),
  };
}
