import type { Db } from './database.ts';
import { ensureTenant } from './tenants.ts';

/**
 * Takes one question from a tenant's model budget of the day (UTC). Returns false if the budget is spent. One statement
 * checks and counts, so all processes on a database share the budget.
 */
export async function takeModelQuestion(db: Db, tenant: string, budget: number, now: Date): Promise<boolean> {
  if (budget <= 0) return false;
  await ensureTenant(db, tenant, now);
  const row = await db
    .insertInto('model_usage')
    .values({ tenant, day: now.toISOString().slice(0, 10), questions: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'day'])
        .doUpdateSet(({ ref, eb }) => ({ questions: eb(ref('model_usage.questions'), '+', 1) }))
        .where('model_usage.questions', '<', budget),
    )
    .returning('questions')
    .executeTakeFirst();
  return row !== undefined;
}
