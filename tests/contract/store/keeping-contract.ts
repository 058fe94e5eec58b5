import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { storeMemory } from '../../../src/chat/store/chat-state-rows.ts';
import { planDeliveries } from '../../../src/digest/store/ledger.ts';
import { saveLastRead } from '../../../src/digest/store/read-markers.ts';
import { saveSubscription } from '../../../src/digest/store/subscriptions.ts';
import { addWatch } from '../../../src/digest/store/topic-watches.ts';
import { DAY } from '../../../src/domain/time.ts';
import { saveSource } from '../../../src/ingest/store/source-rows.ts';
import { readingOf, saveReadings } from '../../../src/library/store/article-rows.ts';
import { createToken } from '../../../src/storage/access-tokens.ts';
import { type Db, EVERY_TENANT, isPostgres, type Store } from '../../../src/storage/database.ts';
import { exportOf } from '../../../src/storage/export.ts';
import { saveInstallation } from '../../../src/storage/installations.ts';
import { takeModelQuestion } from '../../../src/storage/model-usage.ts';
import { prune, RETENTION } from '../../../src/storage/retention.ts';
import { readKeys } from '../../../src/storage/secrets.ts';
import { forgetTenant, saveTenant, TENANT_TABLES } from '../../../src/storage/tenants.ts';
import { addWebhook } from '../../../src/storage/webhooks.ts';
import { delivery } from './delivery-harness.ts';
import type { Bed } from './harness.ts';
import { card, reading } from './samples.ts';

