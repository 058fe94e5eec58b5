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
  /** The body of a POST request. Without it the request is a GET. */
  readonly body?: string;
}

/**
 * Sends one request to a URL that `checkUrl` accepted. Resolves with the response when its headers have arrived.
 * Rejects with Node's error, or with `ECONNRESET` if the server ends the exchange in any other way, such as by
 * switching protocols. It always settles, because other requests wait for it.
 */
export function sendRequest(
  url: URL,
  { allow, resolve, signal, headers, body }: RequestParts,
): Promise<IncomingMessage> {
  return new Promise((fulfil, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: body === undefined ? 'GET' : 'POST',
      // Each request has its own socket: a pooled one might lead to an address that was checked for another name.
      agent: false,
      lookup: checkedLookup(resolve, allow, portOf(url)),
      signal,
      headers,
    });
    const endedEarly = (): void =>
      reject(Object.assign(new Error('the exchange ended without a response'), { code: 'ECONNRESET' }));
    request.once('response', fulfil);
    // Keep this listener: a connection may report several errors, and an unhandled one ends the process.
    request.on('error', reject);
    // If a server switches protocols unasked, Node closes the connection and reports neither a response nor an error.
    request.once('close', endedEarly);
    request.end(body);
  });
}
