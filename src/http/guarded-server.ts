import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpError } from './http-error.ts';

/** Answers one request. It may throw: `HttpError` becomes its status, anything else 500. */
export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<void> | void;

export interface GuardOptions {
  readonly handle: RequestHandler;
  /** Writes a refusal. The default sends the status without a body. */
  readonly refuse?: (response: ServerResponse, error: HttpError) => void;
  /** Called with each fault that is not an `HttpError`. */
  readonly onFault?: (error: unknown) => void;
  /** The most open connections (500). Further ones are closed at once. */
  readonly maxConnections?: number;
  /** The time limit for receiving a request, headers and body together, in milliseconds (10,000). */
  readonly requestTimeoutMs?: number;
}

const MAX_CONNECTIONS = 500;
const REQUEST_TIMEOUT_MS = 10_000;
/**
 * A connection without traffic is closed after this time, in milliseconds. Adding a source takes up to half a minute.
 */
const IDLE_TIMEOUT_MS = 60_000;
/**
 * How often Node checks for requests that take too long, in milliseconds. Its default of 30 s would treble the limit.
 */
const TIMEOUT_CHECK_MS = 1_000;
/**
 * After a refusal the rest of the body is discarded for this long, so that the client reads the answer; in
 * milliseconds.
 */
const LINGER_MS = 1_000;

/**
 * The request's target as a URL of this server; null if it is none. Accepts a path and, as RFC 9112 demands of servers,
 * an absolute URL, of which only path and query count: host, user and password are whatever the client wrote.
 *
 * @example `targetOf({ url: '//' })` is null, though `new URL('//', 'http://x')` would throw.
 */
function targetOf({ url = '' }: IncomingMessage): URL | null {
  if (/^https?:\/\//i.test(url)) {
    const absolute = URL.parse(url);
    return absolute && pathTarget(`${absolute.pathname}${absolute.search}`);
  }
  return pathTarget(url);
}

function pathTarget(path: string): URL | null {
  if (!path.startsWith('/') || /^\/[/\\]/.test(path)) return null;
  return URL.parse(path, 'http://localhost');
}

/** Closes the connection of a refused request whose body does not end soon. */
function linger(request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  setTimeout(() => {
    if (!request.complete) request.destroy();
  }, LINGER_MS).unref();
}

/**
 * An HTTP server on which a request can only fail itself. A fault of a handler becomes a response, a malformed target
 * is answered with 400, and connections, time and idleness are bounded before the caller is known.
 */
export function createGuardedServer(options: GuardOptions): Server {
  const { handle, onFault, refuse = (response, { status }) => response.writeHead(status).end() } = options;
  const requestTimeout = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  const fail = (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
    if (!(error instanceof HttpError)) onFault?.(error);
    const refusal =
      error instanceof HttpError ? error : new HttpError(500, 'Something went wrong here. Try again.');
    if (response.headersSent) response.destroy();
    else {
      refuse(response, refusal);
      linger(request);
    }
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const url = targetOf(request);
      if (!url) throw new HttpError(400, 'The address is not one.');
      await handle(request, response, url);
    } catch (error) {
      fail(request, response, error);
    }
  };
  const server = createServer(
    { requestTimeout, headersTimeout: requestTimeout, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    answer,
  );
  // Without this, Node asks for the body of a request with Expect: 100-continue before its headers are checked.
  server.on('checkContinue', answer);
  server.maxConnections = options.maxConnections ?? MAX_CONNECTIONS;
  server.timeout = IDLE_TIMEOUT_MS;
  return server;
}

/**
 * Starts listening. Resolves to the port (0 asks for any free one). Rejects with Node's error, such as `EADDRINUSE`.
 */
export function listenOn(server: Server, port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Stops listening and closes all connections, also those in use. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
