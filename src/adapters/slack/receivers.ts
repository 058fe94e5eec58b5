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

/**
 * Signed HTTP, without a server of its own: `slackServer` hands it what it has read and checked. The signature is checked here
 * once more, so that nothing unsigned is answered, whatever is done before.
 */
export function httpReceiver({ signingSecret, apiUrl }: ReceiverSettings, installer: Installer) {
  return new HTTPReceiver({
    ...installer,
    signingSecret: signingSecret ?? '',
    logger: silent,
    installerOptions: { ...installer.installerOptions, clientOptions: clientOptions(apiUrl) },
  } as HTTPReceiverOptions);
}
