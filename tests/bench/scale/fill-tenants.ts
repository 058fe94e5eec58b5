import { sql } from 'kysely';
import { saveReadings } from '../../../src/library/store/article-rows.ts';
import type { Db, Store } from '../../../src/storage/database.ts';
import { makeFacts, makeQuestions } from '../search/corpus.ts';
import { makeReadings } from '../store/filling.ts';

export const tenantName = (number: number): string => `slack:T${number}`;

/** Makes a question that a library filled by `fillTenants` answers. */
export const questionsFor = (facts: number, count: number): readonly string[] =>
  makeQuestions([...makeFacts(facts)], count).map(({ question }) => question);

/** The tenants whose rows are copied in one statement. */
const AT_ONCE = 50;
/** The tenants that follow the same feeds. Their articles are stored once. */
const ALIKE = 100;

/** Copies the first tenant's rows to other tenants, under their own ids. */
async function copyRows(trx: Db, first: number, from: number, to: number): Promise<void> {
  const numbers = sql.join(Array.from({ length: to - from }, (_, at) => sql`(${sql.lit(from + at)})`));
  const copies = sql`(values ${numbers})`;
  await sql`with n(number) as ${copies} insert into tenants (id, platform, name, created)
    select 'slack:T' || n.number, 'slack', null, '2026-03-01' from n`.execute(trx);
  await sql`with n(number) as ${copies} insert into tenant_articles (tenant, id, article, retrieved, added, changed, baseline)
    select 'slack:T' || n.number, n.number || substr(a.id, ${sql.lit(String(first).length + 1)}), a.article, retrieved, added, changed, baseline
    from n cross join tenant_articles a where a.tenant = ${tenantName(first)}`.execute(trx);
}

/** Fills a database with tenants and a number of facts for each. A hundred tenants follow the same feeds. */
export async function fillTenants(store: Store, tenants: number, facts: number): Promise<void> {
  for (let first = 0; first < tenants; first += ALIKE) {
    const end = Math.min(tenants, first + ALIKE);
    await saveReadings(store, tenantName(first), [...makeReadings(facts, `${first}-`)], { isShared: true });
    for (let from = first + 1; from < end; from += AT_ONCE)
      await store.db
        .transaction()
        .execute((trx) => copyRows(trx, first, from, Math.min(end, from + AT_ONCE)));
  }
}
