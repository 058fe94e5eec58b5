import { randomUUID } from 'node:crypto';
import type { Db } from './database.ts';

/**
 * The epoch names one history of the database. Restoring a backup begins a new one: the numbers of the change log may
 * then go backwards, so that whoever follows it has to read everything anew.
 */
export async function epochOf(db: Db): Promise<string> {
  const row = await db.selectFrom('store_meta').select('value').where('key', '=', 'epoch').executeTakeFirst();
  return row?.value ?? '';
}

/** Gives a new database its epoch; the first of several processes wins. */
export async function ensureEpoch(db: Db): Promise<void> {
  if ((await epochOf(db)) !== '') return;
  await db
    .insertInto('store_meta')
    .values({ key: 'epoch', value: randomUUID() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** Begins a new history. */
export async function renewEpoch(db: Db): Promise<void> {
  const value = randomUUID();
  await db
    .insertInto('store_meta')
    .values({ key: 'epoch', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
