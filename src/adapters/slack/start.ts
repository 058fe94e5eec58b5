import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, type AppOptions, HTTPReceiver } from '@slack/bolt';
import { createLink, type LinkReport } from '../../chat/connection-state.ts';
import { createWorkInHand } from '../../chat/in-flight.ts';
import { OperatorError } from '../../domain/errors.ts';
import type { Outlet } from '../../domain/publisher.ts';
import { lacking, slackFault, startFault } from './errors.ts';
import { listen, type SlackParts, workWith } from './listen.ts';
import { type InstallationParts, slackInstallations, stateSecretOf } from './oauth/installation-store.ts';
import { type InstallSettings, installerOptions, serveInstallation } from './oauth/installer.ts';
import { oneWorkspace } from './one-workspace.ts';
import { placesBy } from './place.ts';
import { isTokenFault, reallyWait, type Wait } from './post-outcome.ts';
import { httpReceiver, socketReceiver } from './receivers.ts';
import { slackOutlet } from './slack-publisher.ts';
import { keepSocket } from './socket.ts';
import { listenForLeaving } from './uninstall.ts';
import { slackLookups } from './user-info.ts';
import { clientOptions, silent, type Workspaces } from './workspace.ts';

/** How several workspaces install the app, and where their tokens are kept. */
export interface OauthSettings extends Omit<InstallSettings, 'apiUrl'>, InstallationParts {
  /** True the first time an id is met within ten minutes, in whichever process. */
  readonly firstSeen: (id: string) => Promise<boolean>;
}

export interface SlackSettings {
  /** One workspace's token; else `oauth`. */
  readonly botToken?: string | undefined;
  readonly oauth?: OauthSettings | undefined;
  /** Socket Mode where set. */
  readonly appToken?: string | undefined;
  /** Signed HTTP where there is no app token. */
  readonly signingSecret?: string | undefined;
  /** Where signed HTTP and installations are served; 0 takes any free one. */
  readonly port: number;
  /** Another Web API than Slack's own; ends in /api/. */
  readonly apiUrl?: string | undefined;
  /** How pauses are waited for; tests don't. */
  readonly wait?: Wait;
}

export interface Connection {
  /** "socket" or "http", and whether events can come in. */
  state(): LinkReport & { readonly mode: 'socket' | 'http' };
  /** Where digests of this platform's tenants are posted. */
  readonly outlet: Outlet;
  /** Where HTTP is served; null where nothing is. */
  readonly port: number | null;
  /** Takes no more events, finishes what is in hand within 10 seconds, closes. */
  stop(): Promise<void>;
}

interface Tenants {
  readonly workspaces: Workspaces;
  readonly authorize?: NonNullable<AppOptions['authorize']>;
  readonly lacks?: readonly string[];
}

/** Starts the Slack side: Socket Mode with an app token, else signed HTTP on `port` at /slack/events. */
export async function startSlack(settings: SlackSettings, parts: SlackParts): Promise<Connection> {
  const { appToken, apiUrl, oauth, port, wait = reallyWait } = settings;
  const { log } = parts;
  const link = createLink();
  const hand = createWorkInHand();
  const orFail = <T>(starting: Promise<T>, faultOf: (cause: unknown) => string): Promise<T> =>
    starting.catch((cause: unknown) => {
      throw new OperatorError('slack-start', faultOf(cause), { cause });
    });
  const notStarted = (cause: unknown): string => startFault(cause, settings);

  const kept = oauth && slackInstallations(oauth);
  const install =
    oauth && kept
      ? installerOptions(
          { ...oauth, apiUrl },
          { store: kept.store, stateSecret: stateSecretOf(oauth.keys), firstSeen: oauth.firstSeen, log },
        )
      : null;
  const receiver = appToken
    ? socketReceiver(settings, install ?? {})
    : httpReceiver(settings, install ?? {}, (line) => log.warn({ surface: 'http' }, line));
  const { installer } = receiver;
  const tenants: Tenants =
    kept && installer
      ? { workspaces: kept.workspaces(installer.authorize, apiUrl) }
      : await orFail(oneWorkspace(settings.botToken ?? '', apiUrl, wait), slackFault);
  const { workspaces, authorize, lacks = [] } = tenants;
  const lineOf = (error: unknown): string => slackFault(error, kept !== undefined);
  if (lacks.length > 0) log.warn({}, lacking(lacks));

  /** One workspace's token that died does not come back: the operator has to put another one there. */
  const lost = (error: unknown): void => {
    if (!kept && isTokenFault(error)) link.to('disconnected');
  };
  const app = new App({
    ...{ receiver, logger: silent, clientOptions: clientOptions(apiUrl) },
    // What was said before is the chat's to remember.
    convoStore: false,
    ...(authorize ? { authorize } : {}),
  });
  app.error(async (error) => log.warn({ error: error.name }, lineOf(error)));
  const work = workWith({ log, wait, lineOf, track: hand.track, onFault: lost });
  const lookups = slackLookups({
    ...{ workspaces, wait, now: Date.now },
    onFault: (error) => log.warn({ surface: 'lookup' }, lineOf(error)),
  });
  listen(app, { ...parts, work, wait, placeOf: placesBy(lookups) });
  listenForLeaving(app, work, async (teamId) => {
    if (kept) await kept.remove(teamId);
    else link.to('disconnected');
    log.warn({ tenant: `slack:${teamId}` }, 'The app was removed from the workspace, or its token revoked.');
  });

  let server: Server | null = null;
  let stop: () => void;
  if (receiver instanceof HTTPReceiver) {
    server = await orFail(receiver.start(port), notStarted);
    link.to('connected');
    stop = () => void receiver.stop().catch(() => undefined);
  } else {
    const socket = keepSocket(receiver.client, {
      ...{ link, wait },
      onFault: (error) => log.warn({ surface: 'socket' }, slackFault(error)),
    });
    if (installer && install) server = await orFail(serveInstallation(installer, install, port), notStarted);
    await orFail(socket.start(), notStarted).catch((error: unknown) => {
      server?.close();
      throw error;
    });
    stop = socket.stop;
  }
  return {
    outlet: slackOutlet(workspaces),
    port: server ? (server.address() as AddressInfo).port : null,
    state: () => ({ mode: appToken ? 'socket' : 'http', ...link.report() }),
    async stop() {
      link.to('stopped');
      // First no more events come in; those that were acknowledged are still answered, by the Web API.
      stop();
      if (!(receiver instanceof HTTPReceiver)) server?.close();
      await hand.finish();
      server?.closeAllConnections();
    },
  };
}
