import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { slackPayloadFaults } from '../checks/slack-payload.ts';

/** Something that a person sees in the workspace. */
export interface Seen {
  readonly method: string;
  readonly channel: string;
  /** Who alone sees it; null where the channel does. */
  readonly onlyFor: string | null;
  readonly thread: string | null;
  readonly text: string;
  readonly blocks: readonly {
    readonly type: string;
    readonly elements?: readonly { readonly value?: string; readonly text?: { readonly text: string } }[];
  }[];
}

interface Fault {
  readonly status?: number;
  readonly error?: string;
  readonly retryAfter?: number;
}

type Json = Record<string, unknown>;

const SECRET = 'the signing secret';
const TEAM = 'T1';
const BOT = 'UBOT';

async function bodyOf(request: IncomingMessage): Promise<Json> {
  let raw = '';
  for await (const part of request) raw += part;
  if (/json/.test(request.headers['content-type'] ?? '')) return JSON.parse(raw || '{}') as Json;
  const form = Object.fromEntries(new URLSearchParams(raw));
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  );
}

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
    if (given !== token && !given.startsWith('xapp-'))
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
    /** A person's acts; each resolves when the app has acknowledged. */
    person: (user: string) => ({
      slash: (text: string, { channel = 'C1', trigger = String(randomUUID()), command = '/brief' } = {}) =>
        deliver('slash_commands', {
          token: 'verification-token',
          team_id: TEAM,
          team_domain: 'acme',
          channel_id: channel,
          channel_name: 'general',
          user_id: user,
          user_name: user,
          command,
          text,
          api_app_id: 'A1',
          is_enterprise_install: 'false',
          response_url: responseUrl(channel, user),
          trigger_id: trigger,
        }),
      mentions: (
        text: string,
        { channel = 'C1', ts = `${clock++}.000200`, thread = undefined as string | undefined } = {},
      ) =>
        deliver(
          'events_api',
          event({
            type: 'app_mention',
            user,
            ts,
            text: `<@${BOT}> ${text}`,
            channel,
            event_ts: ts,
            ...(thread ? { thread_ts: thread } : {}),
          }),
        ),
      says: (
        text: string,
        {
          channel = 'D1',
          ts = `${clock++}.000200`,
          thread = undefined as string | undefined,
          extra = {} as Json,
        } = {},
      ) =>
        deliver(
          'events_api',
          event({
            type: 'message',
            user,
            ts,
            text,
            channel,
            event_ts: ts,
            channel_type: channel.startsWith('D') ? 'im' : 'channel',
            ...(thread ? { thread_ts: thread } : {}),
            ...extra,
          }),
        ),
      presses: (
        value: string,
        { channel = 'C1', team = TEAM, trigger = String(randomUUID()), action = 'source.0' } = {},
      ) =>
        deliver('interactive', {
          type: 'block_actions',
          team: { id: team, domain: 'acme' },
          user: { id: user, username: user, team_id: team },
          api_app_id: 'A1',
          token: 'verification-token',
          container: { type: 'message', channel_id: channel, is_ephemeral: true },
          trigger_id: trigger,
          channel: { id: channel, name: 'general' },
          response_url: responseUrl(channel, user),
          actions: [
            {
              type: 'button',
              action_id: action,
              block_id: 'b',
              value,
              text: { type: 'plain_text', text: 'x' },
              action_ts: '1.1',
            },
          ],
        }),
      usesShortcut: (text: string, { channel = 'C1' } = {}) =>
        deliver('interactive', {
          type: 'message_action',
          callback_id: 'brief_message',
          team: { id: TEAM, domain: 'acme' },
          user: { id: user, name: user, team_id: TEAM },
          channel: { id: channel, name: 'general' },
          message: { type: 'message', text, ts: '1.2', user: 'U9' },
          message_ts: '1.2',
          trigger_id: randomUUID(),
          response_url: responseUrl(channel, user),
          token: 'verification-token',
          action_ts: '1.3',
        }),
      opensHome: () =>
        deliver(
          'events_api',
          event({ type: 'app_home_opened', user, channel: 'D1', tab: 'home', event_ts: '1.1' }),
        ),
      opensAssistant: () =>
        deliver(
          'events_api',
          event({
            type: 'assistant_thread_started',
            event_ts: '1.1',
            assistant_thread: { user_id: user, context: {}, channel_id: 'D1', thread_ts: '1.5' },
          }),
        ),
    }),
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      wss.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The headers by which Slack signs a delivery. */
export function signed(raw: string, at: number, secret = SECRET): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${at}:${raw}`).digest('hex');
  return { 'x-slack-signature': `v0=${hash}`, 'x-slack-request-timestamp': String(at) };
}

/** The token of a button on a seen card, by its label. */
export function buttonOn(card: Seen, label: string | RegExp): string {
  const buttons = card.blocks.flatMap(({ type, elements }) => (type === 'actions' ? (elements ?? []) : []));
  const found = buttons.find(({ text }) =>
    typeof label === 'string' ? text?.text === label : label.test(text?.text ?? ''),
  );
  if (!found?.value) throw new Error(`no button ${label} among ${buttons.map(({ text }) => text?.text)}`);
  return found.value;
}
