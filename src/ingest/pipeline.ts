import type { Article } from '../domain/article.ts';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Known } from './duplicate-index.ts';
import { done, type Failure, type Outcome } from './ingest-outcome.ts';
import { inOrder } from './ordered-concurrency.ts';
import type { Draft } from './parsed-article.ts';
import { addressOf, articleId, articleOf, sound } from './parsed-article.ts';
import type { ArticleStore } from './ports.ts';
import type { ReadDeps, ReadResult } from './read-source.ts';
import { readSource } from './read-source.ts';
import type { SourceRef } from './source-ref.ts';
import { overEarlier } from './withdraw-facts.ts';

/**
 * How an article becomes facts: `facts` of a page reader, which may fail; or `factsOf` of facts/extract-facts.ts, in this
 * process, for texts of one's own.
 */
export type FactsOf = (article: Article) => Reading | Promise<Outcome<Reading>>;

export interface KeepDeps {
  readonly store: ArticleStore;
  readonly known: Known;
  readonly tenant: TenantId;
  readonly factsOf: FactsOf;
  readonly now: () => Date;
  /** True for what stood in a feed before anybody followed it: it can be asked about and is told to nobody. */
  readonly baseline?: boolean;
}

/** What became of a draft: a new article, a new version of one, or one that is known word for word. */
export interface Kept {
  readonly status: 'stored' | 'updated' | 'unchanged';
  readonly reading: Reading;
}

async function extractFacts(article: Article, factsOf: FactsOf): Promise<Outcome<Reading>> {
  const extracted = await factsOf(article);
  return 'ok' in extracted ? extracted : done(extracted);
}

/**
 * Stores a draft as an article with its facts, or as a new version of the one that it is met again as. Error codes: those
 * of turning it into facts.
 */
export async function keep(found: Draft, deps: KeepDeps): Promise<Outcome<Kept>> {
  const { store, known, tenant, factsOf, now, baseline = false } = deps;
  const draft = sound(found);
  const same = known.unchanged(draft);
  const stored = same === null ? null : await store.reading(tenant, same);
  if (stored) return done({ status: 'unchanged', reading: stored });
  const textOf = async (id: string) => (await store.reading(tenant, id))?.article.text ?? null;
  const earlier = await known.versionOf(draft, textOf);
  const before = earlier === null ? null : await store.reading(tenant, earlier);
  const article = articleOf(draft, before?.article.id ?? articleId(draft, tenant), now().toISOString());
  const sameAddress = before && addressOf(before.article.source) === addressOf(draft.source);
  const named: Article = before && !sameAddress ? { ...article, source: before.article.source } : article;
  const fresh = await extractFacts(named, factsOf);
  if (!fresh.ok) return fresh;
  const reading = before ? overEarlier(fresh.value, before) : fresh.value;
  await store.save(tenant, reading, { baseline });
  known.add(reading.article);
  return done({ status: before ? 'updated' : 'stored', reading });
}

/** One line of what `ingest` came to. `read` is what a dry run gives: nothing was stored. */
export type IngestResult =
  | { readonly status: 'read' | Kept['status']; readonly source: string; readonly reading: Reading }
  | { readonly status: 'failed'; readonly source: string; readonly error: Failure };

export interface IngestProgress {
  /** Sources read so far. */
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

/** Sources that are read ahead while one is stored: enough to keep two page threads and the network busy. */
const SOURCES_AT_A_TIME = 4;

/**
 * Reads sources and stores their articles, each in one transaction, and gives the results in the sources' order.
 * When `deps.signal` fires it ends after the article at hand: nothing is left half-stored, and a later run skips what
 * this one stored.
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
  const draft = sound(outcome.value);
  if (deps.keep) {
    const kept = await keep(draft, deps.keep);
    return kept.ok ? { source, ...kept.value } : { status: 'failed', source, error: kept.error };
  }
  const article = articleOf(draft, articleId(draft, deps.tenant), deps.now().toISOString());
  const reading = await extractFacts(article, deps.factsOf);
  if (!reading.ok) return { status: 'failed', source, error: reading.error };
  return { status: 'read', source, reading: reading.value };
}
