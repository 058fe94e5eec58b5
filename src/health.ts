import type { LinkReport } from './chat/connection-state.ts';
import type { HealthChecks } from './http/health-routes.ts';
import type { Store, StoreHealth } from './storage/database.ts';

export interface HealthParts {
  readonly store: Pick<Store, 'kind' | 'health' | 'isReadable'>;
  /** How many articles are loaded. */
  readonly articles: () => number;
  /** What is connected, by name. */
  readonly connections: Readonly<Record<string, { state(): LinkReport }>>;
  readonly started: Date;
  /** When digests last looked at the clock and what is wrong with them; null before they run. */
  readonly digests?: () => { readonly lastRound: string | null; readonly fault: string | null } | null;
}

/** How long an answer of the store is good, in milliseconds: strangers may ask for health as often as they like. */
const STORE_FRESH_MS = 1_000;

/** Runs the work at most once in a period and for all who ask meanwhile. */
function atMostOnce<T>(periodMs: number, work: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly result: Promise<T> } | null = null;
  return () => {
    if (!last || performance.now() - last.at >= periodMs) last = { at: performance.now(), result: work() };
    return last.result;
  };
}

const isUp = ({ state }: LinkReport): boolean => state !== 'disconnected';

/**
 * The health of the whole bot, and of one connection for the port of that connection alone. A connection that is being made
 * again is no fault yet. Both give the same report; what is ready differs: Slack's port takes deliveries while Discord is gone.
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
