import { discordFault } from '../adapters/discord/fault.ts';
import { slackFault } from '../adapters/slack/fault.ts';
import { SCOPES } from '../adapters/slack/manifest.ts';
import { readConfig } from '../config.ts';
import { OperatorError } from '../core/errors.ts';
import { loadLibrary } from '../store/library-files.ts';
import { openStoreOf } from '../store/settings.ts';
import { DATA_FOLDER } from './library.ts';

export interface Finding {
  readonly what: string;
  /** `off`: not set up, and nothing wrong with that. */
  readonly state: 'ok' | 'off' | 'fault';
  readonly says: string;
}

/** Where the live services are; tests put fakes in their place. */
export interface Services {
  /** Ends in /api/. */
  readonly slackApi: string;
  /** Ends in /api. */
  readonly discordApi: string;
}

export const LIVE: Services = { slackApi: 'https://slack.com/api/', discordApi: 'https://discord.com/api' };

/** A clock further off than this makes Slack's signatures look stale (they are refused at 5 minutes). */
const MOST_SKEW = 60_000;
const PATIENCE = 10_000;

type Check = (env: NodeJS.ProcessEnv, services: Services) => Promise<Finding[]>;

const ok = (what: string, says: string): Finding => ({ what, state: 'ok', says });
const off = (what: string, says: string): Finding => ({ what, state: 'off', says });
const fault = (what: string, says: string): Finding => ({ what, state: 'fault', says });

async function tried(what: string, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    return [
      fault(
        what,
        error instanceof OperatorError ? error.message : `${(error as Error).message}. Check the network.`,
      ),
    ];
  }
}

const settings: Check = (env) =>
  tried('settings', async () => {
    readConfig(env);
    return [ok('settings', 'every value is well-formed')];
  });

const library: Check = () =>
  tried('library', async () => {
    const { articles, facts } = await loadLibrary(DATA_FOLDER);
    return [ok('library', `${articles.size} articles, ${facts.length} facts, every quote verbatim`)];
  });

const database: Check = (env) =>
  tried('database', async () => {
    const store = await openStoreOf(env);
    const health = await store.health();
    await store.close();
    return [
      health.ok
        ? ok('database', `${store.kind}, ${store.where}`)
        : fault('database', health.message ?? 'does not answer'),
    ];
  });

function skewOf(response: Response): Finding[] {
  const date = Date.parse(response.headers.get('date') ?? '');
  const skew = Number.isNaN(date) ? 0 : Math.abs(Date.now() - date);
  return skew > MOST_SKEW
    ? [
        fault(
          'clock',
          `This machine's clock is ${Math.round(skew / 1000)} s off. Set it (for example by NTP): signatures go stale.`,
        ),
      ]
    : [];
}

async function slackCall(api: string, method: string, token: string) {
  const response = await fetch(`${api}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { response, body: (await response.json()) as { ok: boolean; error?: string; team?: string } };
}

const slack: Check = ({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app }, { slackApi }) =>
  tried('slack', async () => {
    if (!bot) return [off('slack', 'not connected; docs/slack.md says how')];
    const { response, body } = await slackCall(slackApi, 'auth.test', bot);
    if (!body.ok) return [fault('slack token', slackFault({ data: { error: body.error } }))];
    const granted = response.headers.get('x-oauth-scopes')?.split(',');
    const missing = granted ? Object.keys(SCOPES).filter((scope) => !granted.includes(scope)) : [];
    const found = [
      ok('slack token', `valid${body.team ? ` in ${body.team}` : ''}`),
      missing.length > 0
        ? fault(
            'slack scopes',
            `The app lacks ${missing.join(', ')}. Add them at OAuth & Permissions and install the app again.`,
          )
        : ok('slack scopes', 'all there'),
      ...skewOf(response),
    ];
    if (!app) return found;
    const opened = await slackCall(slackApi, 'apps.connections.open', app);
    const bad = `SLACK_APP_TOKEN was refused (${opened.body.error ?? 'no reason given'}). Make one with connections:write: Basic Information, App-Level Tokens.`;
    return [...found, opened.body.ok ? ok('slack socket', 'opens') : fault('slack socket', bad)];
  });

const discord: Check = ({ DISCORD_TOKEN: token, DISCORD_GUILD_ID: guild }, { discordApi }) =>
  tried('discord', async () => {
    if (!token) return [off('discord', 'not connected; docs/discord.md says how')];
    const get = (path: string) =>
      fetch(`${discordApi}/v10${path}`, {
        headers: { authorization: `Bot ${token}` },
        signal: AbortSignal.timeout(PATIENCE),
      });
    const gateway = await get('/gateway/bot');
    if (!gateway.ok) return [fault('discord token', discordFault({ status: gateway.status }))];
    const found = [ok('discord token', 'valid, the gateway is open'), ...skewOf(gateway)];
    if (!guild) return found;
    const seen = await get(`/guilds/${guild}`);
    return [
      ...found,
      seen.ok
        ? ok('discord server', guild)
        : fault(
            'discord server',
            `The bot is not in the server DISCORD_GUILD_ID names (${guild}). Add it by its install link, or correct the id.`,
          ),
    ];
  });

/** Everything that has to be right, in the order in which to mend it. */
export const CHECKS: readonly Check[] = [settings, library, database, slack, discord];
