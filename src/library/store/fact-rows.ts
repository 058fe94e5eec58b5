import type { Selectable } from 'kysely';
import type { Article, ArticleSource } from '../../domain/article.ts';
import type { Fact, Stance, Topic } from '../../domain/fact.ts';
import type { Reading } from '../../domain/reading.ts';
import type { Db } from '../../storage/database.ts';
import { chunksOf, json, storableOrNull, storableText } from '../../storage/encoding.ts';
import type { ArticleTable, FactTable, Schema } from '../../storage/schema.ts';
import { factTimesOf, ownId, type VisibleArticle } from '../../storage/tenant-articles.ts';

/** The facts per statement: 20 values each, well under SQLite's limit of 32,766. */
const FACTS_A_STATEMENT = 200;

/** The columns of a fact as tenants see it. */
const FACT_COLUMNS = [
  ...(['article', 'id', 'claim', 'context', 'quote', 'span_start', 'span_end', 'speaker', 'stance'] as const),
  ...(['setting', 'topics', 'entities', 'salience', 'conflicts_with'] as const),
  ...(['conflict_is_possible', 'withdrawn'] as const),
] as const;
type FactRow = Pick<FactTable, (typeof FACT_COLUMNS)[number]>;

const list = (text: string): string[] => JSON.parse(text) as string[];

/** Shares equal lists and speakers between the facts of some articles, to save memory. */
function createCopies() {
  const lists = new Map<string, readonly string[]>();
  const texts = new Map<string, string>();
  return {
    list(text: string): readonly string[] {
      const known = lists.get(text);
      if (known) return known;
      const read = list(text);
      lists.set(text, read);
      return read;
    },
    text(text: string): string {
      const known = texts.get(text);
      if (known !== undefined) return known;
      texts.set(text, text);
      return text;
    },
  };
}
type Copies = ReturnType<typeof createCopies>;

/** Converts a row to the fact that was stored, with its tenant's ids. Absent fields are absent again. */
function factFrom(row: FactRow, seen: Pick<VisibleArticle, 'id' | 'stored'>, copies: Copies): Fact {
  const own = (id: string): string => ownId(id, seen);
  const { claim, context, setting, conflicts_with: conflicts } = row;
  // Most facts have neither of these, and copying objects takes as long as reading the row.
  const isPlain =
    context === null &&
    setting === null &&
    conflicts === null &&
    row.conflict_is_possible === 0 &&
    row.withdrawn === 0;
  const quote = row.quote === claim ? claim : row.quote;
  const span: readonly [number, number] = [row.span_start, row.span_end];
  const speaker = row.speaker === null ? null : copies.text(row.speaker);
  const stance = copies.text(row.stance) as Stance;
  const topics = copies.list(row.topics);
  const entities = copies.list(row.entities);
  const { salience } = row;
  const id = own(row.id);
  const article = seen.id;
  if (isPlain) return { id, article, claim, quote, span, speaker, stance, topics, entities, salience };
  return {
    id,
    article,
    claim,
    ...(context === null ? {} : { context }),
    quote,
    span,
    speaker,
    stance,
    ...(setting === null ? {} : { setting }),
    topics,
    entities,
    salience,
    ...(conflicts === null ? {} : { conflictsWith: list(conflicts).map(own) }),
    ...(row.conflict_is_possible === 0 ? {} : { conflictIsPossible: true }),
    ...(row.withdrawn === 0 ? {} : { withdrawn: true }),
  };
}

