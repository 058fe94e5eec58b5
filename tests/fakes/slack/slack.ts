import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Channel, createChannels } from './channels.ts';
import { type Delivered, deliverByHttp, eventIn, type Signs } from './deliveries.ts';
import { createFiles } from './files.ts';
import { type Answer, METHODS, refusedPayload, type Slack, scopeFor, seenOf } from './methods.ts';
import { createModals } from './modals.ts';
import { createOauth } from './oauth.ts';
import { peopleOf } from './people.ts';
import { createRates, type PostingRate } from './rates.ts';
import { createResponseUrls } from './response-urls.ts';
import { BOT, bodyOf, controlsOn, type Fault, type Json, SECRET, TEAM } from './seen.ts';
import { createSeenLog } from './seen-log.ts';
import { createSockets } from './sockets.ts';
import { createTokens } from './tokens.ts';

/**
 * Starts a fake Slack with its Web API, Socket Mode, signed deliveries and response URLs. It refuses what Slack
 * refuses.
 */
export async function startFakeSlack({
  now = () => new Date(),
  answersAfter = 0,
}: {
  readonly now?: () => Date;
  /** The latency of each response, in milliseconds. */
  readonly answersAfter?: number;
} = {}) {
  const seenLog = createSeenLog();
  const channels = createChannels(now);
  const rates = createRates(now);
  const tokens = createTokens();
  const oauth = createOauth(tokens);
  const responseUrls = createResponseUrls(now);
  const people = new Map<string, Json>();
  const assistantCalls: Json[] = [];
  const reactions = new Set<string>();
  const modals = createModals(seenLog);
  const unloadable = new Set<string>();
  const faults = new Map<string, Fault[]>();
  const calls: string[] = [];
  let token = 'xoxb-good';
  let target: string | null = null;
  const port = () => (server.address() as AddressInfo).port;
  const files = createFiles(() => `http://127.0.0.1:${port()}`);
  const slack: Slack = {
    seenLog,
    channels,
    rates,
    people,
    assistantCalls,
    reactions,
    modals,
    files,
    unloadable,
    socketUrl: () => `ws://127.0.0.1:${port()}/socket`,
    echo: (team, channel, message) => {
      if (target || sockets.open())
        void person(botOf(team), team)
          .echoes(channel, message)
          .catch(() => {});
    },
  };

  /** Handles a Web API call. */
  const webApi = (name: string, body: Json, given: string): Answer => {
    if (name === 'oauth.v2.access') return oauth.access(body);
    const method = METHODS[name];
    if (!method) return { ok: false, error: 'unknown_method' };
    const isApp = name === 'apps.connections.open' && given === 'xapp-1';
    const grant = isApp ? tokens.of(token) : tokens.of(given);
    if (!grant || name.startsWith('apps.') !== isApp) return { ok: false, error: 'invalid_auth' };
    if (grant.refused && !isApp) return { ok: false, error: grant.refused };
    const needed = scopeFor(name, body, grant, channels);
    return needed && !grant.scopes.has(needed)
      ? { ok: false, error: 'missing_scope', needed, provided: [...grant.scopes].join() }
      : method(body, grant, slack);
  };
  /** Handles a post to a response URL. */
  const respond = (path: string, body: Json): { status: number; answer: Answer } => {
    const url = responseUrls.of(path);
    if (!url) return { status: 404, answer: { ok: false, error: 'used_url' } };
    const error = refusedPayload(body, slack);
    if (error) return { status: 400, answer: { ok: false, error } };
    const replaces = body.replace_original === true && url.on !== null;
    // Slack would replace a message that the whole channel sees.
    if (replaces && !url.on?.ephemeral)
      return { status: 400, answer: { ok: false, error: 'replaces_public' } };
    url.uses++;
    const onlyFor = body.response_type === 'in_channel' ? null : url.person;
    const text = String(body.text ?? '');
    const thread = body.thread_ts as string | undefined;
    const kept =
      onlyFor === null
        ? channels.add(url.team, url.channel, {
            bot_id: tokens.ofTeam(url.team)?.bot.id ?? 'B1',
            text,
            blocks: body.blocks,
            ...(thread ? { thread_ts: thread } : {}),
          })
        : null;
    const ts = kept?.ts ?? (replaces ? url.on!.ts : channels.nextTs());
    const seen = seenOf('response_url', body, url.channel, onlyFor, ts, replaces);
    seenLog.show(seen);
    return { status: 200, answer: { ok: true } };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://x');
    const path = url.pathname;
    if (path === '/oauth/v2/authorize') {
      const to = oauth.consent(url.href, url.searchParams.get('team') ?? 'T2');
      return void response.writeHead(302, { location: to }).end();
    }
    if (path.startsWith('/files-pri/')) {
      const bearer = String(request.headers.authorization ?? '').slice(7);
      return files.serve(path, tokens.of(bearer), response);
    }
    const body = await bodyOf(request);
    const isResponse = path.startsWith('/response/');
    const name = isResponse ? 'response_url' : path.replace(/^\/api\//, '');
    const given = String(request.headers.authorization ?? `Bearer ${String(body.token ?? '')}`).slice(7);
    const send = (status: number, value: unknown, headers: Record<string, string> = {}): void => {
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(value));
    };
    const wait = (seconds: number) =>
      send(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) });
    const act = () => (isResponse ? respond(path, body) : { status: 200, answer: webApi(name, body, given) });
    calls.push(name);
    const fault = faults.get(name)?.shift();
    const early = fault?.after ? act() : null;
    await fault?.until;
    if (fault?.cut) return void request.socket.destroy();
    if (fault?.retryAfter !== undefined) return wait(fault.retryAfter);
    if (fault?.status) return send(fault.status, fault.body ?? {});
    if (fault?.error) return send(200, { ok: false, error: fault.error });
    const { status, answer } = early ?? act();
    if (answersAfter > 0) await pause(answersAfter);
    if ('retryAfter' in answer) return wait(Number(answer.retryAfter));
    const scopes = tokens.of(given)?.scopes;
    send(status, answer, scopes ? { 'x-oauth-scopes': [...scopes].join() } : {});
  };
  const server = createServer((request, response) => void handle(request, response));
  const sockets = createSockets(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const byHttp = (type: string, payload: Json, sign?: Signs): Promise<Delivered> =>
    deliverByHttp(target!, type, payload, sign);
  const deliver = (type: string, payload: Json): Promise<Delivered> =>
    target ? byHttp(type, payload) : sockets.deliver(type, payload);
  const botOf = (team: string): string => tokens.ofTeam(team)?.bot.user ?? BOT;
  const event = (inner: Json, id?: string, team = TEAM): Json => eventIn(team, botOf(team), inner, id);
  const person = peopleOf({
    deliver,
    event,
    botOf,
    nextTs: channels.nextTs,
    modals,
    kindOf: (channel, team) => channels.kindOf(team, channel),
    responseUrl: (channel, who, team, on) =>
      `http://127.0.0.1:${port()}${responseUrls.make(team, channel, who, on)}`,
    messageWithButton: (token, channel) => {
      const on = seenLog.seen.findLast(
        (one) => one.channel === channel && JSON.stringify(one.blocks).includes(JSON.stringify(token)),
      );
      const control = on && controlsOn(on).find(({ value }) => value === token);
      return on ? { ts: on.ts, ephemeral: on.onlyFor !== null, action: control?.action } : null;
    },
  });

  return {
    BOT,
    SECRET,
    apiUrl: () => `http://127.0.0.1:${port()}/api/`,
    token: () => token,
    /** Uploads a file. Returns it as an entry of a message's `files`. */
    upload: files.add,
    /** Revokes the token. `refused` is the error that Slack then returns. */
    revoke: (refused = 'invalid_auth') => {
      const grant = tokens.of(token);
      if (grant) grant.refused = refused;
      token = 'xoxb-another';
    },
    tokens,
    seen: seenLog.seen,
    sees: seenLog.sees,
    calls,
    assistantCalls,
    reactions,
    modals,
    /** Makes Slack fail to load a picture. */
    cannotLoad: (picture: string) => void unloadable.add(picture),
    deliver,
    byHttp,
    event,
    /** Sends deliveries to an app that listens for signed HTTP. */
    sendTo: (url: string) => {
      target = url;
    },
    failNext: (method: string, fault: Fault) => faults.set(method, [...(faults.get(method) ?? []), fault]),
    /** Removes all injected faults that did not occur. */
    clearFaults: () => faults.clear(),
    cutSockets: sockets.cut,
    refreshSockets: sockets.refresh,
    connected: sockets.connected,
    /** Sets the state of a channel: archived, missing, private, its creator. */
    setChannel: (id: string, is: Channel, team = TEAM) => channels.set(team, id, is),
    /** Sets a profile for users.info. */
    setPerson: (id: string, is: Json) => people.set(id, is),
    /** Adds a person's message to a channel, so that the channel is not empty. */
    addMessage: (channel: string, text: string, team = TEAM, extra: Json = {}) =>
      channels.add(team, channel, { bot_id: '', text, ...extra }),
    /** Limits posts to a rate, e.g. REAL_RATE; null removes the limit. */
    setPostingRate: (rate: PostingRate | null) => rates.set(rate),
    /** The number of posts refused because of the rate. */
    refusals: rates.refusals,
    /** The most messages in a page of a channel's history; 15 for apps distributed outside the Marketplace. */
    setHistoryPage: channels.setPage,
    /** The app's posts in a channel. */
    messages: (channel: string, team = TEAM) => channels.messages(team, channel),
    person,
    /** The ts of a new message. */
    nextTs: channels.nextTs,
    /** Removes the app from a workspace: its token is revoked and both events arrive. */
    uninstall: async (team = TEAM, by = 'UADMIN') => {
      const grant = tokens.ofTeam(team);
      if (grant) grant.refused = 'account_inactive';
      await person(by, team).uninstalls();
    },
    oauth,
    stop: async () => {
      sockets.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;
