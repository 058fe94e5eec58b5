import { randomUUID } from 'node:crypto';
import type { Db } from './database.ts';

/**
 * Returns the id of the database's current history. A restored backup begins a new one: sequence numbers of the change
 * log may go back, so its consumers must read everything again.
 */
async function epochOf(db: Db): Promise<string> {
  const row = await db.selectFrom('store_meta').select('value').where('key', '=', 'epoch').executeTakeFirst();
  return row?.value ?? '';
}

/** Creates the epoch of a new database. If several processes do, the first one's stays. */
export async function ensureEpoch(db: Db): Promise<void> {
  if ((await epochOf(db)) !== '') return;
  await db
    .insertInto('store_meta')
    .values({ key: 'epoch', value: randomUUID() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** Replaces the epoch: a new history begins. */
export async function renewEpoch(db: Db): Promise<void> {
  const value = randomUUID();
  await db
    .insertInto('store_meta')
    .values({ key: 'epoch', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
