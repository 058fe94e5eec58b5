import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service's response, which a test may change. */
export interface ProxiedResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface HeldRequest {
  /** Resolves when a matching request has arrived. */
  readonly arrived: Promise<void>;
  /** Releases the request. */
  release(): void;
}

/** Hop-by-hop headers. */
const HOP_BY_HOP =
  /^(?:connection|keep-alive|transfer-encoding|content-length|content-encoding|host|expect)$/i;

/** A proxy between a bot and a service's Web API: delays requests, changes responses. */
export async function startProxy(target: string) {
  const holds: { match: RegExp; when: 'before' | 'after'; arrived(): void; free: Promise<void> }[] = [];
  const changes: { match: RegExp; change: (passed: ProxiedResponse) => void }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const name = `${request.method} ${request.url}`;
    const at = holds.findIndex(({ match }) => match.test(name));
    const held = at < 0 ? undefined : holds.splice(at, 1)[0]!;
    const wait = async (when: 'before' | 'after') => {
      if (held?.when !== when) return;
      held.arrived();
      await held.free;
    };
    await wait('before');
    const headers = Object.entries(request.headers).flatMap(([key, value]) =>
      HOP_BY_HOP.test(key) || value === undefined ? [] : [[key, String(value)] as const],
    );
    const withBody = request.method !== 'GET' && request.method !== 'HEAD';
    const answer = await fetch(new URL(request.url ?? '/', target), {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(headers),
      ...(withBody ? { body: Buffer.concat(parts) } : {}),
    });
    const back = [...answer.headers].filter(([key]) => !HOP_BY_HOP.test(key));
    const passed: ProxiedResponse = {
      status: answer.status,
      headers: Object.fromEntries(back),
      body: await answer.text(),
    };
    await wait('after');
    for (const { match, change } of changes) if (match.test(name)) change(passed);
    response.writeHead(passed.status, passed.headers).end(passed.status === 204 ? undefined : passed.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    /** The service's address with this proxy's origin. */
    url: target.replace(/^http:\/\/[^/]+/, `http://127.0.0.1:${port}`),
    /** Holds the next matching request, either before it reaches the service or before its response reaches the bot. */
    hold(match: RegExp, when: 'before' | 'after' = 'before'): HeldRequest {
      const [arrival, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      holds.push({ match, when, arrived: arrival.resolve, free: release.promise });
      return { arrived: arrival.promise, release: release.resolve };
    },
    /** Changes every response to matching requests, until `reset`. */
    change(match: RegExp, change: (passed: ProxiedResponse) => void) {
      changes.push({ match, change });
    },
    reset() {
      changes.length = 0;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
