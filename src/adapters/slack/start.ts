import { App, type AppOptions, HTTPReceiver } from '@slack/bolt';
import { createLink, type Link, type LinkReport } from '../../chat/connection-state.ts';
import { createInFlight } from '../../chat/in-flight.ts';
import { atMostEvery } from '../../domain/at-most-every.ts';
import { faultFields, OperatorError } from '../../domain/errors.ts';
import type { Publisher } from '../../domain/publisher.ts';
import { listenOn } from '../../http/guarded-server.ts';
import type { HealthChecks } from '../../http/health-routes.ts';
import { createMalformedWarner, dropMalformed } from './delivery.ts';
import { missingScopesFix, slackFault, startFault } from './errors.ts';
import { slackServer } from './http-server.ts';
import { listen } from './listen.ts';
import { type SlackParts, workWith } from './listener-parts.ts';
import { type InstallationParts, slackInstallations, stateSecretOf } from './oauth/installation-store.ts';
import { type InstallSettings, installerOptions, installRoutes } from './oauth/installer.ts';
import { oneWorkspace } from './one-workspace.ts';
import { createPlaceOf } from './place.ts';
import { isTokenFault, type Wait, waitMs } from './post-outcome.ts';
import { httpReceiver, socketReceiver } from './receivers.ts';
import { createSlackPublisher } from './slack-publisher.ts';
import { keepSocket } from './socket.ts';
import { listenForUninstall } from './uninstall.ts';
import { type SourceRights, slackLookups } from './user-info.ts';
import { clientOptions, silentLogger, type Workspaces } from './workspace.ts';

/** The settings for installation by several workspaces and the storage of their tokens. */
interface OauthSettings extends Omit<InstallSettings, 'apiUrl'>, InstallationParts {
  /** Returns true the first time an id is seen within ten minutes, across all processes. */
  readonly firstSeen: (id: string) => Promise<boolean>;
}

export interface SlackSettings {
  /** One workspace's bot token; if absent, `oauth` is used. */
  readonly botToken?: string | undefined;
  readonly oauth?: OauthSettings | undefined;
  /** The app-level token; if present, Socket Mode is used. */
  readonly appToken?: string | undefined;
  /** The signing secret for HTTP deliveries, used without an app token. */
  readonly signingSecret?: string | undefined;
  /** The port for HTTP deliveries and installations; 0 picks a free one. */
  readonly port: number;
  /** The address of a Web API other than Slack's; ends in /api/. */
  readonly apiUrl?: string | undefined;
  /** Who may change the workspace's sources; admins by default. */
  readonly sources?: SourceRights | undefined;
  /** Waits for a pause. Tests pass one that returns at once. */
  readonly wait?: Wait;
}

export interface Connection {
  /** The mode and whether events can arrive. */
  state(): LinkReport & { readonly mode: 'socket' | 'http' };
  /** Publishes digests for this platform's tenants. */
  readonly publisher: Publisher;
  /** The port of the HTTP server; null if there is none. */
  readonly port: number | null;
  /** Stops receiving events, waits up to 10 seconds for work in flight, and closes. */
  stop(): Promise<void>;
}

interface Tenants {
  readonly workspaces: Workspaces;
  /** The team of the configured token; absent if workspaces install the app. */
  readonly home?: string;
  readonly authorize?: NonNullable<AppOptions['authorize']>;
  readonly missingScopes?: readonly string[];
}

/** The shortest interval in milliseconds between log lines that anybody on the internet can cause. */
const LOG_INTERVAL_MS = 60_000;

/** Creates a function that logs why deliveries are refused: the secret or the clock may be wrong. */
const createRefusalLogger = (log: SlackParts['log']) =>
  atMostEvery(LOG_INTERVAL_MS, (why: 'stale' | 'unsigned') =>
    log.warn(
      { surface: 'http' },
      why === 'stale'
        ? 'A delivery was refused: its time is not this machine’s. If it came from Slack, set this machine’s clock (for example by NTP).'
        : 'A delivery was refused: its signature is not of SLACK_SIGNING_SECRET. If it came from Slack, copy the secret again: Basic Information, App Credentials.',
    ),
  );

