import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { OperatorError } from './domain/errors.ts';
import { bearerToken, unauthorized } from './http/bearer.ts';
import { closeServer, createGuardedServer, listenOn } from './http/guarded-server.ts';
import { answerHealth, type HealthChecks, isHealthPath } from './http/health-routes.ts';
import { HttpError } from './http/http-error.ts';
import { rateLimiter } from './http/rate-limit.ts';
import { bodyReader } from './http/read-body.ts';
import { sendWeb, webRequest } from './http/web-bridge.ts';
import type { Caller } from './queries/caller.ts';

/** Answers a request of an authenticated caller. */
type CallerRoute = (request: Request, caller: Caller) => Promise<Response>;

/** Answers a request that needs no token. Resolves with null for a path that it does not serve. */
type OpenRoute = (request: Request) => Promise<Response | null>;

type CallbackRoute = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

/** Authenticates requests by a signature instead of a token. */
interface SignedCallers {
  /** Whether the headers have a fresh signature. Only then is the body read. */
  mayRead(headers: IncomingHttpHeaders): boolean;
  /** Returns the caller if the signature matches the body; null if it does not or names nobody. */
  callerOf(headers: IncomingHttpHeaders, body: Buffer): Caller | null;
}

export interface PublicServerParts {
  /** Handlers by the path's first segment: `mcp`, `v1`. */
  readonly routes: ReadonlyMap<string, CallerRoute>;
  readonly open: readonly OpenRoute[];
  /**
   * Routes by the path's first segment that authenticate callers by an unguessable path and read the body themselves.
   */
  readonly callbacks?: ReadonlyMap<string, CallbackRoute>;
  /** Returns the caller with this token, or null. */
  readonly callerOf: (token: string) => Promise<Caller | null>;
  /** Authentication by signature, by the path's first segment. */
  readonly signed?: ReadonlyMap<string, SignedCallers>;
  readonly health: HealthChecks;
  /** The average requests per second of one token. A burst may have twice as many. */
  readonly rate: number;
  readonly onFault: (error: unknown) => void;
}

/** The longest body, in bytes. */
const MAX_BODY_BYTES = 256 * 1024;
const MAX_BUFFERED_BYTES = 64 * MAX_BODY_BYTES;

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** Methods that the web-standard Request does not allow: https://fetch.spec.whatwg.org/#forbidden-method */
const UNANSWERED: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** The error code of each response status, for programs. */
const CODES: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  404: 'not_found',
  413: 'too_large',
  429: 'rate_limited',
  503: 'busy',
};

/** Returns the number of requests in a body: a JSON array, as in an MCP batch, has as many as entries. */
function messagesIn(body: Buffer): number {
  const text = body.toString();
  if (!text.trimStart().startsWith('[')) return 1;
  try {
    const messages: unknown = JSON.parse(text);
    return Array.isArray(messages) ? Math.max(1, messages.length) : 1;
  } catch {
    return 1;
  }
}

/**
 * The server for programs: MCP, the HTTP API and feeds. It may be exposed to the internet, so a body is read only after
 * the token and its rate were checked, or if the headers have a fresh signature.
 */
function publicServer(parts: PublicServerParts) {
  const { routes, open, callbacks, callerOf, signed, health, rate, onFault } = parts;
  const readBody = bodyReader({ each: MAX_BODY_BYTES, together: MAX_BUFFERED_BYTES });
  const secondsToWait = rateLimiter({ perSecond: rate, burst: 2 * rate });

  const limitRate = ({ tenant, person }: Caller, cost = 1): void => {
    const wait = cost > 0 ? secondsToWait(`${tenant ?? ''} ${person ?? ''}`, cost) : 0;
    if (wait > 0)
      throw new HttpError(429, `Too many requests. Try again in ${wait} s.`, { 'retry-after': String(wait) });
  };

  /** Returns how to authenticate a request that has a signature instead of a token. */
  const signersOf = ({ method, headers }: IncomingMessage, path: string): SignedCallers | undefined => {
    const signers = headers.authorization === undefined && method === 'POST' ? signed?.get(path) : undefined;
    return signers?.mayRead(headers) ? signers : undefined;
  };

  const answerSigned = async (
    signers: SignedCallers,
    route: CallerRoute,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ) => {
    const body = await readBody(request);
    const caller = signers.callerOf(request.headers, body);
    if (!caller) throw unauthorized();
    limitRate(caller, messagesIn(body));
    await sendWeb(await route(webRequest(request, response, url, body), caller), response);
  };

  const answerCaller = async (
    route: CallerRoute,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ) => {
    const caller = await callerOf(bearerToken(request));
    if (!caller) throw unauthorized();
    limitRate(caller);
    const body = request.method === 'GET' || request.method === 'HEAD' ? null : await readBody(request);
    // A batch costs at most a full bucket. Its first request was counted already.
    if (body) limitRate(caller, Math.min(messagesIn(body), 2 * rate) - 1);
    await sendWeb(await route(webRequest(request, response, url, body), caller), response);
  };

  return createGuardedServer({
    onFault,
    refuse: (response, { status, message, headers }) =>
      void response
        .writeHead(status, { ...JSON_TYPE, ...headers })
        .end(JSON.stringify({ error: { code: CODES[status] ?? 'failed', message } })),
    async handle(request, response, url) {
      if (UNANSWERED.has(request.method ?? '')) throw new HttpError(400, 'This method is not answered here.');
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (isRead && isHealthPath(url.pathname))
        return answerHealth(health, url.pathname, response, { brief: true });
      const first = url.pathname.split('/', 2)[1] ?? '';
      const callback = callbacks?.get(first);
      if (callback) return callback(request, response, url);
      const route = routes.get(first);
      if (isRead)
        for (const answer of open) {
          const web = await answer(webRequest(request, response, url, null));
          if (web) return sendWeb(web, response);
        }
      if (!route) throw new HttpError(404, 'There is nothing here.');
      const signers = signersOf(request, first);
      return signers
        ? answerSigned(signers, route, request, response, url)
        : answerCaller(route, request, response, url);
    },
  });
}

/** Starts the server. Resolves with the port (0 asks for any free one) and a stop function. */
export async function startPublicServer(
  parts: PublicServerParts,
  host: string,
  port: number,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = publicServer(parts);
  const opened = await listenOn(server, port, host).catch(({ code }: NodeJS.ErrnoException) => {
    throw new OperatorError(
      'api-unusable',
      `API_HOST ${host} with API_PORT ${port} cannot be used (${code}). Set API_HOST to an address of this machine (0.0.0.0 for all), API_PORT to a free port.`,
    );
  });
  return { port: opened, stop: () => closeServer(server) };
}
