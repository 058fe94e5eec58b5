import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { slackPayloadFaults } from '../checks/slack-payload.ts';
import { peopleOf } from './people.ts';
import { BOT, bodyOf, type Fault, type Json, SECRET, type Seen, signed, TEAM } from './seen.ts';

/** A Slack workspace that speaks the wire: Web API, Socket Mode, signed deliveries, response URLs. It refuses what Slack refuses. */
export async function startFakeSlack() {
  const seen: Seen[] = [];
  const waiting: { at: number; done: (one: Seen) => void }[] = [];
  const faults = new Map<string, Fault[]>();
  const responseUrls = new Map<string, { channel: string; person: string; uses: number }>();
  const sockets = new Set<WebSocket>();
  const acks = new Map<string, () => void>();
  const calls: string[] = [];
  let token = 'xoxb-good';
  let clock = 1_700_000_000;
  let target: { url: string } | null = null;

  const show = (one: Seen) => {
    seen.push(one);
    for (const wait of waiting.splice(0)) {
      if (seen.length > wait.at) wait.done(seen[wait.at]!);
      else waiting.push(wait);
    }
  };
  const refuse = (body: Json): string | null => {
    const found = slackPayloadFaults(body);
    if (found.length === 0) return null;
    return found.includes('msg_blocks_too_long')
      ? 'msg_blocks_too_long'
      : found.includes('no_text')
        ? 'no_text'
        : 'invalid_blocks';
  };
  const message = (method: string, body: Json, channel: string, onlyFor: string | null): Seen => ({
    method,
    channel,
    onlyFor,
    thread: (body.thread_ts as string | undefined) ?? null,
    text: String(body.text ?? ''),
    blocks: (body.blocks ?? []) as Seen['blocks'],
  });

  const methods: Record<string, (body: Json) => Json> = {
    'auth.test': () => ({ ok: true, team_id: TEAM, user_id: BOT, bot_id: 'BBOT' }),
    'apps.connections.open': () => ({ ok: true, url: `ws://127.0.0.1:${port()}/socket` }),
    'chat.postMessage': (body) => {
      const error = refuse(body);
      if (error) return { ok: false, error };
      show(message('chat.postMessage', body, String(body.channel), null));
      return { ok: true, ts: `${clock++}.000100`, channel: body.channel };
    },
    'chat.postEphemeral': (body) => {
      const error = refuse(body);
      if (error) return { ok: false, error };
      show(message('chat.postEphemeral', body, String(body.channel), String(body.user)));
      return { ok: true, message_ts: `${clock++}.000100` };
    },
    'views.publish': (body) => {
      show({
        method: 'views.publish',
        channel: 'home',
        onlyFor: String(body.user_id),
        thread: null,
        text: JSON.stringify(body.view),
        blocks: [],
      });
      return { ok: true, view: { id: 'V1' } };
    },
    'assistant.threads.setTitle': () => ({ ok: true }),
    'assistant.threads.setSuggestedPrompts': (body) => {
      show({
        method: 'prompts',
        channel: String(body.channel_id),
        onlyFor: null,
        thread: String(body.thread_ts),
        text: JSON.stringify(body.prompts),
        blocks: [],
      });
      return { ok: true };
    },
  };

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const body = await bodyOf(request);
    const reply = (status: number, value: unknown, headers: Record<string, string> = {}) => {
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(value));
    };
    const name = path.startsWith('/api/')
      ? path.slice(5)
      : path.startsWith('/response/')
        ? 'response_url'
        : path;
    calls.push(name);
    const fault = faults.get(name)?.shift();
    if (fault?.retryAfter !== undefined)
      return reply(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter) });
    if (fault?.status) return reply(fault.status, {});
    if (fault?.error) return reply(200, { ok: false, error: fault.error });
    if (name === 'response_url') {
      const url = responseUrls.get(path.slice(10));
      if (!url || url.uses >= 5) return reply(404, { ok: false, error: 'used_url' });
      const error = refuse(body);
      if (error) return reply(400, { ok: false, error });
      url.uses++;
      show(
        message('response_url', body, url.channel, body.response_type === 'in_channel' ? null : url.person),
      );
      return reply(200, { ok: true });
    }
    const method = methods[name];
    if (!method) return reply(200, { ok: false, error: 'unknown_method' });
    const given = String(request.headers.authorization ?? `Bearer ${String(body.token ?? '')}`).replace(
      'Bearer ',
      '',
    );
    if (given !== token && !(name === 'apps.connections.open' && given === 'xapp-1'))
      return reply(200, { ok: false, error: 'invalid_auth' });
    return reply(200, method(body));
  });
  const wss = new WebSocketServer({ server, path: '/socket' });
  wss.on('connection', (socket) => {
    sockets.add(socket);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: 1,
        debug_info: { host: 'fake' },
        connection_info: { app_id: 'A1' },
      }),
    );
    socket.on('message', (raw) => {
      const { envelope_id: id } = JSON.parse(String(raw)) as { envelope_id?: string };
      if (id) acks.get(id)?.();
    });
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = () => (server.address() as AddressInfo).port;

  /** Delivers by Socket Mode; resolves when the app has acknowledged. */
  const bySocket = (type: string, payload: Json): Promise<{ status: number; body: string }> =>
    new Promise((resolve) => {
      const id = randomUUID();
      acks.set(id, () => resolve({ status: 200, body: '' }));
      for (const socket of sockets)
        socket.send(
          JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' }),
        );
    });
  /** Delivers by signed HTTP; resolves with the app's acknowledgement. */
  const byHttp = async (
    type: string,
    payload: Json,
    sign: (raw: string, at: number) => Record<string, string> = signed,
  ) => {
    const raw =
      type === 'events_api'
        ? JSON.stringify(payload)
        : new URLSearchParams(
            type === 'interactive'
              ? { payload: JSON.stringify(payload) }
              : (payload as Record<string, string>),
          ).toString();
    const kind = type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded';
    const answer = await fetch(target!.url, {
      method: 'POST',
      body: raw,
      headers: { 'content-type': kind, ...sign(raw, Math.floor(Date.now() / 1000)) },
    });
    return { status: answer.status, body: await answer.text() };
  };
  const deliver = (type: string, payload: Json) => (target ? byHttp(type, payload) : bySocket(type, payload));
  const responseUrl = (channel: string, person: string): string => {
    const id = randomUUID();
    responseUrls.set(id, { channel, person, uses: 0 });
    return `http://127.0.0.1:${port()}/response/${id}`;
  };
  const event = (inner: Json, id = `Ev${randomUUID()}`): Json => ({
    token: 'verification-token',
    team_id: TEAM,
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: id,
    event_time: clock,
    event: inner,
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false },
    ],
  });

  return {
    BOT,
    SECRET,
    apiUrl: () => `http://127.0.0.1:${port()}/api/`,
    token: () => token,
    revoke: () => {
      token = 'xoxb-another';
    },
    seen,
    calls,
    deliver,
    byHttp,
    event,
    /** Sends deliveries to an app that listens for signed HTTP. */
    sendTo: (url: string) => {
      target = { url };
    },
    failNext: (method: string, fault: Fault) => faults.set(method, [...(faults.get(method) ?? []), fault]),
    /** Cuts every socket and waits for the app to come back. */
    cutSockets: async () => {
      const back = once(wss, 'connection');
      for (const socket of sockets) socket.terminate();
      sockets.clear();
      await back;
    },
    /** Waits until a socket of the app is there. */
    connected: async () => {
      while (sockets.size === 0) await once(wss, 'connection');
    },
    /** The next thing that anybody sees, beginning with the `at`-th. */
    sees: (at: number): Promise<Seen> =>
      seen[at] ? Promise.resolve(seen[at]) : new Promise((done) => waiting.push({ at, done })),
    person: peopleOf({ deliver, event, responseUrl, tick: () => `${clock++}.000200` }),
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      wss.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
