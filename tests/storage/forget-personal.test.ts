import { expect, it } from 'vitest';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { forgetTenant } from '../../src/storage/tenants.ts';
import { openMemoryStore } from '../helpers/new-store.ts';

const reading = (id: string) => ({
  article: {
    id,
    title: id,
    text: 'A text.',
    published: null,
    retrieved: '2026-03-01T00:00:00.000Z',
    source: { kind: 'file', path: '-' } as const,
  },
  topics: [],
  facts: [],
});

it('forgets a workspace with what its people read for themselves, and no other one', async () => {
  const store = await openMemoryStore(() => new Date());
  for (const tenant of ['slack:T1', 'slack:T1/U1', 'slack:T12', 'slack:T12/U1'])
    await saveReadings(store, tenant, [reading(`of-${tenant}`)]);
  await forgetTenant(store.db, 'slack:T1', new Date());
  const left = await store.db.selectFrom('articles').select('tenant').orderBy('tenant').execute();
  expect(left.map(({ tenant }) => tenant)).toEqual(['slack:T12', 'slack:T12/U1']);
  await store.close();
});
