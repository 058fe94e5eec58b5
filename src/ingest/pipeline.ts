import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Article } from '../domain/article.ts';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import { readingUnder } from '../library/store/shared-articles.ts';
import { done, type Failure, type Outcome } from './ingest-outcome.ts';
import type { Known } from './known.ts';
import { inOrder } from './ordered-concurrency.ts';
import type { Draft } from './parsed-article.ts';
import { addressOf, articleId, articleOf, LONG_ID_HASH_LENGTH, sound } from './parsed-article.ts';
import type { ArticleStore } from './ports.ts';
import type { ReadDeps, ReadResult } from './read-page.ts';
import { readSource } from './read-source.ts';
import type { SourceRef } from './source-ref.ts';
import { overEarlier } from './withdraw-facts.ts';

// The whole way from an address to stored facts:
//
//   fetch                      fetch/safe-fetch.ts     on the bot's thread: bytes of a public host, bounded
//   decode -> parse -> extract reader/                 in a reader process: an article, or a feed's items
//   deduplicate                duplicate-index.ts      is it known, changed or new?
//   facts                      reader/                 in a reader process again
//   store                      library/store/          one transaction an article
//
// The command line runs `ingest`, the poller `keep` for each article that it reads; both read by read-source.ts.

/**
 * Extracts an article's facts: `facts` of a page reader, which may fail, or `factsOf` of facts/extract-facts.ts, in
 * this process, for the operator's own texts.
 */
export type FactsOf = (article: Article) => Reading | Promise<Outcome<Reading>>;

export interface KeepDeps {
  readonly store: ArticleStore;
  readonly known: Known;
  readonly tenant: TenantId;
  readonly factsOf: FactsOf;
  readonly now: () => Date;
  /** True for an item that was in its feed before anybody followed it: it is stored and not announced. */
  readonly baseline?: boolean;
  /** True for an article of a feed, which may be stored once for all its tenants. */
  readonly isShared?: boolean;
}

/** The result of storing a draft: a new article, a new version, or an identical one. */
export interface Kept {
  readonly status: 'stored' | 'updated' | 'unchanged';
  readonly reading: Reading;
}

/** One result of `ingest`. `read` is that of a dry run, which stores nothing. */
export type IngestResult =
  | { readonly status: 'read' | Kept['status']; readonly source: string; readonly reading: Reading }
  | { readonly status: 'failed'; readonly source: string; readonly error: Failure };

export interface IngestProgress {
  /** The number of sources read so far. */
  readonly done: number;
  readonly source: string;
}

export interface IngestDeps extends ReadDeps {
  /** Null for a dry run. */
  readonly keep: KeepDeps | null;
  readonly tenant: TenantId;
  readonly factsOf: FactsOf;
  readonly now: () => Date;
}

/** The sources read ahead while one is stored: enough to keep the reader processes and the network busy. */
const SOURCES_AT_A_TIME = 4;

/**
 * Reads sources and stores their articles, each in one transaction. Yields results in the sources' order. When
 * `deps.signal` fires, it ends after the current article: nothing is half stored, and a later run skips what is stored.
 */
export async function* ingest(
  sources: Iterable<SourceRef> | AsyncIterable<SourceRef>,
  deps: IngestDeps,
  onProgress: (progress: IngestProgress) => void = () => {},
): AsyncGenerator<IngestResult, void, undefined> {
  let count = 0;
  for await (const results of inOrder(sources, SOURCES_AT_A_TIME, (ref) => readSource(ref, deps))) {
    for (const result of results) {
      if (deps.signal?.aborted) return;
      yield await finish(result, deps);
    }
    onProgress({ done: ++count, source: results.at(-1)?.source ?? '' });
    if (deps.signal?.aborted) return;
  }
}

async function finish({ source, outcome }: ReadResult, deps: IngestDeps): Promise<IngestResult> {
  if (!outcome.ok) return { status: 'failed', source, error: outcome.error };
  const kept = deps.keep ? await keep(outcome.value, deps.keep) : await dryRun(outcome.value, deps);
  return kept.ok ? { source, ...kept.value } : { status: 'failed', source, error: kept.error };
}

