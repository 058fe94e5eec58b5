import { createServer, type Server } from 'node:http';
import type { HTTPReceiver, HTTPReceiverOptions, InstallationStore } from '@slack/bolt';
import { faultFields } from '../../../domain/errors.ts';
import type { SlackParts } from '../listen.ts';
import { SCOPES } from '../manifest.ts';
import { HEADERS, installedPage, installPage, notInstalledPage } from './pages.ts';
import { installStates } from './state.ts';

export interface InstallSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl?: string | undefined;
}

interface InstallParts {
  readonly store: InstallationStore;
  readonly stateSecret: Buffer;
  readonly firstSeen: (id: string) => Promise<boolean>;
  readonly log: SlackParts['log'];
}

export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

/** Where a workspace's people consent: Slack's own page, or that of the Slack which `apiUrl` belongs to. */
const consentAt = (apiUrl: string | undefined): string =>
  new URL('/oauth/v2/authorize', apiUrl ?? 'https://slack.com').href;

/** What Bolt's receivers need to install the app into workspaces: the button, the check of the state, the pages after it. */
export function installerOptions(
  { clientId, clientSecret, apiUrl }: InstallSettings,
  { store, stateSecret, firstSeen, log }: InstallParts,
) {
  const scopes = Object.keys(SCOPES);
  return {
    clientId,
    clientSecret,
    scopes,
    installationStore: store,
    installerOptions: {
      installPath: INSTALL_PATH,
      redirectUriPath: REDIRECT_PATH,
      stateStore: installStates({ secret: stateSecret, firstSeen, scopes }),
      authorizationUrl: consentAt(apiUrl),
      renderHtmlForInstallPath: installPage,
      installPathOptions: {
        async beforeRedirection(_request, response) {
          for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
          return true;
        },
      },
      callbackOptions: {
        success: ({ team }, _options, _request, response) => {
          log.info?.({ tenant: `slack:${team?.id}` }, 'installed into a workspace');
          installedPage(response, team ?? { id: '' });
        },
        failure: (error, _options, request, response) => {
          const expected = notInstalledPage(response, request, error.code);
          log.warn(expected ? { code: error.code } : faultFields(error), 'an installation was not finished');
        },
      },
    },
  } satisfies Partial<HTTPReceiverOptions>;
}

type Installer = NonNullable<HTTPReceiver['installer']>;

/** Serves the installation alone, where events come by a socket. Rejects where the port is taken. */
export function serveInstallation(
  installer: Installer,
  { installerOptions: made, scopes }: ReturnType<typeof installerOptions>,
  port: number,
): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (request.method === 'GET' && pathname === INSTALL_PATH)
      void installer.handleInstallPath(request, response, made.installPathOptions, { scopes });
    else if (request.method === 'GET' && pathname === REDIRECT_PATH)
      void installer.handleCallback(request, response, made.callbackOptions);
    else response.writeHead(pathname === '/health' ? 200 : 404).end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}
