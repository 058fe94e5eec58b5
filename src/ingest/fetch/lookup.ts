import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';
import type { AllowHost } from './allowed-hosts.ts';

/** Every address of a host name. Passed in so that tests can play a DNS that changes its mind. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export const resolveBySystem: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    lookup(hostname, { all: true, verbatim: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    );
  });

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
