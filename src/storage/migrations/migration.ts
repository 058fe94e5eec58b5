import type { Kysely } from 'kysely';
import type { DatabaseKind } from '../database.ts';

/**
 * One step of the schema. It only goes forward, runs once, in one transaction, and is never changed after its release.
 */
export interface Migration {
  readonly name: string;
  up(db: Kysely<unknown>, kind: DatabaseKind): Promise<void>;
}
