import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Limited } from './rates.ts';
import type { Answer, Fault, Json } from './seen.ts';

export interface RestParts {
  /** The bytes and type of an attachment; null if there is none. Discord's file server needs no token. */
  readonly attachment: (path: string) => { readonly bytes: Buffer; readonly type: string } | null;
  readonly token: string;
  readonly route: (method: string, path: string, query: URLSearchParams, body: Json) => Answer;
  readonly rate: (method: string, path: string) => Limited;
  /** Called with every request: "POST /channels/7/messages". */
  readonly called: (name: string) => void;
}

type Headers = Readonly<Record<string, string>>;

function send(response: ServerResponse, [status, body]: Answer, headers: Headers = {}): void {
  // A 204 must not have a content type, because discord.js would parse its body as JSON.
  if (status === 204) response.writeHead(204, headers).end();
  else
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const limited = (retryAfter: number, global: boolean): Answer => [
  429,
  { message: 'You are being rate limited.', retry_after: retryAfter, global },
];

async function bodyOf(request: IncomingMessage): Promise<Json> {
  let raw = '';
  for await (const part of request) raw += part;
  return raw ? (JSON.parse(raw) as Json) : {};
}

/** Serves Discord's REST API over HTTP. Tests inject faults one by one. */
export function restOf({ token, attachment, route, rate, called }: RestParts) {
  const faults: { match: string; fault: Fault }[] = [];
  let refusals = 0;
  const fail = (request: IncomingMessage, response: ServerResponse, fault: Fault): void => {
    if (fault.cut) request.socket.destroy();
    else if (fault.retryAfter !== undefined)
      send(response, limited(fault.retryAfter, false), {
        'retry-after': String(fault.retryAfter),
        'x-ratelimit-scope': 'user',
      });
    else send(response, [fault.status, fault.body ?? {}]);
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    if (pathname.startsWith('/attachments/')) {
      const file = attachment(pathname);
      if (!file) return void response.writeHead(404).end();
      return void response.writeHead(200, { 'content-type': file.type }).end(file.bytes);
    }
    const path = pathname.replace(/^\/api(\/v\d+)?/, '');
    const method = request.method ?? 'GET';
    const body = await bodyOf(request);
    const name = `${method} ${path}`;
    called(name);
    response.on('finish', () => {
      if ([401, 403, 429].includes(response.statusCode)) refusals++;
    });
    const at = faults.findIndex(({ match }) => name.includes(match));
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]!.fault;
    if (fault && !fault.after) return fail(request, response, fault);
    const isOpen = /^\/(interactions|webhooks)\//.test(path);
    if (!isOpen && request.headers.authorization !== `Bot ${token}`)
      return send(response, [401, { code: 0, message: '401: Unauthorized' }]);
    const { retryAfter, global, headers } = rate(method, path);
    if (retryAfter !== null)
      return send(response, limited(retryAfter, global), { 'retry-after': String(retryAfter), ...headers });
    const answer = route(method, path, searchParams, body);
    if (fault) return fail(request, response, fault);
    send(response, answer, headers);
  });
  return {
    server,
    clearFaults: () => void faults.splice(0),
    failNext: (match: string, fault: Fault) => faults.push({ match, fault }),
    refusals: () => refusals,
  };
}
