import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { InferResult } from 'kysely';
import { OperatorError } from '../domain/errors.ts';
import { HOUR } from '../domain/time.ts';
import type { Db } from './database.ts';
import { storableText } from './encoding.ts';
import { ensureTenant } from './tenants.ts';

/** An API token for one tenant's library. Its secret is stored only as a hash. Instants are ISO 8601. */
export interface AccessToken {
  /** A public id, which identifies the token in lists and logs. */
  readonly id: string;
  readonly tenant: string;
  /** The operator's name for its purpose. */
  readonly name: string;
  readonly created: string;
  /** To the hour; null if it was never used. */
  readonly lastUsed: string | null;
  /** The only feed that it gives access to; null for a token of MCP and the HTTP API. */
  readonly feed: string | null;
}

/** The bytes of a token's id and of its secret, which has 256 bits. The id is hexadecimal, because people type it. */
const [ID_BYTES, SECRET_BYTES] = [6, 32];
/** `rdo_<id>_<secret>`; the fixed prefix lets secret scanners find it. */
const FORM = /^rdo_([\da-f]{12})_([\w-]{43})$/;
/** The precision of the last use, in milliseconds. A write for every request would cost more than the request. */
const USE_EVERY_MS = HOUR;

/** Hashes a secret. A fast hash is enough for 256 random bits, which cannot be guessed offline. */
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Creates a token for a tenant. Its text is returned only once. */
export async function createToken(
  db: Db,
  tenant: string,
  name: string,
  now: Date,
  feed: string | null = null,
): Promise<{ readonly token: string; readonly id: string }> {
  const id = randomBytes(ID_BYTES).toString('hex');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  await ensureTenant(db, tenant, now);
  await db
    .insertInto('access_tokens')
    .values({
      id,
      tenant,
      name: storableText(name),
      hash: hashOf(secret),
      created: now.toISOString(),
      last_used: null,
      feed,
    })
    .execute();
  return { token: `rdo_${id}_${secret}`, id };
}

/** Returns a tenant's tokens, the oldest first. */
export async function tokensOf(db: Db, tenant: string): Promise<AccessToken[]> {
  const rows = await db
    .selectFrom('access_tokens')
    .select(['id', 'tenant', 'name', 'created', 'last_used', 'feed'])
    .where('tenant', '=', tenant)
    .orderBy('created')
    .orderBy('id')
    .execute();
  return rows.map(({ last_used: lastUsed, ...row }) => ({ ...row, lastUsed }));
}

/** Deletes a token, effective at once. Returns false if the tenant has none of this id. */
export async function revokeToken(db: Db, tenant: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('access_tokens')
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Records when a token was used. If the database accepts no writes, the record is lost and reading goes on. */
async function noteUse(db: Db, id: string, now: Date): Promise<void> {
  try {
    await db
      .updateTable('access_tokens')
      .set({ last_used: now.toISOString() })
      .where('id', '=', id)
      .execute();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
  }
}

const ownerQuery = (db: Db) =>
  db
    .selectFrom('access_tokens')
    .select(['tenant', 'hash', 'last_used', 'feed'])
    .where('id', '=', '')
    .compile();

/** Each database's compiled query, because it runs for every request and compiling takes longer than running. */
const ownerQueries = new WeakMap<Db, ReturnType<typeof ownerQuery>>();

async function rowOf(db: Db, id: string) {
  const query = ownerQueries.get(db) ?? ownerQuery(db);
  ownerQueries.set(db, query);
  const { rows } = await db.executeQuery<InferResult<typeof query>[number]>({ ...query, parameters: [id] });
  return rows[0];
}

/** Returns the owner of a token, or null. Compares in constant time. */
export async function tokenOwner(
  db: Db,
  token: string,
  now: Date,
): Promise<Pick<AccessToken, 'id' | 'tenant' | 'feed'> | null> {
  const [, id, secret] = FORM.exec(token) ?? [];
  if (id === undefined || secret === undefined) return null;
  const row = await rowOf(db, id);
  const given = Buffer.from(hashOf(secret));
  if (!row || !timingSafeEqual(given, Buffer.from(row.hash.padEnd(given.length).slice(0, given.length))))
    return null;
  if (row.last_used === null || now.getTime() - Date.parse(row.last_used) > USE_EVERY_MS)
    await noteUse(db, id, now);
  return { id, tenant: row.tenant, feed: row.feed };
}
