import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { limited } from '../../domain/limited.ts';
import { isPublicAddress } from './address.ts';
import type { AllowHost } from './allowed-hosts.ts';

/** Resolves a host name to all its addresses. Passed in, so that tests can simulate a DNS whose answers change. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/**
 * The most concurrent lookups. Each blocks a thread of libuv's pool of four until a name server answers, and files,
 * decompression and the chats' connections need the others.
 */
const MAX_LOOKUPS = 2;
/** A lookup that waits longer than this (ms) is dropped, because its request has timed out. */
const MAX_WAIT_MS = 10_000;

/** Limits lookups to `MAX_LOOKUPS` at a time. `now` is a clock in milliseconds. */
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

/** Resolves a host name with the system's resolver, which includes /etc/hosts. */
export const resolveBySystem: Resolve = limitedLookups(
  (hostname) =>
    new Promise((resolve, reject) => {
      lookup(hostname, { all: true, verbatim: true }, (error, addresses) =>
        error ? reject(error) : resolve(addresses),
      );
    }),
);

/** The socket's error if a name resolves to an address that must not be reached. */
class PrivateAddressError extends Error {
  readonly code = 'private_address';
}

/**
 * Creates the `lookup` of an HTTP agent. The socket connects to the address that was checked here, so a name that
 * resolves differently a moment later changes nothing. If one of several addresses is private, the host is refused.
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
