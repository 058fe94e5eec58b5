import type { Db, EveryTenant } from '../../storage/database.ts';

export interface FeedbackRow {
  readonly verdict: string;
  /** The reason, one of REASONS; null if none was given. */
  readonly reason: string | null;
  readonly question: string | null;
  readonly facts: readonly string[];
  readonly person: string;
  readonly made: string;
}

/** Returns a tenant's feedback, newest first. */
export async function feedbackOf(db: Db, tenant: string, limit: number): Promise<FeedbackRow[]> {
  const rows = await db
    .selectFrom('feedback')
    .select(['verdict', 'reason', 'question', 'facts', 'person', 'made'])
    .where('tenant', '=', tenant)
    .orderBy('made', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) as string[] }));
}

/** Returns the tenants that have given feedback, for the operator's command line. */
export async function tenantsWithFeedback(db: Db, _scope: EveryTenant): Promise<string[]> {
  const rows = await db.selectFrom('feedback').select('tenant').distinct().orderBy('tenant').execute();
  return rows.map(({ tenant }) => tenant);
}
