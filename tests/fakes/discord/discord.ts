import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { discordPayloadFaults } from '../checks/discord-payload.ts';
import { guildJson, messageJson, readyJson } from './payloads.ts';
import { peopleOf } from './people.ts';
import {
  APP,
  type Asked,
  CHANNEL,
  EPHEMERAL,
  type Fault,
  GUILD,
  type Json,
  type Seen,
  textOf,
} from './seen.ts';

/** A Discord server that speaks the wire: gateway and REST. It refuses what Discord refuses. */
export async function startFakeDiscord({ token = 'good.token.here' } = {}) {
  const seen: Seen[] = [];
  const waiting: { at: number; done: (one: Seen) => void }[] = [];
  const calls: string[] = [];
  const faults: { match: string; fault: Fault }[] = [];
  const asked = new Map<string, Asked>();
  const sockets = new Set<WebSocket>();
  let registered: unknown[] = [];
  let sequence = 1;
  let ids = 1_000_000_000_000_000_000n;
  let identifies = 0;
  let resumes = 0;
  const nextId = () => String(ids++);

  const show = (one: Seen) => {
    seen.push(one);
    for (const wait of waiting.splice(0)) {
      if (seen.length > wait.at) wait.done(seen[wait.at]!);
      else waiting.push(wait);
    }
  };
  const invalid = (body: Json): Json | null => {
    const found = discordPayloadFaults(body);
    return found.length > 0
      ? { code: 50035, message: `Invalid Form Body: ${found.join('; ')}`, errors: {} }
      : null;
  };

  type Answer = readonly [status: number, body: Json | unknown[] | null];
  const post = (how: Seen['how'], channel: string, onlyFor: string | null, body: Json): Answer => {
    const fault = invalid(body);
    if (fault) return [400, fault];
    const id = nextId();
    const reference = body.message_reference as { message_id?: string } | undefined;
    show({
      how,
      channel,
      onlyFor,
      payload: body,
      text: textOf(body),
      repliesTo: reference?.message_id ?? null,
      id,
    });
    return [200, messageJson(id, channel, body)];
  };
  const callback = (one: Asked, body: Json): Answer => {
    if (one.answered) return [400, { code: 40060, message: 'Interaction has already been acknowledged.' }];
    const data = (body.data ?? {}) as Json;
    if (body.type === 8) {
      one.answered = true;
      const choices = data.choices as { name: string; value: string }[];
      if (
        choices.length > 25 ||
        choices.some(({ name, value }) => !name || name.length > 100 || !value || value.length > 100)
      )
        return [400, { code: 50035, message: 'Invalid Form Body' }];
      show({
        how: 'choices',
        channel: one.channel,
        onlyFor: one.person,
        payload: data,
        text: choices.map(({ name }) => name).join('\n'),
        repliesTo: null,
        id: '',
      });
      return [204, null];
    }
    one.ephemeral = (Number(data.flags ?? 0) & EPHEMERAL) !== 0;
    if (body.type === 5) {
      one.answered = true;
      return Number(data.flags ?? 0) & ~EPHEMERAL
        ? [400, { code: 50035, message: 'Invalid Form Body: flags' }]
        : [204, null];
    }
    const answer = post('reply', one.channel, one.ephemeral ? one.person : null, data);
    if (answer[0] === 200) one.answered = true;
    return answer[0] === 200 ? [204, null] : answer;
  };

  const route = (method: string, path: string, body: Json): Answer => {
    const parts = path.replace(/^\/api\/v\d+\//, '').split('/');
    if (path.endsWith('/gateway/bot'))
      return [
        200,
        {
          url: `ws://127.0.0.1:${port()}/gateway`,
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
        },
      ];
    if (parts[0] === 'guilds')
      return parts[1] === GUILD
        ? [200, { id: GUILD, name: 'Acme' }]
        : [404, { code: 10004, message: 'Unknown Guild' }];
    if (parts[0] === 'applications' && parts.at(-1) === 'commands') {
      if (method === 'PUT')
        registered = (body as unknown as unknown[]).map((one) => ({
          ...(one as Json),
          id: nextId(),
          application_id: APP,
          version: '1',
          default_member_permissions: null,
          nsfw: false,
        }));
      return [200, registered];
    }
    if (parts[0] === 'interactions') {
      const one = asked.get(parts[2]!);
      return one ? callback(one, body) : [404, { code: 10062, message: 'Unknown interaction' }];
    }
    if (parts[0] === 'webhooks') {
      const one = asked.get(parts[2]!);
      if (!one) return [404, { code: 10015, message: 'Unknown Webhook' }];
      if (method === 'PATCH') return post('edit', one.channel, one.ephemeral ? one.person : null, body);
      return post('follow-up', one.channel, Number(body.flags ?? 0) & EPHEMERAL ? one.person : null, body);
    }
    if (parts[0] === 'channels' && parts[2] === 'messages' && method === 'POST')
      return post('message', parts[1]!, null, body);
    return [404, { code: 0, message: '404: Not Found' }];
  };

  const server = createServer(async (request, response) => {
    let raw = '';
    for await (const part of request) raw += part;
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const name = `${request.method} ${pathname.replace(/\/api\/v\d+/, '')}`;
    calls.push(name);
    const at = faults.findIndex(({ match }) => name.includes(match));
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]!.fault;
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      // A 204 must carry no content type: discord.js would try to read it as JSON.
      if (status === 204) response.writeHead(204, headers).end();
      else
        response
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(JSON.stringify(body));
    };
    if (fault?.retryAfter !== undefined)
      return send(
        429,
        { message: 'You are being rate limited.', retry_after: fault.retryAfter, global: false },
        { 'retry-after': String(fault.retryAfter), 'x-ratelimit-scope': 'user' },
      );
    if (fault) return send(fault.status, fault.body ?? {});
    const open = pathname.includes('/interactions/') || pathname.includes('/webhooks/');
    if (!open && request.headers.authorization !== `Bot ${token}`)
      return send(401, { code: 0, message: '401: Unauthorized' });
    const [status, body] = route(request.method ?? 'GET', pathname, raw ? (JSON.parse(raw) as Json) : {});
    send(status, body);
  });
  const wss = new WebSocketServer({ server, path: '/gateway' });
  const dispatch = (t: string, d: Json) => {
    for (const socket of sockets) socket.send(JSON.stringify({ op: 0, t, s: sequence++, d }));
  };
  const ready = (socket: WebSocket) => {
    for (const [t, d] of [
      ['READY', readyJson(`ws://127.0.0.1:${port()}/gateway`)],
      ['GUILD_CREATE', guildJson()],
    ] as const)
      socket.send(JSON.stringify({ op: 0, t, s: sequence++, d }));
  };
  let refusal: number | null = null;
  wss.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: Json };
      if (op === 1) socket.send(JSON.stringify({ op: 11 }));
      if (op === 2) {
        identifies++;
        if (refusal !== null || d.token !== token) return socket.close(refusal ?? 4004, 'refused');
        sockets.add(socket);
        ready(socket);
      }
      if (op === 6) {
        resumes++;
        sockets.add(socket);
        socket.send(JSON.stringify({ op: 0, t: 'RESUMED', s: sequence++, d: {} }));
        wss.emit('resumed');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = () => (server.address() as AddressInfo).port;

  return {
    APP,
    GUILD,
    CHANNEL,
    seen,
    calls,
    apiUrl: () => `http://127.0.0.1:${port()}/api`,
    registered: () => registered,
    identifies: () => identifies,
    resumes: () => resumes,
    refuseIdentify: (code: number) => {
      refusal = code;
    },
    failNext: (match: string, fault: Fault) => faults.push({ match, fault }),
    /** Cuts the gateway's connection and waits until the bot has resumed. */
    cutGateway: async () => {
      const back = once(wss, 'resumed');
      for (const socket of sockets) socket.close(4000, 'cut');
      sockets.clear();
      await back;
    },
    /** Ends the session: the bot has to begin a new one. */
    invalidate: async () => {
      const back = once(wss, 'connection');
      for (const socket of sockets) socket.send(JSON.stringify({ op: 9, d: false }));
      sockets.clear();
      await back;
    },
    sees: (at: number): Promise<Seen> =>
      seen[at] ? Promise.resolve(seen[at]) : new Promise((done) => waiting.push({ at, done })),
    person: peopleOf({ dispatch, nextId, asked }),
    stop: async () => {
      for (const socket of wss.clients) socket.terminate();
      wss.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