/**
 * Stores a draft as a new article with its facts, or as a new version of an existing one. Error codes: those of
 * extracting facts.
 */
export async function keep(found: Draft, deps: KeepDeps): Promise<Outcome<Kept>> {
  const draft = sound(found);
  for (let tries = 1; ; tries++) {
    const kept = await keepOnce(draft, deps, tries < MOST_TRIES);
    if (kept !== 'met again') return kept;
  }
}

/** The attempts when another process stores the same article meanwhile. */
const MOST_TRIES = 3;

async function keepOnce(
  draft: Draft,
  deps: KeepDeps,
  unlessMet: boolean,
): Promise<Outcome<Kept> | 'met again'> {
  const { store, known, tenant, now, baseline = false, isShared = false } = deps;
  const { status, id, earlier } = await deduplicate(draft, deps);
  if (status === 'unchanged') return done({ status, reading: earlier });
  const article = articleOf(draft, id, now().toISOString());
  const facts = await extractFacts(article, deps.factsOf);
  if (!facts.ok) return facts;
  const reading = earlier ? overEarlier(facts.value, earlier) : facts.value;
  // A long article takes tens of milliseconds per step; yield in between.
  await nextTurn();
  // Looking and storing are not one transaction: storing looks once more.
  if ((await store.save(tenant, reading, { baseline, unlessMet, isShared })) === false) return 'met again';
  await nextTurn();
  known.add(article);
  return done({ status, reading });
}

type Deduplicated =
  | { readonly status: 'unchanged' | 'updated'; readonly id: string; readonly earlier: Reading }
  | { readonly status: 'stored'; readonly id: string; readonly earlier: null };

/** Whether a draft is identical to a stored article, a new version of one (`earlier`), or new. */
async function deduplicate(draft: Draft, { store, known, tenant }: KeepDeps): Promise<Deduplicated> {
  const readingOf = async (id: string | null) => (id === null ? null : await store.reading(tenant, id));
  const same = await readingOf(await known.unchanged(draft));
  if (same) return { status: 'unchanged', id: same.article.id, earlier: same };
  const textOf = async (id: string) => (await readingOf(id))?.article.text ?? null;
  const version = await readingOf(await known.versionOf(draft, textOf));
  if (version) return { status: 'updated', id: version.article.id, earlier: version };
  const id = articleId(draft, tenant);
  // Another process may have stored it, and an address can be crafted whose id is another article's.
  const holder = await readingOf(id);
  if (!holder) return { status: 'stored', id, earlier: null };
  if (addressOf(holder.article.source) === addressOf(draft.source))
    return { status: 'updated', id, earlier: holder };
  return { status: 'stored', id: articleId(draft, tenant, LONG_ID_HASH_LENGTH), earlier: null };
}

async function dryRun(found: Draft, deps: IngestDeps) {
  const draft = sound(found);
  const article = articleOf(draft, articleId(draft, deps.tenant), deps.now().toISOString());
  const facts = await extractFacts(article, deps.factsOf);
  return facts.ok ? done({ status: 'read' as const, reading: facts.value }) : facts;
}

/** Extracts facts once for several tenants that store the same text, then assigns each tenant's article id. */
export function extractedOnce(factsOf: FactsOf): FactsOf {
  let first: Promise<Outcome<Reading>> | null = null;
  return async (article) => {
    first ??= extractFacts(article, factsOf);
    const extracted = await first;
    return extracted.ok ? done(withArticle(extracted.value, article)) : extracted;
  };
}

/** Replaces the article's id in its facts, whose ids begin with it. */
const withArticle = (reading: Reading, article: Article): Reading => ({
  ...(reading.article.id === article.id ? reading : readingUnder(article.id, reading)),
  article,
});

async function extractFacts(article: Article, factsOf: FactsOf): Promise<Outcome<Reading>> {
  const extracted = await factsOf(article);
  return 'ok' in extracted ? extracted : done(extracted);
}
