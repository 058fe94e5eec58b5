import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import { createTenantLibrary, type TenantLibrary } from './tenant-library.ts';

/**
 * The library of each tenant. Nothing that is learnt from texts (index, vocabulary, frequencies, spellings, topics) is shared
 * by two tenants that have articles of their own.
 *
 * Everybody's articles, which an operator ingested on the command line, are in every library. The articles that ship with
 * the project are in a library only until something else is. Tenants without articles of their own share one library.
 */
export interface OpenLibraries {
  /** A tenant's library; null is everybody's alone. */
  of(tenant: TenantId): TenantLibrary;
  /** Whether a tenant has articles of its own. */
  has(tenant: string): boolean;
  /** Adds an article of a tenant (null: everybody's), or replaces its earlier version, in steps of some 10 ms. */
  putInSteps(reading: Reading, tenant: TenantId): Iterable<void>;
}

/** Opens libraries when they are asked for. */
export interface LibraryDoor {
  /** The libraries of some tenants, and everybody's, as they are stored now. */
  open(tenants: readonly TenantId[]): Promise<OpenLibraries>;
}

/** The libraries of all tenants. */
export interface Libraries extends OpenLibraries {
  /** Removes an article, whoever's it is, in steps of some 10 ms. */
  removeInSteps(articleId: string): Iterable<void>;
  /** The ids of all articles, whoever's they are, without those that ship. */
  articleIds(): Iterable<string>;
}

export interface LibrariesOptions {
  /** The articles that ship with the project, as a demonstration. */
  readonly demo?: readonly Reading[];
  /** The library that tenants without articles of their own share; empty unless given. */
  readonly common?: TenantLibrary;
}

/** Libraries kept in memory, fed by `putInSteps` and `removeInSteps`. */
export function createLibraries({
  demo = [],
  common = createTenantLibrary(),
}: LibrariesOptions = {}): Libraries {
  const everybodys = new Map<string, Reading>();
  const own = new Map<string, TenantLibrary>();
  /** The tenant of each article; null is everybody. */
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

  /** A tenant's own library, made at its first article with everybody's articles in it. */
  function* libraryFor(tenant: string): Generator<void, TenantLibrary> {
    const known = own.get(tenant);
    if (known) return known;
    const made = createTenantLibrary();
    own.set(tenant, made);
    for (const reading of everybodys.values()) yield* made.putInSteps(reading);
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
    // The last article is gone: the tenant shares the common library again, and nothing of it is left here.
    own.delete(tenant);
    countOf.delete(tenant);
  }

  function* remove(articleId: string): Generator<void> {
    const tenant = owners.get(articleId);
    if (tenant === undefined) return;
    owners.delete(articleId);
    if (tenant !== null) return yield* removeFrom(tenant, articleId);
    everybodys.delete(articleId);
    for (const library of [common, ...own.values()]) yield* library.removeInSteps(articleId);
    if (everybodys.size === 0) yield* setDemo(true);
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
      everybodys.set(id, reading);
      yield* setDemo(false);
      for (const library of [common, ...own.values()]) yield* library.putInSteps(reading);
    },
    removeInSteps: remove,
    articleIds: () => owners.keys(),
  };
}
