import { HTTPReceiver, type HTTPReceiverOptions, SocketModeReceiver } from '@slack/bolt';
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

/** Signed HTTP at /slack/events; a bad, missing or stale signature is refused with 401 before anything is parsed. */
export function httpReceiver({ signingSecret, apiUrl }: ReceiverSettings, installer: Installer) {
  return new HTTPReceiver({
    ...installer,
    signingSecret: signingSecret ?? '',
    logger: silent,
    customRoutes: [health] as never,
    installerOptions: { ...installer.installerOptions, clientOptions: clientOptions(apiUrl) },
  } as HTTPReceiverOptions);
}
