import type { Chat } from '../chat/call-types.ts';
import type { Config } from '../config.ts';
import type { LocalRoute } from '../http/local-route.ts';
import type { Queries } from '../queries/queries.ts';
import { EVERY_TENANT, type Store } from '../storage/database.ts';
import { adminRoute, metricsRoute } from './local-routes.ts';
import { type Observer, observedChat, observedQueries } from './observer.ts';
import { operationsOf } from './operations-rows.ts';
import { createMetrics } from './prometheus.ts';

export interface WatchingParts {
  readonly store: Store;
  readonly libraries: () => { readonly open: number; readonly bytes: number };
  readonly version: string;
}

/** The metrics and traces of a running bot. */
export interface Watching {
  readonly polled: Observer['polled'];
  chat(chat: Chat): Chat;
  queries(queries: Queries, surface: 'mcp' | 'api'): Queries;
  readonly metricsRoute: LocalRoute;
  /** The routes for the local page's port: metrics and the admin page. */
  readonly routes: readonly LocalRoute[];
  stop(): Promise<void>;
}

/** Starts metrics, and traces if `OTEL_EXPORTER_OTLP_ENDPOINT` is set. The tracing code is imported only then. */
export async function startWatching(
  config: Pick<Config, 'READOUT_METRICS_TOKEN' | 'READOUT_ADMIN_TOKEN'>,
  { store, libraries, version }: WatchingParts,
): Promise<Watching> {
  const metrics = createMetrics({
    version,
    libraries,
    operations: () => operationsOf(store.db, EVERY_TENANT, store.now()),
    now: store.now,
  });
  const isTraced = Boolean(process.env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim());
  const tracing = isTraced ? (await import('./tracing.ts')).startTracing(version) : null;
  const observers: readonly Observer[] = tracing ? [metrics, tracing] : [metrics];
  const route = metricsRoute(metrics, config.READOUT_METRICS_TOKEN);
  return {
    polled(outcome, seconds) {
      for (const observer of observers) observer.polled(outcome, seconds);
    },
    chat: (chat) => observedChat(chat, observers),
    queries: (queries, surface) => observedQueries(queries, surface, observers),
    metricsRoute: route,
    routes: [route, adminRoute(metrics, store, config.READOUT_ADMIN_TOKEN)],
    // An unreachable collector must not delay the shutdown.
    stop: async () => void (await tracing?.stop().catch(() => {})),
  };
}
