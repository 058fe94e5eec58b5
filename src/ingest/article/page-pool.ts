import type { Article } from '../../domain/article.ts';
import type { Reading } from '../../domain/reading.ts';
import { done, type Outcome } from '../ingest-outcome.ts';
import { documentFrom, outcomeFrom, type ParsedDocument, pageFrom, refreshFrom } from '../reader/answers.ts';
import { readingFrom } from '../reader/fact-answers.ts';
import { CHAT_LIMITS, type DocumentLimits, MAX_ANSWER_BYTES } from '../reader/limits.ts';
import { type JobOwner, ReaderPool } from '../reader/reader-pool.ts';
import type { Page } from './extract-page.ts';

/** A page as it came. */
interface PageJob {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
  /** Where it was fetched from; null for a file. */
  readonly url: string | null;
  /** True for HTML that is the article already, as a feed carries it: nothing around it to be cut away. */
  readonly fragment?: boolean;
}

/** A document as it came: a page, a feed, a file, pasted text. */
interface DocumentJob {
  readonly bytes: Uint8Array;
  /** What its server calls it; left out for a file, `text/plain` for pasted text. */
  readonly contentType?: string | undefined;
  /** Its URL or path; null for what has neither. */
  readonly address: string | null;
  /** True where only an article is wanted: a feed is then read as a page. */
  readonly article?: boolean;
}

/** A page that may only send on. */
interface RefreshJob {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly url: string;
  /** The HTTP header of this name. */
  readonly refresh?: string | undefined;
}

/**
 * Reads what comes from outside, in processes of their own that are killed when something takes too long or too much.
 * Besides the codes of each format, anything can fail with `page_timeout`, `page_memory`, `page_broken` and `aborted`.
 */
export interface PageReader {
  /** Says what a document is, and reads it. */
  document(job: DocumentJob): Promise<Outcome<ParsedDocument>>;
  /** Takes the article out of HTML. */
  read(job: PageJob): Promise<Outcome<Page>>;
  /** Where a page sends on that is no more than a notice; null for one that is meant to be read. */
  refreshTarget(job: RefreshJob): Promise<Outcome<string | null>>;
  /** Turns an article into facts. */
  facts(article: Article): Promise<Outcome<Reading>>;
  /** The same reader for one tenant's work, or one person's: they are served in turn. */
  for(owner: JobOwner): PageReader;
  close(): Promise<void>;
}

export interface PageReaderOptions {
  /** Processes at the most; they start when they are needed. */
  readonly processes?: number;
  /** Processes that stay when there is nothing to do. */
  readonly keptWarm?: number;
  /** For one job, in milliseconds. */
  readonly timeoutMs?: number;
  /** Of one process's heap, in megabytes. */
  readonly memoryMb?: number;
  readonly limits?: DocumentLimits;
}

const JOB_TIMEOUT_MS = 5_000;
const MEMORY_MB = 256;
const IDLE_MS = 30_000;

/** Makes a reader; its first process starts with the first job. */
export function createPageReader(options: PageReaderOptions = {}): PageReader {
  const { processes = 2, keptWarm = 0, timeoutMs = JOB_TIMEOUT_MS, memoryMb = MEMORY_MB } = options;
  const { limits = CHAT_LIMITS } = options;
  const pool = new ReaderPool({
    processes,
    keptWarm,
    idleMs: IDLE_MS,
    limits: { timeoutMs, memoryMb, maxAnswerBytes: MAX_ANSWER_BYTES },
  });
  return readerOver(pool, limits, { tenant: null });
}

function readerOver(pool: ReaderPool, limits: DocumentLimits, owner: JobOwner): PageReader {
  return {
    async document(job) {
      const answer = await pool.run({ ...job, kind: 'document', limits }, owner);
      return outcomeFrom(answer, (value) => documentFrom(value, limits));
    },
    async read(job) {
      const answer = await pool.run({ ...job, kind: 'page', limits }, owner);
      return outcomeFrom(answer, (value) => pageFrom(value, limits));
    },
    async refreshTarget(job) {
      const answer = outcomeFrom(await pool.run({ ...job, kind: 'refresh' }, owner), refreshFrom);
      return answer.ok ? done(answer.value.target) : answer;
    },
    async facts(article) {
      const { text, ...rest } = article;
      const bytes = Buffer.from(text, 'utf8');
      const answer = await pool.run({ kind: 'facts', article: rest, bytes, limits }, owner);
      return outcomeFrom(answer, (value) => readingFrom(value, article, limits));
    },
    for: (other) => readerOver(pool, limits, other),
    close: async () => pool.close(),
  };
}
