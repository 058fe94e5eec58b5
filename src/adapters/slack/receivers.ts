import { HTTPReceiver, type HTTPReceiverOptions, SocketModeReceiver } from '@slack/bolt';
import { clientOptions, silentLogger } from './workspace.ts';

type Installer = Pick<
  HTTPReceiverOptions,
  'clientId' | 'clientSecret' | 'installationStore' | 'scopes' | 'installerOptions'
>;

interface ReceiverSettings {
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  readonly apiUrl?: string | undefined;
}

/** Creates the Socket Mode receiver. The installer is created with it and served beside it. */
export function socketReceiver({ appToken, apiUrl }: ReceiverSettings, installer: Installer) {
  return new SocketModeReceiver({
    ...installer,
    appToken: appToken ?? '',
    logger: silentLogger,
    autoReconnectEnabled: false,
    installerOptions: { ...installer.installerOptions, clientOptions: clientOptions(apiUrl) },
  } as ConstructorParameters<typeof SocketModeReceiver>[0]);
}

/**
 * Creates the receiver for signed HTTP, without a server: `slackServer` passes it requests that it has read and
 * verified. Bolt verifies the signature again, so nothing unsigned is answered even if `slackServer` has a fault.
 */
export function httpReceiver({ signingSecret, apiUrl }: ReceiverSettings, installer: Installer) {
  return new HTTPReceiver({
    ...installer,
    signingSecret: signingSecret ?? '',
    logger: silentLogger,
    installerOptions: { ...installer.installerOptions, clientOptions: clientOptions(apiUrl) },
  } as HTTPReceiverOptions);
}
