import { sql } from 'kysely';
import { WEEK } from '../domain/time.ts';
import type { Db, EveryTenant } from '../storage/database.ts';
import { SHARED } from '../storage/tenant-articles.ts';

/** Counts of a running installation over all tenants. They contain no text of a message or article. */
export interface Operations {
  /** The deliveries of the last seven days, by state. */
  readonly deliveries: Readonly<Record<string, number>>;
  /** When the oldest unfinished delivery was due, ISO 8601; null if there is none. */
  readonly oldestOpen: string | null;
  /** The followed sources by health; `unread` ones have not been read yet. */
  readonly sources: Readonly<Record<'well' | 'failing' | 'paused' | 'unread', number>>;
  /** The sources that are due now, and since when the oldest is, ISO 8601; null if there is none. */
  readonly sourcesDue: number;
  readonly oldestSourceDue: string | null;
  readonly tenants: number;
}

/** All states with 0, so that each metric exists before its first delivery. */
const NO_DELIVERIES = { planned: 0, claimed: 0, sent: 0, unknown: 0, failed: 0, skipped: 0 };
/** The states of unfinished deliveries. */
const OPEN = ['planned', 'claimed'];

/** Reads the counts for metrics and the admin page. Each uses an index. */
export async function operationsOf(db: Db, _scope: EveryTenant, now: Date): Promise<Operations> {
  const since = new Date(now.getTime() - WEEK).toISOString().slice(0, 10);
  const deliveries = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['state', fn.countAll().as('count'), fn.min('due').as('oldest')])
    .where('local_date', '>=', since)
    .groupBy('state')
    .execute();
  const [sources] = (
    await sql<Record<string, unknown>>`select
      count(case when paused is not null then 1 end) as paused,
      count(case when paused is null and failures > 0 then 1 end) as failing,
      count(case when paused is null and failures = 0 and last_read is null then 1 end) as unread,
      count(case when paused is null and failures = 0 and last_read is not null then 1 end) as well,
      count(case when paused is null and due <= ${now.toISOString()} then 1 end) as due,
      min(case when paused is null and due <= ${now.toISOString()} then due end) as oldest
      from feeds`.execute(db)
  ).rows;
  const tenants = await db
    .selectFrom('tenants')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('id', '!=', SHARED)
    .executeTakeFirstOrThrow();
  const oldest = deliveries.flatMap(({ state, oldest: due }) => (OPEN.includes(state) && due ? [due] : []));
  const count = (name: string): number => Number(sources?.[name] ?? 0);
  return {
    deliveries: {
      ...NO_DELIVERIES,
      ...Object.fromEntries(deliveries.map(({ state, count: n }) => [state, Number(n)])),
    },
    oldestOpen: oldest.sort()[0] ?? null,
    sources: {
      well: count('well'),
      failing: count('failing'),
      paused: count('paused'),
      unread: count('unread'),
    },
    sourcesDue: count('due'),
    oldestSourceDue: (sources?.oldest as string | null | undefined) ?? null,
    tenants: Number(tenants.count),
  };
}

/** The rows that the admin page lists. */
export interface OperationsRows {
  readonly feeds: readonly {
    readonly url: string;
    readonly failures: number;
    readonly paused: string | null;
    readonly last_error: string | null;
    readonly last_read: string | null;
  }[];
  readonly deliveries: readonly {
    readonly tenant: string;
    readonly channel: string;
    readonly local_date: string;
    readonly state: string;
    readonly attempts: number;
    readonly error: string | null;
  }[];
  readonly feedback: readonly {
    readonly tenant: string;
    readonly verdict: string;
    readonly reason: string | null;
    readonly count: number;
  }[];
}

/** The most rows of each list on the admin page. */
export const MOST_ROWS = 100;

/** Reads failing sources first, the newest deliveries, and feedback counts, without questions or card text. */
export async function operationsRows(db: Db, _scope: EveryTenant): Promise<OperationsRows> {
  const feeds = await db
    .selectFrom('feeds')
    .select(['url', 'failures', 'paused', 'last_error', 'last_read'])
    .orderBy('failures', 'desc')
    .orderBy('url')
    .limit(MOST_ROWS)
    .execute();
  const deliveries = await db
    .selectFrom('deliveries')
    .select(['tenant', 'channel', 'local_date', 'state', 'attempts', 'error'])
    .orderBy('local_date', 'desc')
    .orderBy('id')
    .limit(MOST_ROWS)
    .execute();
  const feedback = await db
    .selectFrom('feedback')
    .select(({ fn }) => ['tenant', 'verdict', 'reason', fn.countAll().as('count')])
    .groupBy(['tenant', 'verdict', 'reason'])
    .orderBy('tenant')
    .limit(MOST_ROWS)
    .execute();
  return { feeds, deliveries, feedback: feedback.map((row) => ({ ...row, count: Number(row.count) })) };
}
