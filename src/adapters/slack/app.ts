import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { OperatorError } from '../../core/errors.ts';
import { slackFault } from './fault.ts';
import { listen, type SlackParts } from './listeners.ts';

export interface SlackSettings {
  readonly botToken: string;
  /** Socket Mode where set. */
  readonly appToken?: string | undefined;
  /** Signed HTTP where there is no app token. */
  readonly signingSecret?: string | undefined;
  readonly port: number;
  /** Another Web API than Slack's own, for tests; ends in /api/. */
  readonly apiUrl?: string;
}

export interface Connection {
  /** "socket" or "http", and whether events can come in. */
  state(): { readonly mode: string; readonly connected: boolean };
  /** Takes no more events, finishes what is in hand within 10 seconds, closes. */
  stop(): Promise<void>;
}

/** How long a shutdown waits for answers in hand, in milliseconds. */
const PATIENCE = 10_000;

/** Bolt's own log lines may hold payloads: only their level passes, and ours say what went wrong. */
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

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

/** Starts the Slack side: Socket Mode with an app token, else signed HTTP on `port` at /slack/events. */
export async function startSlack(
  settings: SlackSettings,
  parts: Omit<SlackParts, 'track'>,
): Promise<Connection> {
  const inHand = new Set<Promise<void>>();
  let stopping = false;
  const track = (work: () => Promise<void>): Promise<void> => {
    if (stopping) return Promise.resolve();
    const running = work().finally(() => inHand.delete(running));
    inHand.add(running);
    return running;
  };
  const receiver = receiverFor(settings);
  // A post that is tried again could appear twice: better said once that it failed.
  const clientOptions = {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: false,
    ...(settings.apiUrl ? { slackApiUrl: settings.apiUrl } : {}),
  };
  const app = new App({
    token: settings.botToken,
    receiver,
    logger: silent,
    clientOptions,
    tokenVerificationEnabled: false,
  });
  app.error(async (error) => parts.log.warn({ error: error.name }, slackFault(error)));
  listen(app, { ...parts, track });
  let connected = false;
  try {
    await app.client.auth.test();
    if (receiver instanceof SocketModeReceiver) {
      receiver.client.on('connected', () => {
        connected = true;
      });
      receiver.client.on('disconnected', () => {
        connected = false;
      });
    }
    await app.start(settings.port);
    connected = true;
  } catch (cause) {
    const taken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new OperatorError(
      'slack-start',
      taken ? `Port ${settings.port} is taken. Set SLACK_PORT to another one.` : slackFault(cause),
      { cause },
    );
  }
  return {
    state: () => ({ mode: settings.appToken ? 'socket' : 'http', connected }),
    async stop() {
      stopping = true;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE);
      });
      await Promise.race([Promise.allSettled([...inHand]), late]);
      clearTimeout(timer);
      connected = false;
      await app.stop();
    },
  };
}
