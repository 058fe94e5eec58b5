import { HTTPReceiver, type HTTPReceiverOptions, type Logger, SocketModeReceiver } from '@slack/bolt';
import { clientOptions, silent } from './workspace.ts';

type Installer = Pick<
  HTTPReceiverOptions,
  'clientId' | 'clientSecret' | 'installationStore' | 'scopes' | 'installerOptions'
>;

interface ReceiverSettings {
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly apiUrl?: string | undefined;
}

/** Answers whoever looks whether this process lives: a load balancer. */
const health = {
  path: '/health',
  method: 'GET',
  handler: (_request: unknown, response: { writeHead(code: number): { end(body: string): void } }) =>
    response.writeHead(200).end('ok'),
};

/** Socket Mode. What installs the app is made with it, and served beside it. */
export function socketReceiver({ appToken, apiUrl }: ReceiverSettings, installer: Installer) {
  return new SocketModeReceiver({
    ...installer,
    appToken: appToken ?? '',
    logger: silent,
    autoReconnectEnabled: false,
    installerOptions: { ...installer.installerOptions, clientOptions: clientOptions(apiUrl) },
  } as ConstructorParameters<typeof SocketModeReceiver>[0]);
}

/** Refusals of signatures are told of so often at the most, in milliseconds: anybody may cause them. */
const TOLD_EVERY = 60_000;

/** Reads out of Bolt's own log that a signature was refused, which the operator may have to mend. */
function refusals(onRefused: (line: string) => void): Logger {
  let told = Number.NEGATIVE_INFINITY;
  return {
    ...silent,
    warn(message: string) {
      if (!message.includes('verify') || Date.now() - told < TOLD_EVERY) return;
      told = Date.now();
      onRefused(
        /stale|timestamp/.test(message)
          ? 'A delivery was refused: it is too old. If it came from Slack, set this machine’s clock (for example by NTP).'
          : 'A delivery was refused: its signature is not of SLACK_SIGNING_SECRET. If it came from Slack, copy the secret again: Basic Information, App Credentials.',
      );
    },
  };
}

/** Signed HTTP at /slack/events; a bad, missing or stale signature is refused with 401 before anything is parsed. */
export function httpReceiver(
  { signingSecret, apiUrl }: ReceiverSettings,
  installer: Installer,
  onRefused: (line: string) => void,
) {
  return new HTTPReceiver({
    ...installer,
    signingSecret: signingSecret ?? '',
    logger: refusals(onRefused),
    customRoutes: [health] as never,
    installerOptions: { ...installer.installerOptions, clientOptions: clientOptions(apiUrl) },
  } as HTTPReceiverOptions);
}
