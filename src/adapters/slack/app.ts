import { App, HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { OperatorError } from '../../core/errors.ts';
import type { Outlet } from '../../core/outlet.ts';
import { createLink, type LinkReport } from '../chat/link.ts';
import { slackFault } from './fault.ts';
import { listen, type SlackParts } from './listeners.ts';
import { slackLookups } from './lookups.ts';
import { slackOutlet } from './outlet.ts';
import { placesBy } from './place.ts';
import { clientOptions, silent, tenantOf, type Workspaces } from './workspace.ts';

export interface SlackSettings {
  readonly botToken: string;
  /** Socket Mode where set. */
  readonly appToken?: string | undefined;
  /** Signed HTTP where there is no app token. */
  readonly signingSecret?: string | undefined;
  readonly port: number;
  /** Another Web API than Slack's own, for tests; ends in /api/. */
  readonly apiUrl?: string | undefined;
}

export interface Connection {
  /** "socket" or "http", and whether events can come in. */
  state(): LinkReport & { readonly mode: 'socket' | 'http' };
  /** Where digests of this platform's tenants are posted. */
  readonly outlet: Outlet;
  /** Takes no more events, finishes what is in hand within 10 seconds, closes. */
  stop(): Promise<void>;
}

/** How long a shutdown waits for answers in hand, in milliseconds. */
const PATIENCE = 10_000;

function receiverFor({ appToken, signingSecret, port, apiUrl }: SlackSettings) {
  if (appToken) {
    const client = apiUrl ? { clientOptions: { slackApiUrl: apiUrl } } : {};
    return new SocketModeReceiver({ appToken, logger: silent, installerOptions: client });
  }
  const customRoutes = [
    {
      path: '/health',
      method: 'GET',
      handler: (_request: unknown, response: { writeHead(code: number): { end(body: string): void } }) =>
        response.writeHead(200).end('ok'),
    },
  ];
  return new HTTPReceiver({
    signingSecret: signingSecret ?? '',
    port,
    logger: silent,
    customRoutes: customRoutes as never,
  });
}

/** One line for what kept the bot from starting: the port, the app token, or what Slack said. */
function startFault(cause: unknown, { port, appToken }: SlackSettings): string {
  if ((cause as NodeJS.ErrnoException).code === 'EADDRINUSE')
    return `Port ${port} is taken. Set SLACK_PORT to another one.`;
  const refused = (cause as { data?: { error?: string } }).data?.error;
  if (appToken && (refused === 'invalid_auth' || refused === 'not_allowed_token_type'))
    return 'SLACK_APP_TOKEN is not valid. Make one with connections:write on the app’s page: Basic Information, App-Level Tokens.';
  return slackFault(cause);
}

/** Starts the Slack side: Socket Mode with an app token, else signed HTTP on `port` at /slack/events. */
export async function startSlack(
  settings: SlackSettings,
  parts: Omit<SlackParts, 'track' | 'placeOf'>,
): Promise<Connection> {
  const inHand = new Set<Promise<void>>();
  const track = (work: () => Promise<void>): Promise<void> => {
    const running = work().finally(() => inHand.delete(running));
    inHand.add(running);
    return running;
  };
  const fail = (message: string, cause: unknown): never => {
    throw new OperatorError('slack-start', message, { cause });
  };
  const options = clientOptions(settings.apiUrl);
  const client = new webApi.WebClient(settings.botToken, options);
  // Asked once: Bolt would ask at every event.
  const me = await client.auth.test().catch((cause: unknown) => fail(slackFault(cause), cause));
  const identity = {
    botToken: settings.botToken,
    botId: me.bot_id ?? '',
    botUserId: me.user_id ?? '',
    teamId: me.team_id ?? '',
  };
  const home = { client, teamId: identity.teamId, botId: identity.botId, botUserId: identity.botUserId };
  const workspaces: Workspaces = {
    of: async (tenant) => (tenant === tenantOf(home.teamId) ? home : null),
    knowsAll: false,
  };
  const lookups = slackLookups({
    workspaces,
    now: Date.now,
    onFault: (error) => parts.log.warn({ surface: 'lookup' }, slackFault(error)),
  });
  const receiver = receiverFor(settings);
  const app = new App({ authorize: async () => identity, receiver, logger: silent, clientOptions: options });
  app.error(async (error) => parts.log.warn({ error: error.name }, slackFault(error)));
  listen(app, { ...parts, track, placeOf: placesBy(lookups) });
  const link = createLink();
  if (receiver instanceof SocketModeReceiver) {
    for (const [event, state] of [
      ['connected', 'connected'],
      ['reconnecting', 'reconnecting'],
      ['disconnected', 'reconnecting'],
      ['close', 'reconnecting'],
    ] as const)
      receiver.client.on(event, () => link.to(state));
  }
  await app.start(settings.port).catch((cause: unknown) => fail(startFault(cause, settings), cause));
  link.to('connected');
  return {
    outlet: slackOutlet(workspaces),
    state: () => ({ mode: settings.appToken ? 'socket' : 'http', ...link.report() }),
    async stop() {
      link.to('stopped');
      // First no more events come in; those that were acknowledged are still answered, by the Web API.
      const closed = app.stop().catch(() => undefined);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE);
      });
      await Promise.race([Promise.allSettled([...inHand]).then(() => closed), late]);
      clearTimeout(timer);
    },
  };
}
