import type { Selectable } from 'kysely';
import type { Article, ArticleSource } from '../../domain/article.ts';
import type { Fact, Stance, Topic } from '../../domain/fact.ts';
import type { Reading } from '../../domain/reading.ts';
import type { Db } from '../../storage/database.ts';
import { chunksOf, json, storableOrNull, storableText } from '../../storage/encoding.ts';
import type { ArticleTable, FactTable, Schema } from '../../storage/schema.ts';

/** Facts a statement: 20 values each, well under SQLite's 32,766. */
const FACTS_A_STATEMENT = 200;

const list = (text: string): string[] => JSON.parse(text) as string[];

/** A fact as it was put in: what was absent is absent again. */
function factFrom(row: FactTable): Fact {
  return {
    id: row.id,
    article: row.article,
    claim: row.claim,
    ...(row.context === null ? {} : { context: row.context }),
    quote: row.quote,
    span: [row.span_start, row.span_end],
    speaker: row.speaker,
    stance: row.stance as Stance,
    ...(row.setting === null ? {} : { setting: row.setting }),
    topics: list(row.topics),
    entities: list(row.entities),
    salience: row.salience,
    ...(row.conflicts_with === null ? {} : { conflictsWith: list(row.conflicts_with) }),
    ...(row.conflict_is_possible === 0 ? {} : { conflictIsPossible: true }),
    ...(row.withdrawn === 0 ? {} : { withdrawn: true }),
  };
}

function rowOf(tenant: string, fact: Fact, position: number, added: string): FactTable {
  return {
    tenant,
    article: fact.article,
    id: fact.id,
    position,
    claim: storableText(fact.claim),
    context: storableOrNull(fact.context),
    quote: storableText(fact.quote),
    span_start: fact.span[0],
    span_end: fact.span[1],
    speaker: storableOrNull(fact.speaker),
    stance: fact.stance,
    setting: storableOrNull(fact.setting),
    topics: json(fact.topics),
    entities: json(fact.entities),
    salience: fact.salience,
    conflicts_with: fact.conflictsWith === undefined ? null : json(fact.conflictsWith),
    conflict_is_possible: fact.conflictIsPossible ? 1 : 0,
    withdrawn: fact.withdrawn ? 1 : 0,
    added,
  };
}

/** Puts an article's facts in; those in `former` keep the time at which they first came. */
export async function insertFacts(
  db: Db,
  tenant: string,
  facts: readonly Fact[],
  former: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const rows = facts.map((fact, position) =>
    rowOf(tenant, fact, position, former.get(fact.id) ?? now.toISOString()),
  );
  for (const run of chunksOf(rows, FACTS_A_STATEMENT)) await db.insertInto('facts').values(run).execute();
}

/** Facts that came to a tenant after an instant and still stand, oldest first: what a digest or /catchup has to tell. */
export async function factsSince(
  db: Db,
  tenant: string,
  since: string,
  limit: number,
): Promise<{ readonly fact: Fact; readonly added: string }[]> {
  const rows = await db
    .selectFrom('facts')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('added', '>', since)
    .where('withdrawn', '=', 0)
    .orderBy('added')
    .orderBy('article')
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ fact: factFrom(row), added: row.added }));
}

/** A fact that came, by its id. */
export interface Arrival {
  readonly id: string;
  /** When, ISO 8601. */
  readonly added: string;
  /** True where it was in its feed before anybody followed that: no news. What a later version of the article adds is. */
  readonly baseline: boolean;
}

/** What came to a tenant after an instant and still stands, oldest first. */
export async function arrivalsSince(db: Db, tenant: string, since: string): Promise<Arrival[]> {
  const rows = await db
    .selectFrom('facts')
    .innerJoin('articles', 'articles.id', 'facts.article')
    .select(['facts.id', 'facts.added', 'articles.baseline', 'articles.added as met'])
    .where('facts.tenant', '=', tenant)
    .where('facts.added', '>', since)
    .where('facts.withdrawn', '=', 0)
    .orderBy('facts.added')
    .execute();
  return rows.map(({ id, added, baseline, met }) => ({
    id,
    added,
    baseline: baseline === 1 && added <= met,
  }));
}

/** Those of some tenants to whom anything came after an instant. */
export async function tenantsWithNews(
  db: Db,
  tenants: readonly string[],
  since: string,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const run of chunksOf(tenants, 1_000)) {
    const rows = await db
      .selectFrom('facts')
      .select('tenant')
      .distinct()
      .where('tenant', 'in', run)
      .where('added', '>', since)
      .execute();
    for (const { tenant } of rows) found.add(tenant);
  }
  return found;
}

/** When each of an article's facts came; for telling new from old. */
export async function factTimes(db: Db, tenant: string, article: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('facts')
    .select(['id', 'added'])
    .where('tenant', '=', tenant)
    .where('article', '=', article)
    .execute();
  return new Map(rows.map(({ id, added }) => [id, added]));
}

const topicFrom = (row: Selectable<Schema['topics']>): Topic => ({
  id: row.id,
  label: row.label,
  aliases: list(row.aliases),
});

/** An article as it was put in. */
export const articleFrom = (row: Selectable<ArticleTable>): Article => ({
  id: row.id,
  title: row.title,
  text: row.text,
  source: JSON.parse(row.source) as ArticleSource,
  published: row.published,
  ...(row.byline === null ? {} : { byline: row.byline }),
  ...(row.site === null ? {} : { site: row.site }),
  ...(row.language === null ? {} : { language: row.language }),
  retrieved: row.retrieved,
});

/** Rows of articles with their facts and topics, in the order of the rows; the rows say whose they are. */
export async function readingsOf(
  db: Db,
  articles: readonly Selectable<ArticleTable>[],
): Promise<{ readonly tenant: string; readonly reading: Reading }[]> {
  if (articles.length === 0) return [];
  const ids = articles.map(({ id }) => id);
  const factRows = await db
    .selectFrom('facts')
    .selectAll()
    .where('article', 'in', ids)
    .orderBy('article')
    .orderBy('position')
    .execute();
  const topicRows = await db
    .selectFrom('topics')
    .selectAll()
    .where('article', 'in', ids)
    .orderBy('article')
    .orderBy('position')
    .execute();
  const facts = Map.groupBy(factRows, ({ article }) => article);
  const topics = Map.groupBy(topicRows, ({ article }) => article);
  return articles.map((row) => ({
    tenant: row.tenant,
    reading: {
      article: articleFrom(row),
      topics: (topics.get(row.id) ?? []).map(topicFrom),
      facts: (facts.get(row.id) ?? []).map(factFrom),
    },
  }));
}
