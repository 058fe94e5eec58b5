import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HTTPReceiver, HTTPReceiverOptions, InstallationStore } from '@slack/bolt';
import { atMostEvery } from '../../../domain/at-most-every.ts';
import { faultFields } from '../../../domain/errors.ts';
import { EN_PAGE, type PageWords } from '../../../domain/words/en-page.ts';
import type { SlackParts } from '../listener-parts.ts';
import { SCOPES } from '../manifest.ts';
import { installedPage, installPage, notInstalledPage, PAGE_HEADERS, pageWordsOf } from './pages.ts';
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

/**
 * The shortest interval between two log lines of a kind, in milliseconds: anybody can start installations and abandon
 * them.
 */
const LOG_INTERVAL_MS = 60_000;

const INSTALL_PATH = '/slack/install';
const REDIRECT_PATH = '/slack/oauth_redirect';

/** The address of Slack's consent page, or of the consent page beside `apiUrl`. */
const consentUrl = (apiUrl: string | undefined): string =>
  new URL('/oauth/v2/authorize', apiUrl ?? 'https://slack.com').href;

/** The wording for the current request. Bolt passes only the button's address to the function that renders the page. */
const requestWords = new AsyncLocalStorage<PageWords>();

/** Builds the options with which Bolt's receivers install the app: the button, the state check and the result pages. */
export function installerOptions(
  { clientId, clientSecret, apiUrl }: InstallSettings,
  { store, stateSecret, firstSeen, log }: InstallParts,
) {
  const scopes = Object.keys(SCOPES);
  const tell = () =>
    atMostEvery(LOG_INTERVAL_MS, (fields: Readonly<Record<string, unknown>>) =>
      log.warn(fields, 'an installation was not finished'),
    );
  const [tellUnfinished, tellFailed] = [tell(), tell()];
  return {
    clientId,
    clientSecret,
    scopes,
    installationStore: store,
    installerOptions: {
      installPath: INSTALL_PATH,
      redirectUriPath: REDIRECT_PATH,
      stateStore: installStates({ secret: stateSecret, firstSeen, scopes }),
      authorizationUrl: consentUrl(apiUrl),
      renderHtmlForInstallPath: (url: string) => installPage(url, requestWords.getStore() ?? EN_PAGE),
      installPathOptions: {
        async beforeRedirection(_request, response) {
          for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
          return true;
        },
      },
      callbackOptions: {
        success: ({ team }, _options, request, response) => {
          log.info?.({ tenant: `slack:${team?.id}` }, 'installed into a workspace');
          installedPage(request, response, team ?? { id: '' });
        },
        failure: (error, _options, request, response) => {
          const expected = notInstalledPage(response, request, error.code);
          (expected ? tellUnfinished : tellFailed)(expected ? { code: error.code } : faultFields(error));
        },
      },
    },
  } satisfies Partial<HTTPReceiverOptions>;
}

type Installer = NonNullable<HTTPReceiver['installer']>;

/** Serves the two installation paths. Returns false for any other path. Rejects if a request fails. */
export function installRoutes(
  installer: Installer,
  { installerOptions: made, scopes }: ReturnType<typeof installerOptions>,
) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    if (url.pathname === INSTALL_PATH)
      await requestWords.run(pageWordsOf(request), () =>
        installer.handleInstallPath(request, response, made.installPathOptions, { scopes }),
      );
    else if (url.pathname === REDIRECT_PATH)
      await installer.handleCallback(request, response, made.callbackOptions);
    else return false;
    return true;
  };
}
