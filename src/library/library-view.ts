import type { TenantId } from '../domain/tenant.ts';
import { KeptReading } from './kept-reading.ts';
import type { OpenLibraries } from './libraries.ts';
import type { LoadedLibrary } from './loaded-library.ts';
import { createTenantLibrary } from './tenant-library.ts';

/** Creates the view of some open libraries for one request. */
export function viewOf(common: LoadedLibrary, opened: ReadonlyMap<string, LoadedLibrary>): OpenLibraries {
  const libraryOf = (tenant: TenantId): LoadedLibrary => {
    const one = tenant === null ? common : opened.get(tenant);
    if (!one) throw new Error('a library was asked that was not opened');
    return one;
  };
  return {
    of: (tenant) => {
      const one = libraryOf(tenant);
      return one.isShared ? common.library : one.library;
    },
    has: (tenant) => !libraryOf(tenant).isShared,
    *putInSteps(reading, tenant) {
      const one = libraryOf(tenant);
      if (one.isShared && tenant !== null) {
        const library = createTenantLibrary();
        for (const shared of common.sharedArticles.values()) {
          yield* library.putInSteps(shared);
          one.sharedArticles.set(shared.article.id, shared);
        }
        Object.assign(one, { library, isShared: false });
      }
      const kept = KeptReading.of(reading);
      if (tenant === null) one.sharedArticles.set(reading.article.id, kept);
      else one.own.add(reading.article.id);
      yield* one.library.putInSteps(kept);
    },
  };
}
