import type { IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { AllowHost } from './allowed-hosts.ts';
import { checkedLookup, type Resolve } from './lookup.ts';
import { portOf } from './url.ts';

interface RequestParts {
  readonly allow: AllowHost;
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** Posted; a request without a body is a GET. */
  readonly body?: string;
}

/**
 * Sends one request to a URL that `checkUrl` let through, and gives the response when its headers are there. Rejects with Node's
 * error, or `ECONNRESET` if the server ends the exchange in any other way, as by switching protocols. It always settles: somebody
 * waits for their turn behind it.
 */
export function sendRequest(
  url: URL,
  { allow, resolve, signal, headers, body }: RequestParts,
): Promise<IncomingMessage> {
  return new Promise((fulfil, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: body === undefined ? 'GET' : 'POST',
      // A socket of its own for every request: a pooled one might lead to an address that was checked for another name.
      agent: false,
      lookup: checkedLookup(resolve, allow, portOf(url)),
      signal,
      headers,
    });
    const endedEarly = (): void =>
      reject(Object.assign(new Error('the exchange ended without a response'), { code: 'ECONNRESET' }));
    request.once('response', fulfil);
    // Stays: a connection may report more than one error, and one that nobody listens to ends the process.
    request.on('error', reject);
    // Node closes a connection whose protocol was switched unasked, and reports neither a response nor an error.
    request.once('close', endedEarly);
    request.end(body);
  });
}
