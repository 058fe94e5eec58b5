import { randomBytes } from 'node:crypto';
import { OperatorError } from '../domain/errors.ts';
import type { Db } from './database.ts';

/** The key of the secret in `store_meta`. */
const NAME = 'files_secret';
const BYTES = 32;

const secrets = new WeakMap<Db, Buffer>();

async function storedSecret(db: Db): Promise<Buffer | null> {
  const row = await db.selectFrom('store_meta').select('value').where('key', '=', NAME).executeTakeFirst();
  if (!row) return null;
  const secret = Buffer.from(row.value, 'base64url');
  secrets.set(db, secret);
  return secret;
}

/**
 * Returns the secret with which processes seal the files that they save beside the database. The first one creates it.
 * Null while there is none and the database takes no writes.
 */
export async function filesSecret(db: Db): Promise<Buffer | null> {
  const known = secrets.get(db) ?? (await storedSecret(db));
  if (known) return known;
  try {
    await db
      .insertInto('store_meta')
      .values({ key: NAME, value: randomBytes(BYTES).toString('base64url') })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
  return storedSecret(db);
}
