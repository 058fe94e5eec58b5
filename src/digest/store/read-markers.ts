import type { Db } from '../../storage/database.ts';
import { ensureTenant } from '../../storage/tenants.ts';

/** Returns when a person last read the news, ISO 8601; null if never. */
export async function lastRead(db: Db, tenant: string, person: string): Promise<string | null> {
  const row = await db
    .selectFrom('last_reads')
    .select('at')
    .where('tenant', '=', tenant)
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Records that a person has read the news up to an instant. An earlier instant never replaces a later one. */
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
