import { z } from 'zod';
import type { Article } from '../domain/article.ts';
import { OperatorError } from '../domain/errors.ts';
import { type Fact, MAX_CLAIM_LENGTH, type Topic } from '../domain/fact.ts';
import type { Reading } from '../domain/reading.ts';
import type { SearchDocument } from '../search/document.ts';
import { createSentenceCounter } from '../search/sentence-order.ts';

/** Articles, their facts, and the topics that people ask about. */
export interface Library {
  readonly articles: ReadonlyMap<string, Article>;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly facts: readonly Fact[];
  readonly factById: ReadonlyMap<string, Fact>;
}

const id = z.string().regex(/^[\w./-]{1,80}$/, 'must be 1 to 80 letters, digits and . _ / -');
const text = z.string().trim().min(1);
const topicSchema = z.strictObject({ id, label: text, aliases: z.array(text) });
const factSchema = z.strictObject({
  id,
  article: id,
  claim: text,
  quote: z.string().min(1),
  span: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
  speaker: text.nullable(),
  stance: z.enum(['affirmed', 'denied', 'not-discussed']),
  context: text.optional(),
  setting: text.optional(),
  topics: z.array(id),
  entities: z.array(text),
  salience: z.number().min(0).max(1),
  conflictsWith: z.array(id).optional(),
  conflictIsPossible: z.boolean().optional(),
  withdrawn: z.boolean().optional(),
});
const fileSchema = z.strictObject({
  article: z.strictObject({ id, title: text, text, published: z.string().nullable() }),
  topics: z.array(topicSchema),
  facts: z.array(factSchema),
});

/** A fact file as written, before its rules are checked against the article's text. */
export type LibraryFile = z.infer<typeof fileSchema>;

const fail = (file: string, rule: string): never => {
  throw new OperatorError('library-invalid', `${file}: ${rule}`);
};

/** Formats a position in the file with the fact's name: "facts[3] (pompeo-sochi/inf).span". */
function placeOf(path: readonly PropertyKey[], json: unknown): string {
  const [list, at, ...rest] = path;
  const items = (json as Record<string, unknown> | null)?.[String(list)];
  const item = Array.isArray(items) && typeof at === 'number' ? (items[at] as { id?: unknown } | null) : null;
  const name = typeof item?.id === 'string' ? ` "${item.id}"` : '';
  return at === undefined
    ? String(list ?? 'the file')
    : `${String(list)}[${String(at)}]${name}${rest.length > 0 ? `, ${rest.join('.')}` : ''}`;
}

/** Parses a fact file. An error names the file, the fact and the problem. */
export function readLibraryFile(file: string, json: string): LibraryFile {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (cause) {
    throw new OperatorError(
      'library-invalid',
      `${file} is not JSON: ${(cause as Error).message}. Mend the file.`,
      { cause },
    );
  }
  const read = fileSchema.safeParse(raw);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  return fail(file, `${placeOf(issue.path, raw)}: ${issue.message}.`);
}

const PRONOUN = /^(?:he|she|it|they|this|that|these|those|his|her|its|their)\b/i;

type Rule = (fact: Fact, text: string) => string | null;

/** The rules for claims that a person writes. Each returns the problem and its fix, or null. */
const WRITTEN_CLAIM_RULES: readonly Rule[] = [
  ({ claim }) =>
    claim.length > MAX_CLAIM_LENGTH
      ? `its claim has ${claim.length} characters; write at most ${MAX_CLAIM_LENGTH}`
      : null,
  ({ claim }) =>
    PRONOUN.test(claim) ? 'its claim begins with a pronoun; put the name in, so that it stands alone' : null,
];

/** The rules for all facts. */
const RULES: readonly Rule[] = [
  ({ claim }) => (/[\n\r]/.test(claim) ? 'its claim has a line break; write one line' : null),
  ({ span: [start, end] }, text) =>
    start >= end || end > text.length
      ? `its span [${start}, ${end}) is outside the text of ${text.length} units`
      : null,
  ({ quote, span: [start, end] }, text) =>
    text.slice(start, end) === quote
      ? null
      : `its quote is not verbatim at its span [${start}, ${end}); copy it from the article's text`,
];

function checkConflicts(file: string, facts: readonly Fact[], byId: ReadonlyMap<string, Fact>): void {
  for (const fact of facts) {
    for (const other of fact.conflictsWith ?? []) {
      if (other === fact.id) fail(file, `fact "${fact.id}" conflicts with itself; name the other fact.`);
      const against = byId.get(other);
      if (!against) fail(file, `fact "${fact.id}" conflicts with "${other}", which is not in the file.`);
      if (!against?.conflictsWith?.includes(fact.id))
        fail(
          file,
          `fact "${fact.id}" conflicts with "${other}", but not the other way round; add it to both.`,
        );
    }
  }
}

function indexed<T extends { readonly id: string }>(
  file: string,
  kind: string,
  items: readonly T[],
): Map<string, T> {
  const byId = new Map<string, T>();
  for (const item of items) {
    if (byId.has(item.id)) fail(file, `${kind} "${item.id}" is there twice; give each its own id.`);
    byId.set(item.id, item);
  }
  return byId;
}

/**
 * Checks facts against their article and topics. Throws an error that names the fact and the rule. A claim that is the
 * extracted one in `extracted` need not keep the rules for written claims.
 */
