import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createToken, tokenOwner } from '../../src/storage/access-tokens.ts';
import { openStore } from '../../src/storage/open.ts';

it('a token opens its library while the database takes no writes', async () => {
  const now = new Date('2026-03-01T09:00:00Z');
  const store = await openStore({ path: ':memory:', now: () => now });
  const { token, id } = await createToken(store.db, 'slack:T1', 'test', now);
  await sql`pragma query_only = on`.execute(store.db);
  const owner = { id, tenant: 'slack:T1', feed: null };
  expect(await tokenOwner(store.db, token, now)).toEqual(owner);
  await sql`pragma query_only = off`.execute(store.db);
  expect(await tokenOwner(store.db, token, now)).toEqual(owner);
  await store.close();
});
