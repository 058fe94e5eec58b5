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
import { slackFault } from './errors.ts';
import { missingScopes, OPTIONAL_SCOPES, SCOPES } from './manifest.ts';

const LIVE = 'https://slack.com/api/';

interface Said {
  readonly ok: boolean;
  readonly error?: string;
  readonly needed?: string;
  readonly team?: string;
}

async function call(env: NodeJS.ProcessEnv, method: string, token: string) {
  const response = await ask(`${env.SLACK_API_URL?.trim() || LIVE}${method}`, `Bearer ${token}`, 'POST');
  return { response, said: (await response.json()) as Said };
}

/** Checks the bot token, its scopes against the manifest's, and the machine's clock. */
async function botFindings(env: NodeJS.ProcessEnv, token: string): Promise<Finding[]> {
  const { response, said } = await call(env, 'auth.test', token);
  const clock = clockBy('Slack', response);
  if (!said.ok) return [fault('slack token', slackFault({ data: said })), ...clock];
  const granted = response.headers
    .get('x-oauth-scopes')
    ?.split(',')
    .map((scope) => scope.trim());
  const wanted = Object.keys(SCOPES);
  const missing = granted ? missingScopes(granted) : [];
  const refused = granted ? OPTIONAL_SCOPES.filter((scope) => !granted.includes(scope)) : [];
  const extra = granted?.filter((scope) => scope !== '' && !wanted.includes(scope)) ?? [];
  const notes = [
    ...(refused.length > 0 ? [`optional ones left out: ${refused.join(', ')}`] : []),
    ...(extra.length > 0 ? [`not needed: ${extra.join(', ')}`] : []),
  ];
  const all = [`all ${wanted.length - refused.length} are there`, ...notes].join('; ');
  return [
    ok('slack token', `valid${said.team ? ` in ${said.team}` : ''}`),
    missing.length > 0
      ? fault(
          'slack scopes',
          `SLACK_BOT_TOKEN lacks ${missing.join(', ')}. Add ${missing.length === 1 ? 'it' : 'them'} on the app’s page, OAuth & Permissions, and install the app again.`,
        )
      : ok('slack scopes', granted ? all : 'Slack did not say which'),
    ...clock,
  ];
}

async function socketFindings(env: NodeJS.ProcessEnv, token: string): Promise<Finding[]> {
  const { said } = await call(env, 'apps.connections.open', token);
  if (said.ok) return [ok('slack socket', 'Socket Mode opens')];
  if (said.error === 'missing_scope')
    return [
      fault(
        'slack socket',
        'SLACK_APP_TOKEN lacks connections:write. Make one with it on the app’s page, Basic Information, App-Level Tokens.',
      ),
    ];
  return [
    fault(
      'slack socket',
      `SLACK_APP_TOKEN was refused (${said.error ?? 'no reason given'}). Make one with connections:write on the app’s page, Basic Information, App-Level Tokens, and turn Socket Mode on.`,
    ),
  ];
}

/** Checks the shape of the signing secret. Slack has no call that tells whether it is the right one. */
function secretFindings(secret: string): Finding[] {
  return [
    /^[0-9a-f]{32}$/.test(secret)
      ? ok('slack signing secret', 'has the shape of one')
      : fault(
          'slack signing secret',
          'SLACK_SIGNING_SECRET is not 32 hexadecimal digits, so every delivery would be refused. Copy it from the app’s page, Basic Information, App Credentials.',
        ),
  ];
}

/** Checks Slack's settings: the token, its scopes, Socket Mode or HTTP, and the clock. */
export const slackCheck: Check = checking('slack', async (env) => {
  const [bot, app, secret, client] = [
    env.SLACK_BOT_TOKEN,
    env.SLACK_APP_TOKEN,
    env.SLACK_SIGNING_SECRET,
    env.SLACK_CLIENT_ID,
  ].map((value) => value?.trim() || null);
  if (!bot && !client) return [off('slack', 'not connected; docs/slack.md says how')];
  return [
    ...(bot ? await botFindings(env, bot) : [ok('slack', 'several workspaces install it themselves')]),
    ...(app ? await socketFindings(env, app) : []),
    ...(secret && !app ? secretFindings(secret) : []),
  ];
});
