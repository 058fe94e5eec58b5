import type { Readout, ReadoutAccess } from '../answer/query-core.ts';
import { bothOf } from '../answer/readout-views.ts';
import type { Reading } from '../domain/reading.ts';
import { isOnePersons, personalTenant, type TenantId } from '../domain/tenant.ts';

/** The identity on whose behalf a program asks. */
export interface Caller {
  /** Null for shared articles only. */
  readonly tenant: TenantId;
  /**
   * The id of the token; null for a program on this machine. Articles read for a token are kept out of its workspace's
   * library.
   */
  readonly person: string | null;
}

/** Opens libraries for programs. Asynchronous, because a library may be loaded on demand. */
export interface LibraryAccess {
  /** Opens what the caller can ask: the tenant's library and articles read for the caller. */
  open(caller: Caller): Promise<Readout>;
  /** Adds an article that was read for the caller. */
  put(reading: Reading, caller: Caller): Promise<void>;
}

/** Returns the library that an article is read into for a caller. */
export const ownTenant = ({ tenant, person }: Caller): TenantId =>
  tenant === null || person === null || isOnePersons(tenant) ? tenant : personalTenant(tenant, person);

/** Creates access to the libraries of all tenants. */
export const libraryAccess = (access: ReadoutAccess): LibraryAccess => ({
  async open(caller) {
    const own = ownTenant(caller);
    const readouts = await access.open(caller.tenant, own);
    const common = readouts.of(caller.tenant);
    return own !== null && own !== caller.tenant && readouts.has(own)
      ? bothOf(readouts.of(own), common)
      : common;
  },
  async put(reading, caller) {
    const tenant = ownTenant(caller);
    const readouts = await access.open(tenant);
    // Yield between steps of some 10 ms, so that other requests are answered.
    for (const _ of readouts.putting(reading, tenant)) await new Promise(setImmediate);
  },
});
