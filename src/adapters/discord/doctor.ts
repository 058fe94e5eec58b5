import { COMMANDS } from '../../../commands/all.ts';
import {
  ask,
  type Check,
  checking,
  clockBy,
  type Finding,
  fault,
  off,
  ok,
} from '../../domain/doctor-finding.ts';
import { isChanged, registrationJson } from './command-registration.ts';
import { discordFault } from './errors.ts';

const LIVE = 'https://discord.com/api';

/**
 * The flags of privileged intents;
 * https://docs.discord.com/developers/resources/application#application-object-application-flags
 */
const PRIVILEGED: readonly (readonly [bits: number, name: string])[] = [
  [(1 << 12) | (1 << 13), 'Presence'],
  [(1 << 14) | (1 << 15), 'Server Members'],
  [(1 << 18) | (1 << 19), 'Message Content'],
];

interface Gateway {
  readonly session_start_limit?: { readonly remaining: number; readonly reset_after: number };
}
interface Application {
  readonly id: string;
  readonly name: string;
  readonly flags?: number;
  readonly interactions_endpoint_url?: string | null;
  readonly bot_require_code_grant?: boolean;
}

type Get = (path: string) => Promise<Response>;

function gatewayFinding({ session_start_limit: limit }: Gateway): Finding {
  if (limit?.remaining !== 0)
    return ok('discord gateway', `open${limit ? `, ${limit.remaining} starts left today` : ''}`);
  const minutes = Math.ceil(limit.reset_after / 60_000);
  return fault(
    'discord gateway',
    `Discord lets the bot of DISCORD_TOKEN begin no more sessions for ${minutes} minutes. Wait; find out what restarts it.`,
  );
}

function applicationFindings(app: Application): Finding[] {
  const on = PRIVILEGED.filter(([bits]) => ((app.flags ?? 0) & bits) !== 0).map(([, name]) => name);
  return [
    ok('discord token', `valid, for ${app.name}`),
    on.length > 0
      ? off(
          'discord intents',
          `${on.join(', ')} on, which Readout does not use: turn off on the application’s page, Bot`,
        )
      : ok('discord intents', 'none privileged is needed, none is on'),
    ...(app.interactions_endpoint_url
      ? [
          fault(
            'discord commands',
            'Discord sends commands and buttons to the Interactions Endpoint URL and not to the bot. Empty it on the application’s page, General Information.',
          ),
        ]
      : []),
    ...(app.bot_require_code_grant
      ? [
          fault(
            'discord install',
            'The install link does not work while Requires OAuth2 Code Grant is on. Turn it off on the application’s page, Bot.',
          ),
        ]
      : []),
  ];
}

async function commandFinding(get: Get, app: string, guild: string | null): Promise<Finding> {
  const seen = await get(`/applications/${app}${guild ? `/guilds/${guild}` : ''}/commands`);
  if (!seen.ok)
    return fault('discord commands', discordFault({ status: seen.status, ...(await seen.json()) }));
  const registered = (await seen.json()) as unknown[];
  if (registered.length === 0) return off('discord commands', 'the start of the bot registers them');
  return isChanged(registered, registrationJson(COMMANDS))
    ? off('discord commands', 'registered by another version; the next start brings them up to date')
    : ok('discord commands', `${registered.length} registered${guild ? ' in the server' : ', everywhere'}`);
}

/** Checks Discord's settings: the token, the gateway, intents, obstacles to commands, the server and the clock. */
export const discordCheck: Check = checking('discord', async (env) => {
  const token = env.DISCORD_TOKEN?.trim();
  const guild = env.DISCORD_GUILD_ID?.trim() || null;
  if (!token) return [off('discord', 'not connected; docs/discord.md says how')];
  const api = env.DISCORD_API_URL?.trim() || LIVE;
  const get: Get = (path) => ask(`${api}/v10${path}`, `Bot ${token}`);
  const gateway = await get('/gateway/bot');
  const clock = clockBy('Discord', gateway);
  if (!gateway.ok) return [fault('discord token', discordFault({ status: gateway.status })), ...clock];
  const told = [gatewayFinding((await gateway.json()) as Gateway), ...clock];
  const me = await get('/applications/@me');
  if (!me.ok) return [...told, fault('discord token', discordFault({ status: me.status }))];
  const app = (await me.json()) as Application;
  const found = [...applicationFindings(app), ...told];
  if (guild && !(await get(`/guilds/${guild}`)).ok)
    return [
      ...found,
      fault(
        'discord server',
        `The bot is not in the server that DISCORD_GUILD_ID names (${guild}). Add it by its install link, or correct the id.`,
      ),
    ];
  const server = guild ? [ok('discord server', `the bot is in ${guild}`)] : [];
  return [...found, ...server, await commandFinding(get, app.id, guild)];
});
