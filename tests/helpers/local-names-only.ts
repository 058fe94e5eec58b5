/**
 * Vitest's set-up file: in the test's process, every host name except localhost is unknown. So no test queries a name
 * server or waits for one.
 */
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';

type Callback = (error: NodeJS.ErrnoException | null, ...found: unknown[]) => void;

const IS_REPLACED = Symbol.for('readout.tests.localNamesOnly');
const systemLookup = dns.lookup as unknown as (hostname: string, ...rest: unknown[]) => void;

function localLookup(hostname: string, ...rest: unknown[]): void {
  if (isIP(hostname) || /(?:^|\.)localhost$/.test(hostname)) {
    systemLookup(hostname, ...rest);
    return;
  }
  const callback = rest.at(-1) as Callback;
  const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
  process.nextTick(callback, error);
}

// Test files share their worker's modules: the set-up runs once for each file.
if (!(IS_REPLACED in dns)) {
  Object.assign(dns, { lookup: localLookup, [IS_REPLACED]: true });
  syncBuiltinESMExports();
}
