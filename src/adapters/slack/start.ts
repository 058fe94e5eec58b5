import { App, type AppOptions, HTTPReceiver } from '@slack/bolt';
import { createLink, type Link, type LinkReport } from '../../chat/connection-state.ts';
import { createWorkInHand } from '../../chat/in-flight.ts';
import { atMostEvery } from '../../domain/at-most-every.ts';
import { faultFields, OperatorError } from '../../domain/errors.ts';
import type { Outlet } from '../../domain/publisher.ts';
import { listenOn } from '../../http/guarded-server.ts';
import type { HealthChecks } from '../../http/health-routes.ts';
import { dropMalformed, malformedTeller } from './delivery.ts';
import { lacking, slackFault, startFault } from './errors.ts';
import { slackServer } from './http-server.ts';
import { listen } from './listen.ts';
import { type SlackParts, workWith } from './listener-parts.ts';
import { type InstallationParts, slackInstallations, stateSecretOf } from './oauth/installation-store.ts';
import { type InstallSettings, installerOptions, installRoutes } from './oauth/installer.ts';
import { oneWorkspace } from './one-workspace.ts';
import { placesBy } from './place.ts';
import { isTokenFault, reallyWait, type Wait } from './post-outcome.ts';
import { httpReceiver, socketReceiver } from './receivers.ts';
import { slackOutlet } from './slack-publisher.ts';
import { keepSocket } from './socket.ts';
import { listenForLeaving } from './uninstall.ts';
import { type SourceRights, slackLookups } from './user-info.ts';
import { clientOptions, silent, type Workspaces } from './workspace.ts';

/** How several workspaces install the app, and where their tokens are kept. */
interface OauthSettings extends Omit<InstallSettings, 'apiUrl'>, InstallationParts {
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
  /** Who may change what a workspace reads; admins by default. */
  readonly sources?: SourceRights | undefined;
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
  /** The team whose token is a setting; absent where workspaces install the app. */
  readonly home?: string;
  readonly authorize?: NonNullable<AppOptions['authorize']>;
  readonly lacks?: readonly string[];
}

/** What anybody can cause is told of at most this often, in milliseconds. */
const TOLD_EVERY_MS = 60_000;

/** Tells the operator why deliveries are refused: the secret or the clock may be wrong. */
const refusals = (log: SlackParts['log']) =>
  atMostEvery(TOLD_EVERY_MS, (why: 'stale' | 'unsigned') =>
    log.warn(
      { surface: 'http' },
      why === 'stale'
        ? 'A delivery was refused: its time is not this machine’s. If it came from Slack, set this machine’s clock (for example by NTP).'
        : 'A delivery was refused: its signature is not of SLACK_SIGNING_SECRET. If it came from Slack, copy the secret again: Basic Information, App Credentials.',
    ),
  );

/** What the port tells where nobody gave it more to tell: whether events can come in. */
function healthByLink(link: Link): HealthChecks {
  const isUp = (): boolean => link.report().state !== 'disconnected';
  return {
    ready: async () => isUp(),
    report: async () => ({ status: isUp() ? 'ok' : 'degraded' }),
  };
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
  const receiver = (appToken ? socketReceiver : httpReceiver)(settings, install ?? {});
  const { installer } = receiver;
  const tenants: Tenants =
    kept && installer
      ? { workspaces: kept.workspaces(installer.authorize, apiUrl) }
      : await orFail(oneWorkspace(settings.botToken ?? '', apiUrl, wait), slackFault);
  const { workspaces, authorize, home, lacks = [] } = tenants;
  const lineOf = (error: unknown): string => slackFault(error, kept !== undefined);
  if (lacks.length > 0) log.warn({}, lacking(lacks));

  /** One workspace's token that died does not come back: the operator has to put another one there. */
  const lost = (error: unknown): void => {
    if (!kept && isTokenFault(error)) link.to('disconnected');
  };
  const app = new App({
    receiver,
    logger: silent,
    clientOptions: clientOptions(apiUrl),
    // What was said before is the chat's to remember.
    convoStore: false,
    ...(authorize ? { authorize } : {}),
  });
  app.error(async (error) => log.warn({ error: error.name }, lineOf(error)));
  const onMalformed = malformedTeller(log);
  dropMalformed(app, onMalformed);
  const work = workWith({ log, wait, lineOf, track: hand.track, onFault: lost });
  const lookups = slackLookups({
    workspaces,
    wait,
    now: Date.now,
    sources: settings.sources,
    onFault: (error) => log.warn({ surface: 'lookup' }, lineOf(error)),
  });
  listen(app, { ...parts, work, wait, placeOf: placesBy(lookups) });
  listenForLeaving(app, work, async (teamId) => {
    // What happens in another workspace says nothing of the one whose token is a setting.
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
          onRefused: refusals(log),
          onFault: atMostEvery(TOLD_EVERY_MS, (error) =>
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
    outlet: slackOutlet(workspaces),
    port: openPort,
    state: () => ({ mode: appToken ? 'socket' : 'http', ...link.report() }),
    async stop() {
      link.to('stopped');
      // First no more events come in; those that were acknowledged are still answered, by the Web API.
      stopReceiving();
      server?.close();
      await hand.finish();
      server?.closeAllConnections();
    },
  };
}
