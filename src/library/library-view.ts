import type { TenantId } from '../domain/tenant.ts';
import type { Held } from './held-library.ts';
import type { OpenLibraries } from './libraries.ts';
import { createTenantLibrary } from './tenant-library.ts';

/** Creates the view of some open libraries for one request. */
export function viewOf(common: Held, opened: ReadonlyMap<string, Held>): OpenLibraries {
  const heldOf = (tenant: TenantId): Held => {
    const one = tenant === null ? common : opened.get(tenant);
    if (!one) throw new Error('a library was asked that was not opened');
    return one;
  };
  return {
    of: (tenant) => {
      const one = heldOf(tenant);
      return one.isShared ? common.library : one.library;
    },
    has: (tenant) => !heldOf(tenant).isShared,
    *putInSteps(reading, tenant) {
      const one = heldOf(tenant);
      if (one.isShared && tenant !== null) {
        const library = createTenantLibrary();
        for (const shared of common.everybodys.values()) {
          yield* library.putInSteps(shared);
          one.everybodys.set(shared.article.id, shared);
        }
        Object.assign(one, { library, isShared: false });
      }
      if (tenant === null) one.everybodys.set(reading.article.id, reading);
      else one.own.add(reading.article.id);
      yield* one.library.putInSteps(reading);
    },
  };
}
