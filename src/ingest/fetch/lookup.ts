import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { limited } from '../../domain/limited.ts';
import { isPublicAddress } from './address.ts';
import type { AllowHost } from './allowed-hosts.ts';

/** Every address of a host name. Passed in so that tests can play a DNS that changes its mind. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/**
 * The most look-ups at once. Each blocks a thread of libuv's pool, which has four, for as long as a name server takes; files,
 * decompression and the chats' own connections need the others.
 */
const MAX_LOOKUPS = 2;
/** A look-up that waited for its turn longer than this, in milliseconds, is dropped: its request has timed out. */
const MAX_WAIT_MS = 10_000;

/** Limits look-ups to `MAX_LOOKUPS` at a time. `now` is a clock in milliseconds. */
export function limitedLookups(look: Resolve, now: () => number = () => performance.now()): Resolve {
  const inTurn = limited(MAX_LOOKUPS);
  return (hostname) => {
    const asked = now();
    return inTurn(async () => {
      if (now() - asked <= MAX_WAIT_MS) return look(hostname);
      throw Object.assign(new Error('the look-up waited too long'), { code: 'ETIMEDOUT' });
    });
  };
}

/** Resolves a host name with the system's resolver, so that /etc/hosts counts. */
export const resolveBySystem: Resolve = limitedLookups(
  (hostname) =>
    new Promise((resolve, reject) => {
      lookup(hostname, { all: true, verbatim: true }, (error, addresses) =>
        error ? reject(error) : resolve(addresses),
      );
    }),
);

/** Thrown into the socket where a name leads to an address that must not be reached. */
class PrivateAddressError extends Error {
  readonly code = 'private_address';
}

/**
 * The `lookup` of an HTTP agent: the socket connects to the very address that was checked here, so that a name which
 * resolves differently a moment later changes nothing. One private address among several refuses the host altogether.
 */
export function checkedLookup(resolve: Resolve, allow: AllowHost, port: number): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname)
      .then((addresses) => {
        if (addresses.length === 0)
          throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
        const inward = allow(hostname, port)
          ? undefined
          : addresses.find(({ address }) => !isPublicAddress(address));
        if (inward) throw new PrivateAddressError(`${hostname} leads to ${inward.address}`);
        const family = options.family === 4 || options.family === 6 ? options.family : undefined;
        const fitting = family ? addresses.filter((one) => one.family === family) : addresses;
        const usable = fitting.length > 0 ? fitting : addresses;
        if (options.all) callback(null, [...usable]);
        else callback(null, usable[0]!.address, usable[0]!.family);
      })
      .catch((error: NodeJS.ErrnoException) => callback(error, ''));
  };
}
