import type { LinkReport } from './chat/connection-state.ts';
import type { HealthChecks } from './http/health-routes.ts';
import type { Store, StoreHealth } from './storage/database.ts';

export interface HealthParts {
  readonly store: Pick<Store, 'kind' | 'health' | 'isReadable'>;
  /** Returns the number of loaded articles. */
  readonly articles: () => number;
  /** The connections by name. */
  readonly connections: Readonly<Record<string, { state(): LinkReport }>>;
  readonly started: Date;
  /** Returns when digests last ran and their current fault, or null before the first run. */
  readonly digests?: () => { readonly lastRound: string | null; readonly fault: string | null } | null;
}

/** How long a check of the store is cached, in milliseconds, because anybody may request the health routes. */
const STORE_FRESH_MS = 1_000;

/** Limits a function to one run per period. All callers in a period share its result. */
function atMostOnce<T>(periodMs: number, work: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly result: Promise<T> } | null = null;
  return () => {
    if (!last || performance.now() - last.at >= periodMs) last = { at: performance.now(), result: work() };
    return last.result;
  };
}

const isUp = ({ state }: LinkReport): boolean => state !== 'disconnected';

/**
 * Creates the health checks of the whole bot, and of one connection for that connection's own port. A connection that
 * is reconnecting is not a fault yet. Both give the same report but differ in readiness: Slack's port accepts
 * deliveries while Discord is down.
 */
export function createHealth({ store, articles, connections, started, digests }: HealthParts): {
  readonly whole: HealthChecks;
  of(connection: string): HealthChecks;
} {
  const tryStore = atMostOnce<StoreHealth>(STORE_FRESH_MS, () => store.health());
  const isReadable = atMostOnce(STORE_FRESH_MS, () => store.isReadable());
  const report: HealthChecks['report'] = async () => {
    const { kind, ok, message } = await tryStore();
    const links = Object.entries(connections).map(([name, one]) => [name, one.state()] as const);
    return {
      status: ok && links.every(([, link]) => isUp(link)) ? 'ok' : 'degraded',
      started: started.toISOString(),
      store: { kind, ok, ...(message === undefined ? {} : { fault: message }) },
      articles: articles(),
      ...(digests ? { digests: digests() } : {}),
      ...Object.fromEntries(links),
    };
  };
  return {
    whole: {
      report,
      ready: async () => Object.values(connections).every((one) => isUp(one.state())) && (await isReadable()),
    },
    of: (name) => ({
      report,
      ready: async () => {
        const connection = connections[name];
        return (!connection || isUp(connection.state())) && (await isReadable());
      },
    }),
  };
}
