import { sql } from 'kysely';
import { saveReadings } from '../../../src/library/store/article-rows.ts';
import type { Db, Store } from '../../../src/storage/database.ts';
import { makeFacts, makeQuestions } from '../search/corpus.ts';
import { makeReadings } from '../store/filling.ts';

export const tenantName = (number: number): string => `slack:T${number}`;

/** Questions that a library made by `fillTenants` answers. */
export const questionsFor = (facts: number, count: number): readonly string[] =>
  makeQuestions([...makeFacts(facts)], count).map(({ question }) => question);

/** Tenants whose rows are copied in one statement. */
const AT_ONCE = 50;

async function copyRows(trx: Db, from: number, to: number): Promise<void> {
  // Ids of the first tenant begin with "0-": each copy has its own number there.
  const numbers = sql.join(Array.from({ length: to - from }, (_, at) => sql`(${sql.lit(from + at)})`));
  const text = (column: string) => sql`n.number || substr(${sql.ref(column)}, 2)`;
  const copies = sql`(values ${numbers})`;
  const first = tenantName(0);
  await sql`with n(number) as ${copies} insert into tenants (id, platform, name, created)
    select 'slack:T' || n.number, 'slack', null, '2026-03-01' from n`.execute(trx);
  await sql`with n(number) as ${copies} insert into articles (id, tenant, title, text, source, published, retrieved, added, baseline)
    select ${text('a.id')}, 'slack:T' || n.number, title, text, source, published, retrieved, added, baseline
    from n cross join articles a where a.tenant = ${first}`.execute(trx);
  await sql`with n(number) as ${copies} insert into tenant_articles (tenant, id, article, retrieved, added, changed, baseline)
    select 'slack:T' || n.number, ${text('a.id')}, ${text('a.article')}, retrieved, added, changed, baseline
    from n cross join tenant_articles a where a.tenant = ${first}`.execute(trx);
  await sql`with n(number) as ${copies} insert into topics (article, id, tenant, position, label, aliases)
    select ${text('a.article')}, a.id, 'slack:T' || n.number, position, label, aliases
    from n cross join topics a where a.tenant = ${first}`.execute(trx);
  await sql`with n(number) as ${copies} insert into facts (article, id, tenant, position, claim, quote, span_start, span_end,
      speaker, stance, topics, entities, salience, conflict_is_possible, withdrawn, added)
    select ${text('a.article')}, ${text('a.id')}, 'slack:T' || n.number, position, claim, quote, span_start, span_end,
      speaker, stance, topics, entities, salience, conflict_is_possible, withdrawn, added
    from n cross join facts a where a.tenant = ${first}`.execute(trx);
}

/** Fills a database with tenants of so many facts each. The words are the same for all; the ids are each one's own. */
export async function fillTenants(store: Store, tenants: number, facts: number): Promise<void> {
  await saveReadings(store, tenantName(0), [...makeReadings(facts, '0-')]);
  for (let from = 1; from < tenants; from += AT_ONCE)
    await store.db.transaction().execute((trx) => copyRows(trx, from, Math.min(tenants, from + AT_ONCE)));
}
