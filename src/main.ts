import { config as loadEnv } from 'dotenv';
import { COMMANDS } from '../commands/all.ts';
import type { startDiscord as StartDiscord } from './adapters/discord/start.ts';
import { connectSlack } from './adapters/slack/connect.ts';
import { slackCommand } from './adapters/slack/manifest.ts';
import { startHealthServer } from './adapters/web/health-server.ts';
import { startWeb } from './adapters/web/server.ts';
import { createChat } from './chat/chat.ts';
import type { LinkReport } from './chat/connection-state.ts';
import { newId } from './chat/ids.ts';
import { DATA_FOLDER } from './cli/library.ts';
import { readoutVersion } from './cli/version.ts';
import { type Config, readConfig, secretsOf } from './config.ts';
import { type Digests, runDigests } from './digest/scheduler.ts';
import { digestService } from './digest/service.ts';
import { faultFields, OperatorError } from './domain/errors.ts';
import { type Publisher, platformOf } from './domain/publisher.ts';
import { createHealth } from './health.ts';
import { allowNone, parseTenantHosts } from './ingest/fetch/allowed-hosts.ts';
import { safePost } from './ingest/fetch/safe-post.ts';
import { HUB_PATH } from './ingest/sources/hub-callback.ts';
import { createHubs, type Hubs } from './ingest/sources/hubs.ts';
import { followLater } from './ingest/sources/lazy-sources.ts';
import { loadDemo } from './library/library-files.ts';
import { localCounts } from './library/local-counts.ts';
import { createLog, type Log } from './logger.ts';
import { startWatching } from './metrics/start-watching.ts';
import { chooserFor } from './model/chooser.ts';
import { PREVIEWS } from './previews.ts';
import { startPrograms } from './programs.ts';
import { EVERYBODY, type Store } from './storage/database.ts';
import { takeModelQuestion } from './storage/model-usage.ts';
import { readKeys } from './storage/secrets.ts';
import { type StoreLifecycle, startStoreLifecycle } from './store-lifecycle.ts';
import { withWebhooks } from './webhooks/webhook-publisher.ts';

/** A part that runs until it is stopped. */
interface Running {
  readonly says: string;
  /** Publishes digests on this platform. */
  readonly publisher?: Publisher;
  state(): LinkReport;
  stop(): Promise<void>;
}

const slackOff = 'Slack:   off. docs/slack.md says how to connect it, in ten minutes.';
const discordOff = 'Discord: off. docs/discord.md says how to connect it, in ten minutes.';

async function connectDiscord(
  config: Config,
  parts: Omit<Parameters<typeof StartDiscord>[1], 'log'>,
  log: Log,
): Promise<Running | null> {
  if (!config.DISCORD_TOKEN) return null;
  const { startDiscord } = await import('./adapters/discord/start.ts');
  const discord = await startDiscord(
    {
      token: config.DISCORD_TOKEN,
      guildId: config.DISCORD_GUILD_ID,
      shards: config.DISCORD_SHARDS,
      apiUrl: config.DISCORD_API_URL,
      sources: config.READOUT_SOURCES,
    },
    { ...parts, log },
  );
  return {
    ...discord,
    says: `Discord: on${config.DISCORD_GUILD_ID ? `, commands in server ${config.DISCORD_GUILD_ID} only` : ''}.`,
  };
}

/** The parts that have started so far. */
interface Parts {
  readonly connections: Record<string, Running>;
  keeping?: StoreLifecycle;
  following?: { stop(): Promise<void> };
  /** Metrics and traces. */
  watching?: { stop(): Promise<void> };
  web?: { stop(): Promise<void> };
  /** The health routes on their own address. */
  watched?: { stop(): Promise<void> };
  /** The port for MCP and the HTTP API. */
  programs?: { stop(): Promise<void> };
  digests?: Digests;
}

/** The delay in milliseconds after which a slow start step is named. */
const SLOW = 1_000;

/**
 * npm forwards SIGINT to a child that already got it from the terminal; a second signal within this window (ms) is a
 * duplicate.
 */
const SAME_SIGNAL = 2_000;

/** When the first signal arrived; null before. */
let toldToEnd: number | null = null;