function rowOf(owner: string, fact: Fact, position: number, added: string): FactTable {
  return {
    tenant: owner,
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

/** Stores the facts of a stored article under its owner. */
export async function insertFacts(db: Db, owner: string, facts: readonly Fact[], now: Date): Promise<void> {
  const rows = facts.map((fact, position) => rowOf(owner, fact, position, now.toISOString()));
  for (const run of chunksOf(rows, FACTS_A_STATEMENT)) await db.insertInto('facts').values(run).execute();
}

/** A new fact by its id. */
export interface Arrival {
  readonly id: string;
  /** When, ISO 8601. */
  readonly added: string;
  /** True if it was in its feed before anybody followed it, so it is not news. Facts of later versions are. */
  readonly baseline: boolean;
}

/** A changed article, and when it was added. */
export interface ChangedArticle {
  readonly id: string;
  /** When it was added, ISO 8601. */
  readonly added: string;
  /** True if it was in its feed before anybody followed it. */
  readonly baseline: boolean;
  /** True if some of its facts came later than the article. */
  readonly hasLaterFacts: boolean;
}

/** Returns a tenant's articles that changed after an instant, by id. */
export async function articlesChangedSince(db: Db, tenant: string, since: string): Promise<ChangedArticle[]> {
  const rows = await db
    .selectFrom('tenant_articles')
    .select(['id', 'added', 'baseline', 'fact_times'])
    .where('tenant', '=', tenant)
    .where('changed', '>', since)
    .orderBy('id')
    .execute();
  return rows.map(({ id, added, baseline, fact_times }) => ({
    ...{ id, added, baseline: baseline === 1 },
    hasLaterFacts: fact_times !== null,
  }));
}

/** Returns a tenant's facts, or those of one article, added after an instant and not withdrawn, oldest first. */
export async function arrivalsSince(
  db: Db,
  tenant: string,
  since: string,
  article?: string,
): Promise<Arrival[]> {
  const changed = db
    .selectFrom('tenant_articles as seen')
    .where('seen.tenant', '=', tenant)
    .where('seen.changed', '>', since);
  const of = article === undefined ? changed : changed.where('seen.id', '=', article);
  for (;;) {
    // Not with each fact, because a long article's times would be read thousands of times.
    const articles = await of
      .select(['seen.id', 'seen.article', 'seen.added', 'seen.baseline', 'seen.fact_times', 'seen.changed'])
      .orderBy('seen.id')
      .execute();
    const rows = await of
      .innerJoin('facts', 'facts.article', 'seen.article')
      .where('facts.withdrawn', '=', 0)
      .select(['seen.id as article', 'seen.changed', 'facts.id', 'facts.position'])
      .orderBy('facts.position')
      .execute();
    const facts = Map.groupBy(rows, (row) => row.article);
    const versions = new Map(articles.map(({ id, changed }) => [id, changed]));
    if (rows.every((row) => versions.get(row.article) === row.changed))
      return articles
        .flatMap((seen) => arrivalsOf(seen, facts.get(seen.id) ?? []))
        .filter(({ added }) => added > since)
        .sort((a, b) => (a.added < b.added ? -1 : a.added > b.added ? 1 : 0));
    // An article changed in between.
  }
}

/** Returns when the facts of one article came. */
function arrivalsOf(
  seen: Pick<Selectable<Schema['tenant_articles']>, 'id' | 'article' | 'added' | 'baseline' | 'fact_times'>,
  facts: readonly Pick<Selectable<FactTable>, 'id' | 'position'>[],
): Arrival[] {
  const timeOf = factTimesOf(seen);
  return facts.map(({ id, position }) => {
    const added = timeOf(position);
    const baseline = seen.baseline === 1 && added <= seen.added;
    return { id: ownId(id, { id: seen.id, stored: seen.article }), added, baseline };
  });
}

/** Returns when each fact of a tenant's article was added, by the fact's id, to distinguish new from old ones. */
export async function factTimes(db: Db, tenant: string, article: string): Promise<Map<string, string>> {
  const seen = await db
    .selectFrom('tenant_articles')
    .select(['article as stored', 'added', 'fact_times'])
    .where('tenant', '=', tenant)
    .where('id', '=', article)
    .executeTakeFirst();
  if (!seen) return new Map();
  const { stored } = seen;
  const rows = await db
    .selectFrom('facts')
    .select(['id', 'position'])
    .where('article', '=', stored)
    .orderBy('position')
    .execute();
  const timeOf = factTimesOf(seen);
  return new Map(rows.map(({ id, position }) => [ownId(id, { id: article, stored }), timeOf(position)]));
}

const topicFrom = (row: Selectable<Schema['topics']>): Topic => ({
  id: row.id,
  label: row.label,
  aliases: list(row.aliases),
});

/** Converts a row to the article that was stored. */
export const articleFrom = (
  row: Omit<Selectable<ArticleTable>, 'tenant' | 'added' | 'baseline'>,
): Article => ({
  id: row.id,
  title: row.title,
  text: row.text,
  source: JSON.parse(row.source) as ArticleSource,
  published: row.published,
  ...(row.byline === null ? {} : { byline: row.byline }),
  ...(row.site === null ? {} : { site: row.site }),
  ...(row.language === null ? {} : { language: row.language }),
  ...(row.picture === null ? {} : { picture: row.picture }),
  retrieved: row.retrieved,
});

/** Loads articles with their facts and topics, in the order of `rows`, which name their tenants. */
export async function readingsOf(
  db: Db,
  articles: readonly VisibleArticle[],
): Promise<{ readonly tenant: string; readonly reading: Reading }[]> {
  if (articles.length === 0) return [];
  const stored = [...new Set(articles.map((row) => row.stored))];
  const factRows = await db
    .selectFrom('facts')
    .select(FACT_COLUMNS)
    .where('article', 'in', stored)
    .orderBy('article')
    .orderBy('position')
    .execute();
  const topicRows = await db
    .selectFrom('topics')
    .selectAll()
    .where('article', 'in', stored)
    .orderBy('article')
    .orderBy('position')
    .execute();
  const facts = Map.groupBy(factRows, ({ article }) => article);
  const topics = Map.groupBy(topicRows, ({ article }) => article);
  const copies = createCopies();
  return articles.map((row) => ({
    tenant: row.tenant,
    reading: {
      article: articleFrom(row),
      topics: (topics.get(row.stored) ?? []).map(topicFrom),
      facts: (facts.get(row.stored) ?? []).map((fact) => factFrom(fact, row, copies)),
    },
  }));
}