/** The default health checks of the port: whether events can arrive. */
function healthByLink(link: Link): HealthChecks {
  const isUp = (): boolean => link.report().state !== 'disconnected';
  return {
    ready: async () => isUp(),
    report: async () => ({ status: isUp() ? 'ok' : 'degraded' }),
  };
}

/** Starts the Slack adapter: Socket Mode with an app token, otherwise signed HTTP on `port` at /slack/events. */
export async function startSlack(settings: SlackSettings, parts: SlackParts): Promise<Connection> {
  const { appToken, apiUrl, oauth, port, wait = waitMs } = settings;
  const { log } = parts;
  const link = createLink();
  const hand = createInFlight();
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
  const receiver = (appToken ? socketReceiver : httpReceiver)(settings, install ?? {});
  const { installer } = receiver;
  const tenants: Tenants =
    kept && installer
      ? { workspaces: kept.workspaces(installer.authorize, apiUrl) }
      : await orFail(oneWorkspace(settings.botToken ?? '', apiUrl, wait), slackFault);
  const { workspaces, authorize, home, missingScopes = [] } = tenants;
  const lineOf = (error: unknown): string => slackFault(error, kept !== undefined);
  if (missingScopes.length > 0) log.warn({}, missingScopesFix(missingScopes));

  /** Called when the configured token is no longer valid. The operator must set a new one. */
  const onTokenLost = (error: unknown): void => {
    if (!kept && isTokenFault(error)) link.to('disconnected');
  };
  const app = new App({
    receiver,
    logger: silentLogger,
    clientOptions: clientOptions(apiUrl),
    // Bolt need not store conversations; the chat module does.
    convoStore: false,
    ...(authorize ? { authorize } : {}),
  });
  app.error(async (error) => log.warn({ error: error.name }, lineOf(error)));
  const onMalformed = createMalformedWarner(log);
  dropMalformed(app, onMalformed);
  const work = workWith({ log, wait, lineOf, track: hand.track, onFault: onTokenLost });
  const lookups = slackLookups({
    workspaces,
    wait,
    now: Date.now,
    sources: settings.sources,
    onFault: (error) => log.warn({ surface: 'lookup' }, lineOf(error)),
  });
  listen(app, { ...parts, work, wait, placeOf: createPlaceOf(lookups) });
  listenForUninstall(app, work, async (teamId) => {
    // Ignore token faults of other workspaces: they say nothing about the configured token.
    if (home && teamId !== home) return;
    if (kept) await kept.remove(teamId);
    else link.to('disconnected');
    log.warn({ tenant: `slack:${teamId}` }, 'The app was removed from the workspace, or its token revoked.');
  });

  const takesDeliveries = receiver instanceof HTTPReceiver;
  const server =
    takesDeliveries || (installer && install)
      ? slackServer({
          ...(takesDeliveries ? { receiver, signingSecret: settings.signingSecret } : {}),
          install: installer && install ? installRoutes(installer, install) : null,
          health: parts.health ?? healthByLink(link),
          onRefused: createRefusalLogger(log),
          onFault: atMostEvery(LOG_INTERVAL_MS, (error) =>
            log.warn({ surface: 'http', ...faultFields(error) }, 'a request failed'),
          ),
        })
      : null;
  const openPort = server ? await orFail(listenOn(server, port), notStarted) : null;
  let stopReceiving = (): void => {};
  if (takesDeliveries) link.to('connected');
  else {
    const socket = keepSocket(receiver.client, {
      link,
      wait,
      onMalformed,
      onFault: (error) => log.warn({ surface: 'socket' }, slackFault(error)),
    });
    await orFail(socket.start(), notStarted).catch((error: unknown) => {
      server?.close();
      throw error;
    });
    stopReceiving = socket.stop;
  }
  return {
    publisher: createSlackPublisher(workspaces),
    port: openPort,
    state: () => ({ mode: appToken ? 'socket' : 'http', ...link.report() }),
    async stop() {
      link.to('stopped');
      // Stop receiving first. Events already acknowledged are still answered through the Web API.
      stopReceiving();
      server?.close();
      await hand.finish();
      server?.closeAllConnections();
    },
  };
}
