import type { Db } from '../../storage/database.ts';
import { ensureTenant } from '../../storage/tenants.ts';

/** When a person of a tenant last read what was new, ISO 8601; null where they never did. */
export async function lastRead(db: Db, tenant: string, person: string): Promise<string | null> {
  const row = await db
    .selectFrom('last_reads')
    .select('at')
    .where('tenant', '=', tenant)
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Notes that a person has read what was new up to an instant; an earlier one never takes a later one's place. */
export async function saveLastRead(db: Db, tenant: string, person: string, at: Date): Promise<void> {
  await ensureTenant(db, tenant, at);
  const row = { tenant, person, at: at.toISOString() };
  await db
    .insertInto('last_reads')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'person']).doUpdateSet({ at: row.at }).where('last_reads.at', '<', row.at),
    )
    .execute();
}
