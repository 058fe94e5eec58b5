import { isIPv6 } from 'node:net';
import { slackbotCallers } from './adapters/slack/slackbot-caller.ts';
import type { ChooseCandidates } from './answer/advised.ts';
import type { ReadoutAccess } from './answer/query-core.ts';
import { readoutVersion } from './cli/version.ts';
import type { Config } from './config.ts';
import type { DigestService } from './digest/service.ts';
import { subscriptionsOf } from './digest/store/subscriptions.ts';
import { faultFields } from './domain/errors.ts';
import type { HealthChecks } from './http/health-routes.ts';
import type { RequestedArticles } from './ingest/requested/requested-articles.ts';
import { HUB_PATH, hubCallback } from './ingest/sources/hub-callback.ts';
import type { Hubs } from './ingest/sources/hubs.ts';
import type { SourcesService } from './ingest/sources/service.ts';
import type { Log } from './logger.ts';
import { libraryAccess } from './queries/caller.ts';
import type { Queries } from './queries/queries.ts';
import { tokenOwner } from './storage/access-tokens.ts';
import type { Store } from './storage/database.ts';

export interface ProgramsParts {
  readonly readout: ReadoutAccess;
  readonly store: Store;
  readonly sources: SourcesService;
  readonly requested: RequestedArticles;
  readonly digests: DigestService;
  readonly choose?: ChooseCandidates | undefined;
  /** Counts the questions of one surface. */
  readonly observed?: (queries: Queries, surface: 'mcp' | 'api') => Queries;
  readonly health: HealthChecks;
  /** Answers WebSub hubs; null if no hub can reach this process. */
  readonly hubs?: Hubs | null;
  readonly log: Log;
}

/** The running public port. */
export interface Programs {
  readonly says: string;
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the public port for MCP and the HTTP API as configured. Returns null if it is off. */
export async function startPrograms(
  {
    API_HOST,
    API_PORT,
    API_RATE,
    READOUT_PUBLIC_URL,
    SLACK_SIGNING_SECRET,
  }: Pick<Config, 'API_HOST' | 'API_PORT' | 'API_RATE' | 'READOUT_PUBLIC_URL' | 'SLACK_SIGNING_SECRET'>,
  { readout, store, sources, requested, digests, choose, observed, health, hubs = null, log }: ProgramsParts,
): Promise<Programs | null> {
  if (!API_HOST) return null;
  // Import these only when needed: they are slow to load.
  const [{ createQueries }, { mcpOverHttp }, { httpApi }, { feedRoute }, { feedOf }, { startPublicServer }] =
    await Promise.all([
      import('./queries/queries.ts'),
      import('./adapters/mcp/server.ts'),
      import('./adapters/api/app.ts'),
      import('./adapters/feeds/feed-route.ts'),
      import('./queries/feed-queries.ts'),
      import('./public-server.ts'),
    ]);
  const onFault = (error: unknown): void => log.error(faultFields(error), 'a program was not answered');
  const libraries = libraryAccess(readout);
  const digestDeps = {
    service: digests,
    subscriptions: (tenant: string) => subscriptionsOf(store.db, tenant),
  };
  const queries = createQueries({
    libraries,
    requested,
    followed: sources.list,
    now: store.now,
    choose,
    digests: digestDeps,
  });
  const mcp = mcpOverHttp({
    queries: observed?.(queries, 'mcp') ?? queries,
    version: readoutVersion(),
    onFault,
  });
  const api = httpApi({ queries: observed?.(queries, 'api') ?? queries, version: readoutVersion(), onFault });
  const feeds = feedRoute({
    async ownerOf(token) {
      const owner = await tokenOwner(store.db, token, store.now());
      return owner && owner.feed !== null
        ? { tenant: owner.tenant, person: owner.id, feed: owner.feed }
        : null;
    },
    feedOf: (caller, name, self) =>
      feedOf(caller, name, self, { libraries, digests: digestDeps, now: store.now }),
    publicUrl: READOUT_PUBLIC_URL ?? null,
  });
  const server = await startPublicServer(
    {
      routes: new Map([
        ['mcp', mcp.answer],
        ['v1', api.answer],
      ]),
      open: [api.openApi, feeds],
      ...(hubs ? { callbacks: new Map([[HUB_PATH, hubCallback(hubs)]]) } : {}),
      async callerOf(token) {
        const owner = await tokenOwner(store.db, token, store.now());
        return owner?.feed === null ? { tenant: owner.tenant, person: owner.id } : null;
      },
      ...(SLACK_SIGNING_SECRET ? { signed: new Map([['mcp', slackbotCallers(SLACK_SIGNING_SECRET)]]) } : {}),
      health,
      rate: API_RATE,
      onFault,
    },
    API_HOST,
    API_PORT,
  );
  const url = `http://${isIPv6(API_HOST) ? `[${API_HOST}]` : API_HOST}:${server.port}`;
  return {
    url,
    says: `Programs: on, MCP at ${url}/mcp, HTTP API at ${url}/v1. readout token create makes a token.`,
    async stop() {
      await mcp.close();
      await server.stop();
    },
  };
}
