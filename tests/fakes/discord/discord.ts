import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAttachments } from './attachments.ts';
import { type ClosedReason, channelsOf } from './channels.ts';
import { gatewayOf } from './gateway.ts';
import { interactionsOf } from './interactions.ts';
import { peopleOf } from './people.ts';
import { countRates, type Rates } from './rates.ts';
import { restOf } from './rest.ts';
import { routesOf } from './routes.ts';
import { APP, CHANNEL, GUILD, type Seen } from './seen.ts';

/** The start of Discord's ids (snowflakes), in milliseconds: an id contains its time. */
const EPOCH = 1_420_070_400_000n;

export interface FakeOptions {
  readonly token?: string;
  /** Rate limits to enforce, such as `REAL_RATES`; none by default, so that tests are quick. */
  readonly rates?: Rates | null;
  /** Discord's clock, in milliseconds. It is used for interaction deadlines (3 s, 15 minutes), nonces and ids. */
  readonly now?: () => number;
  /** Servers besides `GUILD` that the bot is in. */
  readonly guilds?: readonly string[];
  /** The number of shards that the gateway recommends. */
  readonly shards?: number;
  /** The number of sessions that may begin today. */
  readonly sessionsLeft?: number;
  /** The number of sessions that may begin at once. */
  readonly concurrency?: number;
  readonly heartbeat?: number;
}

/** Starts a fake Discord with its gateway and REST API. It refuses what Discord refuses. */
export async function startFakeDiscord({
  token = 'good.token.here',
  rates = null,
  now = Date.now,
  guilds: others = [],
  shards = 1,
  sessionsLeft = 999,
  concurrency = 1,
  heartbeat = 41_250,
}: FakeOptions = {}) {
  const guilds = [GUILD, ...others];
  const seen: Seen[] = [];
  const waiting: { at: number; done: (one: Seen) => void }[] = [];
  const calls: string[] = [];
  const called: { match: string; done: () => void }[] = [];
  const registered = new Map<string, unknown[]>();
  let limits = rates;
  let last = 0n;
  const nextId = (): string => {
    const made = (BigInt(Math.floor(now())) - EPOCH) << 22n;
    last = made > last ? made : last + 1n;
    return String(last);
  };
  const show = (one: Seen): void => {
    seen.push(one);
    for (const wait of waiting.splice(0)) {
      if (seen.length > wait.at) wait.done(seen[wait.at]!);
      else waiting.push(wait);
    }
  };

  const channels = channelsOf({ nextId, now, show });
  const interactions = interactionsOf(channels, show, now);
  const gatewayUrl = (): string => `ws://127.0.0.1:${port()}/gateway`;
  const limit = {
    total: 1000,
    remaining: sessionsLeft,
    reset_after: 3_600_000,
    max_concurrency: concurrency,
  };
  const gatewayBot = () => ({ url: gatewayUrl(), shards, session_start_limit: limit });
  const attachments = createAttachments(() => `http://127.0.0.1:${port()}`, nextId);
  const rest = restOf({
    token,
    attachment: attachments.of,
    route: routesOf({ channels, interactions, guilds, nextId, gatewayUrl, gatewayBot }, registered),
    rate: countRates(() => limits, now),
    called: (name) => {
      calls.push(name);
      for (const wait of called.splice(0)) {
        if (name.includes(wait.match)) wait.done();
        else called.push(wait);
      }
    },
  });
  const gateway = gatewayOf(rest.server, { token, guilds, url: gatewayUrl, heartbeat });
  const port = () => (rest.server.address() as AddressInfo).port;
  rest.server.listen(0, '127.0.0.1');
  await once(rest.server, 'listening');

  return {
    APP,
    GUILD,
    CHANNEL,
    seen,
    calls,
    gateway,
    channels,
    /** Uploads a file. Returns it as an entry of a message's `attachments`. */
    upload: attachments.add,
    apiUrl: () => `http://127.0.0.1:${port()}/api`,
    registered: (where = 'global') => registered.get(where) ?? [],
    identifies: () => gateway.counts.identifies,
    resumes: () => gateway.counts.resumes,
    refuseIdentify: gateway.refuseIdentify,
    failNext: rest.failNext,
    clearFaults: rest.clearFaults,
    /** The number of responses that count against the bot: 401, 403 and 429. */
    refusals: rest.refusals,
    setRates: (to: Rates | null) => {
      limits = to;
    },
    /** Opens a thread on a message. Returns its channel. */
    openThread(message: string, channel = CHANNEL): string {
      const opened = channels.openThread(message, channel);
      gateway.dispatch('THREAD_CREATE', { ...opened, newly_created: true });
      return message;
    },
    /** Closes a channel, or with `dm` a person's direct messages, to the bot. */
    close: (channel: string, why: ClosedReason) =>
      channels.close(why === 'dm' ? channels.direct(channel) : channel, why),
    /** Cuts the gateway's connection and waits until the bot has resumed. */
    cutGateway: () => gateway.cut().back,
    /** Invalidates the session, so that the bot must begin a new one. */
    invalidate: gateway.invalidate,
    sees: (at: number): Promise<Seen> =>
      seen[at] ? Promise.resolve(seen[at]) : new Promise((done) => waiting.push({ at, done })),
    /** Waits for the next request whose name contains `match`: "POST /channels". */
    isCalled: (match: string): Promise<void> => new Promise((done) => called.push({ match, done })),
    person: peopleOf({
      dispatch: gateway.dispatch,
      nextId,
      now,
      asked: interactions.asked,
      channels,
    }),
    stop: async () => {
      gateway.stop();
      rest.server.closeAllConnections();
      rest.server.close();
      await once(rest.server, 'close');
    },
  };
}

export type FakeDiscord = Awaited<ReturnType<typeof startFakeDiscord>>;