/** Returns every table of the database that has a column `tenant`. */
async function tablesWithTenants(db: Db): Promise<string[]> {
  const { rows } = isPostgres(db)
    ? await sql<{ name: string }>`select table_name as name from information_schema.columns
        where table_schema = current_schema() and column_name = 'tenant' order by 1`.execute(db)
    : await sql<{ name: string }>`select m.name from sqlite_master m, pragma_table_info(m.name) c
        where m.type = 'table' and c.name = 'tenant' order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/** Returns all of a tenant's rows, by table. */
export async function rowsOf(db: Db, tenant: string): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const table of await tablesWithTenants(db))
    found[table] = (await sql`select * from ${sql.table(table)} where tenant = ${tenant}`.execute(db)).rows;
  return found;
}

/** Gives a tenant at least one row in every table. Returns the ids of its rows. */
export async function settle(store: Store, tenant: string) {
  const now = store.now();
  const { db } = store;
  const memory = storeMemory(store);
  const article = `article-${randomUUID()}`;
  const keys = readKeys({ READOUT_KEY: Buffer.alloc(32, 7).toString('base64') });
  await saveTenant(db, { id: tenant, platform: 'slack', name: 'Acme' }, now);
  await saveInstallation(db, tenant, keys, { platform: 'slack', secret: { botToken: 'xoxb-x' } }, now);
  await saveReadings(store, tenant, [reading(article, 'The harbour was closed.')], {
    keysOf: () => ['harbour'],
  });
  await memory.saveCard(card(tenant, 'card'));
  await memory.saveConversation(tenant, 'thread', { question: 'q', about: [], facts: [], shown: [] });
  await memory.saveFeedback({
    tenant,
    cardId: 'card',
    person: 'U1',
    verdict: 'up',
    question: 'q',
    facts: [],
  });
  await saveLastRead(db, tenant, 'U1', now);
  const state = { etag: null, lastModified: null, dueAt: now.toISOString(), failures: 0, pausedAt: null };
  await saveSource(
    db,
    tenant,
    {
      url: 'https://a.example/',
      kind: 'feed',
      title: null,
      addedBy: null,
      addedAt: now.toISOString(),
      state: { ...state, lastError: null, lastReadAt: null, seen: [] },
    },
    now,
  );
  const subscription = randomUUID();
  const wanted = {
    localTime: '09:00',
    zone: 'Europe/Berlin',
    topics: [],
    quiet: 'line' as const,
    createdBy: 'U1',
  };
  await saveSubscription(db, tenant, { id: subscription, channel: 'C1', ...wanted }, now);
  const planned = delivery(tenant, now, { subscription });
  await planDeliveries(db, EVERY_TENANT, [planned], now);
  await addWatch(db, tenant, { channel: 'C1', topic: 'harbour', createdBy: 'U1' }, now);
  const webhook = await addWebhook(db, tenant, 'https://hooks.example/', now);
  await takeModelQuestion(db, tenant, 10, now);
  const { id: token } = await createToken(db, tenant, 'a program', now);
  return { article, subscription, delivery: planned.id, token, webhook };
}

export function keepingContract(bed: Bed): void {
  describe('forgetting and exporting', () => {
    it('knows every table that holds a tenant’s rows', async () => {
      expect(await tablesWithTenants(bed.store.db)).toEqual([...TENANT_TABLES].sort());
    });

    it('forgets a tenant in every table and leaves no other’s row', async () => {
      const { store, T1, T2, now } = bed;
      await settle(store, T1);
      await settle(store, T2);
      const others = await rowsOf(store.db, T2);
      for (const [table, rows] of Object.entries(await rowsOf(store.db, T1)))
        expect(rows.length, table).toBeGreaterThan(0);
      const gone = await forgetTenant(store.db, T1, now);
      expect(Object.values(gone).every((count) => count > 0)).toBe(true);
      expect(Object.values(await rowsOf(store.db, T1)).flat()).toEqual([]);
      expect(await rowsOf(store.db, T2)).toEqual(others);
      const left = await sql<{ n: number }>`select count(*) as n from tenants where id = ${T1}`.execute(
        store.db,
      );
      expect(Number(left.rows[0]!.n)).toBe(0);
      expect(Object.values(await forgetTenant(store.db, T1, now)).every((count) => count === 0)).toBe(true);
    });

    it('exports everything of a tenant and of no other, its tokens kept back', async () => {
      const { store, T1, T2 } = bed;
      await settle(store, T1);
      await settle(store, T2);
      const long = reading(`${T1}/long`, 'Number 1.');
      const facts = Array.from({ length: 1_203 }, (_, at) => ({ ...long.facts[0]!, id: `${T1}/${at}` }));
      await saveReadings(store, T1, [{ ...long, facts }]);
      const rows = await Array.fromAsync(exportOf(store.db, T1));
      const tables = Map.groupBy(rows, ({ table }) => table);
      expect([...tables.keys()].sort()).toEqual(
        [
          'tenants',
          ...TENANT_TABLES.filter((name) => !['changes', 'article_keys', 'tenant_articles'].includes(name)),
        ].sort(),
      );
      expect(new Set(tables.get('facts')!.map(({ row }) => row.id)).size).toBe(1_204);
      expect(tables.get('articles')).toHaveLength(2);
      expect(rows.filter(({ table, row }) => table !== 'tenants' && row.tenant !== T1)).toEqual([]);
      expect(tables.get('installations')![0]!.row.sealed).toBe('(kept back)');
      expect(await Array.fromAsync(exportOf(store.db, `${T1}-nobody`))).toEqual([]);
    });
  });

  describe('retention', () => {
    const young = (at: Date, age: number) => new Date(at.getTime() - age + 1_000);
    const old = (at: Date, age: number) => new Date(at.getTime() - age - 1_000);
    const keep = { ...RETENTION, articles: 90 * DAY };

    it('deletes what is older than its setting and nothing that is younger', async () => {
      const { store, T1, T2, now } = bed;
      /** Writes a tenant's rows, each aged relative to its limit by `when`. */
      const made = async (tenant: string, when: (at: Date, age: number) => Date) => {
        const memory = storeMemory(store);
        bed.now = when(now, keep.articles);
        await saveReadings(store, tenant, [reading(`${tenant}/a`, 'x')]);
        await memory.saveCard(card(tenant, 'c', when(now, keep.cards).toISOString()));
        bed.now = when(now, keep.conversations);
        await memory.saveConversation(tenant, 't', { question: 'q', about: [], facts: [], shown: [] });
        bed.now = when(now, keep.feedback);
        await memory.saveFeedback({
          tenant,
          cardId: 'c',
          person: 'U1',
          verdict: 'up',
          question: null,
          facts: [],
        });
        bed.now = when(now, keep.seen);
        await memory.firstSeen(`${tenant} event`);
        await saveLastRead(store.db, tenant, 'U1', when(now, keep.lastReads));
        const due = when(now, when === old ? keep.deliveries + DAY : keep.deliveries);
        const localDate = due.toISOString().slice(0, 10);
        await planDeliveries(store.db, EVERY_TENANT, [delivery(tenant, due, { localDate })], due);
        bed.now = now;
      };
      await made(T1, old);
      await made(T2, young);
      expect(await prune(store, keep)).toBeGreaterThanOrEqual(7);
      const counts = async (tenant: string) => {
        const { articles, cards, conversations, feedback, last_reads, deliveries } = await rowsOf(
          store.db,
          tenant,
        );
        const tables = { articles, cards, conversations, feedback, last_reads, deliveries };
        return Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows!.length]));
      };
      const each = (n: number) => ({
        articles: n,
        cards: n,
        conversations: n,
        feedback: n,
        last_reads: n,
        deliveries: n,
      });
      expect(await counts(T1)).toEqual(each(0));
      expect(await counts(T2)).toEqual(each(1));
      const seen = await store.db
        .selectFrom('seen_events')
        .select('id')
        .where('id', 'like', `%event`)
        .execute();
      expect(seen.map(({ id }) => id)).toContain(`${T2} event`);
      expect(seen.map(({ id }) => id)).not.toContain(`${T1} event`);
    });

    it('keeps articles for good where nothing is said', async () => {
      const { store, T1 } = bed;
      await saveReadings(store, T1, [reading(`${T1}/a`, 'x')]);
      bed.now = new Date(bed.now.getTime() + 3_000 * DAY);
      await prune(store);
      expect(await readingOf(store.db, T1, `${T1}/a`)).not.toBeNull();
    });
  });
}
