import { config as loadEnv } from 'dotenv';
import { COMMANDS } from '../commands/all.ts';
import { createChat } from './adapters/chat/chat.ts';
import { newId } from './adapters/chat/ids.ts';
import type { LinkReport } from './adapters/chat/link.ts';
import type { startDiscord as StartDiscord } from './adapters/discord/app.ts';
import { startWeb } from './adapters/web/server.ts';
import { DATA_FOLDER } from './cli/library.ts';
import { type Config, readConfig, secretsOf } from './config.ts';
import { connectSlack } from './connect-slack.ts';
import { faultFields, OperatorError } from './core/errors.ts';
import { type Outlet, platformOf } from './core/outlet.ts';
import { createReadout } from './core/readout.ts';
import { type Digests, runDigests } from './digest/run.ts';
import { digestService } from './digest/service.ts';
import { followLater } from './following.ts';
import { healthOf } from './health.ts';
import { startKeeping } from './keeping.ts';
import { createLog, type Log } from './log.ts';
import { indexFolder } from './store/index-place.ts';
import { openFollowedIndex } from './store/keep-index.ts';
import { loadLibrary } from './store/library-files.ts';

/** Something that runs until it is stopped. */
interface Running {
  readonly says: string;
  /** Where digests are posted on this platform. */
  readonly outlet?: Outlet;
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
  const { startDiscord } = await import('./adapters/discord/app.ts');
  const discord = await startDiscord(
    {
      token: config.DISCORD_TOKEN,
      guildId: config.DISCORD_GUILD_ID,
      shards: config.DISCORD_SHARDS,
      apiUrl: config.DISCORD_API_URL,
    },
    { ...parts, log },
  );
  return {
    ...discord,
    says: `Discord: on${config.DISCORD_GUILD_ID ? `, commands in server ${config.DISCORD_GUILD_ID} only` : ''}.`,
  };
}

/** Wires what is configured and says in the terminal what is on, where, and how to connect the rest. */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL, secretsOf(process.env));
  process.on('uncaughtException', (error) => {
    log.error(faultFields(error), 'a bug: the process ends');
    process.exit(1);
  });
  const library = await loadLibrary(DATA_FOLDER);
  const saved = await openFollowedIndex(indexFolder(process.env));
  const readout = createReadout(library, undefined, saved.index);
  const onNotice = (message: string) => log.warn({}, message);
  const keeping = await startKeeping(readout, saved, config, process.env, onNotice);
  const { store, memory } = keeping;
  const following = followLater(store, {
    allowHosts: process.env.READOUT_ALLOW_HOSTS,
    onTrouble: (message) => log.warn({}, message),
    tell: async (tenant, person, card) =>
      (await outlets.get(platformOf(tenant))?.tell(tenant, person, card)) ?? false,
  });
  const shipped = new Set(library.articles.keys());
  const connections: Record<string, Running> = {};
  const services = {
    sources: following.service,
    digests: digestService({
      ...{ readout, shipped, db: store.db, now: store.now },
      platforms: () => Object.keys(connections),
    }),
  };
  const core = {
    ...{ readout, memory, commands: COMMANDS, services },
    ...{ now: () => new Date(), newId, log },
  };
  const chat = createChat(core);
  // On Slack one command carries everything, so that the hints there name it.
  const slackChat = createChat({
    ...core,
    typed: (command) => (command.startsWith('brief') ? `/${command}` : `/brief ${command}`),
  });
  let digests: Digests | null = null;
  const started = new Date();
  const health = () =>
    healthOf({
      store,
      connections,
      started,
      articles: () => readout.articles(null).length,
      digests: () => digests?.state() ?? null,
    });
  const web = await startWeb({ chat, readout, commands: COMMANDS, health }, config.PORT);
  const slack = await connectSlack(
    config,
    { chat: slackChat, readout, commands: COMMANDS, services, log },
    { store, firstSeen: core.memory.firstSeen, env: process.env },
  );
  if (slack) connections.slack = slack;
  const discord = await connectDiscord(config, { chat, commands: COMMANDS }, log);
  if (discord) connections.discord = discord;
  const outlets = new Map(
    Object.entries(connections).flatMap(([name, { outlet }]) => (outlet ? [[name, outlet] as const] : [])),
  );
  digests = runDigests({
    ...{ store, readout, memory, outlets, log, newId },
    ...{ shipped, owner: newId(), random: Math.random },
  });
  const articles = readout.articles(null);
  const facts = readout.facts(null);
  console.log(`Readout is on: http://127.0.0.1:${web.port}
${slack?.says ?? slackOff}
${discord?.says ?? discordOff}
${articles.length} ${articles.length === 1 ? 'article' : 'articles'}, ${facts.length} facts loaded. Memory: ${store.where}. Ctrl-C stops.`);
  void following.start().catch((error: unknown) => log.error(faultFields(error), 'sources are not followed'));
  const stop = (): void => {
    // Posts under way still need their connections.
    void Promise.allSettled([web.stop(), digests?.stop()])
      .then(() => Promise.allSettled(Object.values(connections).map((one) => one.stop())))
      .then(() => Promise.allSettled([following.stop()]))
      .then(() => keeping.stop())
      .then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

loadEnv({ quiet: true });
start().catch((error: unknown) => {
  console.error(error instanceof OperatorError ? `readout: ${error.message}` : error);
  process.exit(1);
});
