import type { LinkReport } from './chat/connection-state.ts';
import type { Store } from './storage/database.ts';

export interface HealthParts {
  readonly store: Pick<Store, 'kind' | 'health'>;
  /** How many articles are loaded. */
  readonly articles: () => number;
  /** What is connected, by name. */
  readonly connections: Readonly<Record<string, { state(): LinkReport }>>;
  readonly started: Date;
  /** When digests last looked at the clock and what is wrong with them; null before they run. */
  readonly digests?: () => { readonly lastRound: string | null; readonly fault: string | null } | null;
}

/** What the health endpoint tells: `degraded` where something is down that does not come back by itself. */
export interface Health {
  readonly status: 'ok' | 'degraded';
  readonly [part: string]: unknown;
}

/** Looks at the store and at every connection. A connection that is being made again is no fault yet. */
export async function healthOf({
  store,
  articles,
  connections,
  started,
  digests,
}: HealthParts): Promise<Health> {
  const { kind, ok } = await store.health();
  const links = Object.entries(connections).map(([name, one]) => [name, one.state()] as const);
  const up = ok && links.every(([, { state }]) => state !== 'disconnected');
  return {
    status: up ? 'ok' : 'degraded',
    started: started.toISOString(),
    store: { kind, ok },
    articles: articles(),
    ...(digests ? { digests: digests() } : {}),
    ...Object.fromEntries(links),
  };
}