function checkFacts(
  file: string,
  facts: readonly Fact[],
  article: Article,
  topics: ReadonlyMap<string, Topic>,
  extracted: readonly Fact[],
): Map<string, Fact> {
  const byId = indexed(file, 'fact', facts);
  const claims = new Map(extracted.map(({ id, claim }) => [id, claim] as const));
  for (const fact of facts) {
    if (fact.article !== article.id)
      fail(
        file,
        `fact "${fact.id}" names the article "${fact.article}"; this file is about "${article.id}".`,
      );
    const isWritten = claims.get(fact.id) !== fact.claim;
    for (const rule of isWritten ? [...WRITTEN_CLAIM_RULES, ...RULES] : RULES) {
      const broken = rule(fact, article.text);
      if (broken) fail(file, `fact "${fact.id}": ${broken}.`);
    }
    const unknown = fact.topics.find((topic) => !topics.has(topic));
    if (unknown !== undefined)
      fail(file, `fact "${fact.id}" has the unknown topic "${unknown}"; add it to "topics" or take it out.`);
  }
  checkConflicts(file, facts, byId);
  return byId;
}

/**
 * Parses a fact file with its article's text. A single broken rule makes it fail. `extracted` are the facts that the
 * file was made of, if no person wrote it: their claims may stay as they are.
 */
export function parseLibraryFile(
  file: string,
  json: string,
  text: string,
  extracted: readonly Fact[] = [],
): Library {
  const read = readLibraryFile(file, json);
  const article: Article = {
    id: read.article.id,
    title: read.article.title,
    text,
    source: { kind: 'file', path: read.article.text },
    published: read.article.published,
    retrieved: null,
  };
  const facts = read.facts as readonly Fact[];
  const topics = indexed(file, 'topic', read.topics);
  const factById = checkFacts(file, facts, article, topics, extracted);
  return { articles: new Map([[article.id, article]]), topics, facts, factById };
}

/** Merges several files into one library. A duplicate id is an error. Topics with the same id share their aliases. */
export function mergeLibraries(libraries: readonly Library[]): Library {
  const articles = new Map<string, Article>();
  const topics = new Map<string, Topic>();
  const factById = new Map<string, Fact>();
  for (const library of libraries) {
    for (const article of library.articles.values()) {
      if (articles.has(article.id))
        fail('data/facts', `two files hold the article "${article.id}"; keep one.`);
      articles.set(article.id, article);
    }
    for (const topic of library.topics.values()) {
      const known = topics.get(topic.id);
      topics.set(
        topic.id,
        known ? { ...known, aliases: [...new Set([...known.aliases, ...topic.aliases])] } : topic,
      );
    }
    for (const fact of library.facts) {
      if (factById.has(fact.id)) fail('data/facts', `two files hold the fact "${fact.id}"; keep one.`);
      factById.set(fact.id, fact);
    }
  }
  return { articles, topics, facts: [...factById.values()], factById };
}

/** Returns the offsets at which paragraphs begin. */
function paragraphStarts(text: string): number[] {
  return [...text.matchAll(/[^\n]+/g)].filter(([line]) => line.trim() !== '').map(({ index }) => index);
}

/** Returns the index of the last offset that is at most `limit`, or -1. `offsets` ascend. */
function lastUpTo(offsets: readonly number[], limit: number): number {
  let from = 0;
  let to = offsets.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (offsets[middle]! <= limit) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

/** Returns a library's articles, each with its facts and topics. */
export function readingsIn({ articles, topics, facts }: Library): Reading[] {
  const byArticle = Map.groupBy(facts, ({ article }) => article);
  return [...articles.values()].map((article) => {
    const own = byArticle.get(article.id) ?? [];
    const named = new Set(own.flatMap((fact) => fact.topics));
    return { article, facts: own, topics: [...topics.values()].filter(({ id }) => named.has(id)) };
  });
}

/** Returns the search documents of a library: each fact with all names of its topics and people. */
export function searchDocuments({ articles, topics, facts }: Library): SearchDocument[] {
  const namesOf = new Map([...topics.values()].map(({ label, aliases }) => [label, aliases] as const));
  const starts = new Map(
    [...articles].map(([articleId, { text }]) => [articleId, paragraphStarts(text)] as const),
  );
  const paragraphOf = ({ article, span }: Fact): number => lastUpTo(starts.get(article) ?? [], span[0]);
  const sentenceNumber = createSentenceCounter();
  const sentences = new Map(
    facts
      .toSorted((a, b) => a.span[0] - b.span[0])
      .map((fact) => [fact.id, sentenceNumber(fact.article, paragraphOf(fact), fact.span[0])]),
  );
  return facts.map((fact) => ({
    id: fact.id,
    article: fact.article,
    claim: fact.claim,
    quote: fact.quote,
    title: articles.get(fact.article)?.title ?? fact.article,
    paragraph: paragraphOf(fact),
    sentence: sentences.get(fact.id)!,
    speaker: fact.speaker,
    topics: fact.topics.flatMap((topic) => [
      topics.get(topic)?.label ?? topic,
      ...(topics.get(topic)?.aliases ?? []),
    ]),
    entities: fact.entities.flatMap((name) => [name, ...(namesOf.get(name) ?? [])]),
  }));
}
