import type { Kysely } from 'kysely';
import type { DatabaseKind } from '../database.ts';

/** One step of the schema, forward only; it runs once, whole, in a transaction, and is never changed afterwards. */
export interface Migration {
  readonly name: string;
  up(db: Kysely<unknown>, kind: DatabaseKind): Promise<void>;
}
