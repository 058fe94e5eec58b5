import { isIP } from 'node:net';
import { z } from 'zod';
import { OperatorError } from './domain/errors.ts';
import { bytesIn } from './library/memory-budget.ts';

const text = z.string().trim().min(1).optional();
const port = z.coerce.number().int().min(0).max(65_535);

/** A retention in days. A hundred years means for good. */
const days = z.coerce.number().int().min(1).max(36_500);

/** An API address, which receives tokens. Plain HTTP is allowed only for this machine. */
const apiUrl = (end: string) =>
  text.refine(
    (url) =>
      url === undefined ||
      (url.endsWith(end) && (/^https:\/\/[^\s/]/.test(url) || /^http:\/\/127\.0\.0\.1:\d+\//.test(url))),
    `must begin with https:// (or http://127.0.0.1:) and end in ${end}`,
  );

/** All settings with their validation. `.env.example` explains them to people. */
const schema = z.object({
  PORT: port.default(3000),
  // An additional address for the health routes, beside the local page's.
  HEALTH_HOST: text.refine((host) => host === undefined || isIP(host) !== 0, {
    message: 'must be an address of this machine, such as 0.0.0.0 for all of them',
  }),
  HEALTH_PORT: port.default(3002),
  // The address of the MCP and HTTP API port; off if unset.
  API_HOST: text.refine((host) => host === undefined || isIP(host) !== 0, {
    message: 'must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them',
  }),
  API_PORT: port.default(3004),
  // The average requests per second that one token may make.
  API_RATE: z.coerce.number().int().min(1).max(10_000).default(20),
  // The address of API_PORT on the internet, without a slash at its end. WebSub hubs are asked only if it is set.
  READOUT_PUBLIC_URL: text
    .refine(
      (url) => url === undefined || (/^https?:$/.test(URL.parse(url)?.protocol ?? '') && !/[?#]/.test(url)),
      'must be the address that API_PORT has on the internet, such as https://readout.example',
    )
    .transform((url) => url?.replace(/\/$/, '')),
  // The memory budget for open libraries.
  READOUT_MEMORY: text.refine(
    (size) => size === undefined || bytesIn(size) !== null,
    'must be a size such as 512MB or 2GB',
  ),
  // Who may change the sources of a workspace or server.
  READOUT_SOURCES: z.enum(['admins', 'members']).default('admins'),
  // Whether cards in chats show articles' pictures, which Slack and Discord load from the articles' sites.
  READOUT_PICTURES: z.enum(['on', 'off']).default('on'),
  // Required to read /metrics if set, and for the operator page, which is off without it.
  READOUT_METRICS_TOKEN: text,
  READOUT_ADMIN_TOKEN: text.refine(
    (token) => token === undefined || token.length >= 16,
    'must have at least 16 characters; make one: openssl rand -hex 24',
  ),
  // The language model that may choose among found lines (docs/model.md); off if unset.
  READOUT_MODEL_URL: text.refine(
    (url) => url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
    'must be the base address of an OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1',
  ),
  READOUT_MODEL: text,
  READOUT_MODEL_KEY: text,
  // The most questions per day that one workspace or server may put to the model.
  READOUT_MODEL_BUDGET: z.coerce.number().int().min(0).max(1_000_000).default(1_000),
  SLACK_BOT_TOKEN: text.refine(
    (token) => token === undefined || token.startsWith('xoxb-'),
    'must begin with xoxb- (Slack app page: OAuth & Permissions)',
  ),
  SLACK_APP_TOKEN: text.refine(
    (token) => token === undefined || token.startsWith('xapp-'),
    'must begin with xapp- (Slack app page: Basic Information, App-Level Tokens)',
  ),
  SLACK_SIGNING_SECRET: text,
  SLACK_CLIENT_ID: text.refine(
    (id) => id === undefined || /^\d+\.\d+$/.test(id),
    'must be two numbers with a dot between (Slack app page: Basic Information, App Credentials)',
  ),
  SLACK_CLIENT_SECRET: text,
  SLACK_PORT: port.default(3001),
  SLACK_API_URL: apiUrl('/api/'),
  DISCORD_TOKEN: text,
  DISCORD_GUILD_ID: text.refine(
    (id) => id === undefined || /^\d{17,20}$/.test(id),
    'must be the 17 to 20 digits of a server (Discord: Copy Server ID)',
  ),
  DISCORD_SHARDS: text.refine(
    (shards) => shards === undefined || /^(?:auto|\d+|\d+(?:-\d+)?\/\d+)$/.test(shards),
    'must be auto, a number (4), or the shards of this process and of all (0-1/4)',
  ),
  DISCORD_API_URL: apiUrl('/api'),
  READOUT_KEEP_CARDS_DAYS: days.default(30),
  READOUT_KEEP_CONVERSATIONS_DAYS: days.default(1),
  READOUT_KEEP_FEEDBACK_DAYS: days.default(365),
  // The ledger shows what a channel was sent. It must go back further than any digest looks.
  READOUT_KEEP_DELIVERIES_DAYS: days.min(30).default(400),
  READOUT_KEEP_ARTICLES_DAYS: days.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
});

export type Config = z.infer<typeof schema>;

/** Checks that Slack's settings are complete: one workspace's token, or the OAuth settings for several. */
function checkSlack(config: Config): void {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = config;
  const { SLACK_CLIENT_ID: client, SLACK_CLIENT_SECRET: clientSecret } = config;
  const missing = (message: string): never => {
    throw new OperatorError('setting-missing', message);
  };
  if (client && !clientSecret)
    missing('SLACK_CLIENT_SECRET is missing beside SLACK_CLIENT_ID. Set it as docs/slack.md says.');
  if (clientSecret && !client)
    missing('SLACK_CLIENT_ID is missing beside SLACK_CLIENT_SECRET. Set it as docs/slack.md says.');
  if (bot && client)
    missing(
      'SLACK_BOT_TOKEN serves one workspace, SLACK_CLIENT_ID lets several install the app. Set one of them; docs/slack.md says which.',
    );
  if ((bot || client) && !app && !secret)
    missing(
      `${bot ? 'SLACK_BOT_TOKEN' : 'SLACK_CLIENT_ID'} is set, but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP). Set one of them; docs/slack.md says which.`,
    );
  if (!bot && !client && (app || secret))
    missing('SLACK_BOT_TOKEN is missing beside the other Slack settings. Set it as docs/slack.md says.');
}

const isThisMachine = (url: string): boolean =>
  /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);

/** Checks that the model's settings are complete. A key is sent over plain HTTP only to this machine. */
function checkModel({ READOUT_MODEL_URL: url, READOUT_MODEL: model, READOUT_MODEL_KEY: key }: Config): void {
  if ((url || key) && !(url && model))
    throw new OperatorError(
      'setting-missing',
      `${url ? 'READOUT_MODEL' : 'READOUT_MODEL_URL'} is missing beside the other settings of the model. Set it as docs/model.md says.`,
    );
  if (url && key && url.startsWith('http:') && !isThisMachine(url))
    throw new OperatorError(
      'setting-invalid',
      'READOUT_MODEL_URL must begin with https:// where READOUT_MODEL_KEY is set. Set it in .env or the environment.',
    );
}

/** Drops empty values, which count as unset. */
const givenIn = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));

/** Describes what a setting should be instead, in plain words. */
function wantedInstead(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `must be ${issue.maximum} or less`;
  if (issue.code === 'too_small') return `must be ${issue.minimum} or more`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type')
    return issue.expected === 'string' ? 'must be set' : 'must be a whole number';
  return issue.message;
}

const issueLine = (issue: z.core.$ZodIssue): string =>
  `${String(issue.path[0])} ${wantedInstead(issue)}. Set it in .env or the environment.`;

/** Parses the environment. Throws an OperatorError that names the wrong variable and the fix. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const read = schema.safeParse(givenIn(env));
  if (!read.success) throw new OperatorError('setting-invalid', issueLine(read.error.issues[0]!));
  checkSlack(read.data);
  checkModel(read.data);
  return read.data;
}

/** Lists all faults of the settings, one line each; empty if `readConfig` accepts them. */
export function settingFaults(env: NodeJS.ProcessEnv): readonly string[] {
  const read = schema.safeParse(givenIn(env));
  if (!read.success) return read.error.issues.map(issueLine);
  try {
    checkSlack(read.data);
    checkModel(read.data);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Settings that other modules read. */
const OTHERS = new Set([
  'READOUT_DB',
  'READOUT_DEMO',
  'READOUT_INDEX',
  'READOUT_KEY',
  'READOUT_KEY_OLD',
  'READOUT_ALLOW_HOSTS',
  'READOUT_CHROMIUM',
]);

/** Lists variables that resemble settings but are unknown, which reveals misspelt names. */
export function unknownSettings(env: NodeJS.ProcessEnv): readonly string[] {
  const known = (name: string) => name in schema.shape || OTHERS.has(name);
  return Object.keys(givenIn(env)).filter((name) => /^(?:READOUT|SLACK|DISCORD)_/.test(name) && !known(name));
}

/**
 * Lists the values that must never be logged: those of settings named token, secret or key, and addresses with a
 * password.
 */
export function secretsOf(env: NodeJS.ProcessEnv): readonly string[] {
  return Object.entries(env)
    .filter(([name]) => /TOKEN|SECRET|KEY|DATABASE_URL/.test(name))
    .flatMap(([, value]) => value?.trim() || []);
}