/** Shuts down in order at the first signal, however far the start has come. A later signal exits at once. */
function endOnSignal(parts: Parts): void {
  const stop = (): void => {
    if (toldToEnd !== null) {
      if (performance.now() - toldToEnd > SAME_SIGNAL) process.exit(1);
      return;
    }
    toldToEnd = performance.now();
    // Posts in flight still need their connections.
    void Promise.allSettled([
      parts.web?.stop(),
      parts.watched?.stop(),
      parts.programs?.stop(),
      parts.digests?.stop(),
    ])
      .then(() => Promise.allSettled(Object.values(parts.connections).map((one) => one.stop())))
      .then(() => Promise.allSettled([parts.following?.stop(), parts.watching?.stop()]))
      .then(() => parts.keeping?.stop())
      .then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** Creates the client of WebSub hubs; null if the process has no public address at which they could reach it. */
function hubsFor({ API_HOST, READOUT_PUBLIC_URL }: Config, { db, now }: Store): Hubs | null {
  if (!API_HOST || !READOUT_PUBLIC_URL) return null;
  const callback = `${READOUT_PUBLIC_URL}/${HUB_PATH}/`;
  return createHubs({ db, callback, post: safePost, allow: allowNone, now });
}

/** Starts everything that is configured, and prints what is on, where, and how to set up the rest. */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL, secretsOf(process.env));
  process.on('uncaughtException', (error) => {
    log.error(faultFields(error), 'a bug: the process ends');
    process.exit(1);
  });
  const parts: Parts = { connections: {} };
  endOnSignal(parts);
  const library = await loadDemo(DATA_FOLDER, process.env);
  const onNotice = (message: string) => log.warn({}, message);
  const slow = setTimeout(() => console.log('Opening what is stored. The page and the chats follow.'), SLOW);
  const keeping = await startStoreLifecycle(library, config, process.env, onNotice).finally(() =>
    clearTimeout(slow),
  );
  parts.keeping = keeping;
  const { store, memory, readout, libraries } = keeping;
  const stored = await localCounts(store.db);
  const loaded =
    stored.articles > 0 ? stored : { articles: library.articles.size, facts: library.facts.length };
  const watching = await startWatching(config, {
    store,
    libraries: () => libraries.state(),
    version: readoutVersion(),
  });
  parts.watching = watching;
  const hubs = hubsFor(config, store);
  const following = followLater(store, {
    hubs,
    allowFor: parseTenantHosts(process.env.READOUT_ALLOW_HOSTS),
    onTrouble: (message) => log.warn({}, message),
    onPolled: watching.polled,
    tell: async (tenant, person, card) =>
      (await publishers.get(platformOf(tenant))?.tell(tenant, person, card)) ?? false,
  });
  parts.following = following;
  const shipped = new Set(library.articles.keys());
  const { connections } = parts;
  const choose = await chooserFor(config, {
    spend: (tenant, budget) => takeModelQuestion(store.db, tenant ?? EVERYBODY, budget, store.now()),
    onFailure: (failure) => log.warn({ failure }, 'the model gave no advice'),
  });
  const services = {
    sources: following.service,
    requested: following.requested,
    choose,
    digests: digestService({
      readout,
      shipped,
      db: store.db,
      now: store.now,
      platforms: () => Object.keys(connections),
    }),
  };
  const core = {
    readout,
    memory,
    commands: COMMANDS,
    services,
    now: () => new Date(),
    newId,
    log,
    pictures: config.READOUT_PICTURES === 'on',
  };
  const chat = watching.chat(createChat(core));
  const slackChat = watching.chat(createChat({ ...core, typed: slackCommand }));
  const started = new Date();
  const health = createHealth({
    store,
    connections,
    started,
    articles: () => libraries.state().articles ?? loaded.articles,
    digests: () => parts.digests?.state() ?? null,
  });
  const web = await startWeb(
    { chat, readout, commands: COMMANDS, previews: PREVIEWS, health: health.whole, local: watching.routes },
    config.PORT,
  );
  parts.web = web;
  const { HEALTH_HOST, HEALTH_PORT } = config;
  const watched = HEALTH_HOST
    ? await startHealthServer(health.whole, HEALTH_HOST, HEALTH_PORT, [watching.metricsRoute])
    : null;
  if (watched) parts.watched = watched;
  const programs = await startPrograms(config, {
    readout,
    store,
    sources: following.service,
    requested: following.requested,
    digests: services.digests,
    health: health.whole,
    hubs,
    log,
    choose,
    observed: watching.queries,
  });
  if (programs) parts.programs = programs;
  const slack = await connectSlack(
    config,
    { chat: slackChat, readout, commands: COMMANDS, services, log, health: health.of('slack') },
    { store, firstSeen: core.memory.firstSeen, env: process.env },
  );
  if (slack) connections.slack = slack;
  const discord = await connectDiscord(config, { chat, commands: COMMANDS }, log);
  if (discord) connections.discord = discord;
  const webhooks = {
    db: store.db,
    keys: process.env.READOUT_KEY?.trim() ? readKeys(process.env) : null,
    allowFor: parseTenantHosts(process.env.READOUT_ALLOW_HOSTS),
    now: store.now,
  };
  // The local tenant has an empty platform. Only webhooks are posted for it.
  const publishers = new Map(
    [...Object.entries(connections), ['', { publisher: null }] as const].map(
      ([name, { publisher = null }]) => [name, withWebhooks(publisher, webhooks)] as const,
    ),
  );
  parts.digests = runDigests({
    store,
    readout,
    memory,
    publishers,
    log,
    newId,
    shipped,
    owner: newId(),
    random: Math.random,
  });
  console.log(`Readout is on: http://127.0.0.1:${web.port}
${slack?.says ?? slackOff}
${discord?.says ?? discordOff}${programs ? `\n${programs.says}` : ''}${watched ? `\nHealth:  http://${HEALTH_HOST}:${watched.port}/health` : ''}
${loaded.articles} ${loaded.articles === 1 ? 'article' : 'articles'}, ${loaded.facts} facts loaded. Memory: ${store.where}. Ctrl-C stops.`);
  // Open the shared library now, because every library includes it and the first question should not wait.
  void readout.open().catch((error: unknown) => log.error(faultFields(error), 'the library is not open yet'));
  void following.start().catch((error: unknown) => log.error(faultFields(error), 'sources are not followed'));
}

loadEnv({ quiet: true });
start().catch((error: unknown) => {
  // A part that was still starting when the process was told to end may find the store closed.
  if (toldToEnd !== null) return;
  console.error(error instanceof OperatorError ? `readout: ${error.message}` : error);
  process.exit(1);
});
