import type { Article } from '../../domain/article.ts';
import type { Reading } from '../../domain/reading.ts';
import { done, type Outcome } from '../ingest-outcome.ts';
import { documentFrom, outcomeFrom, type ParsedDocument, pageFrom, refreshFrom } from '../reader/answers.ts';
import { readingFrom } from '../reader/fact-answers.ts';
import { CHAT_LIMITS, type DocumentLimits, MAX_ANSWER_BYTES } from '../reader/limits.ts';
import { type JobOwner, ReaderPool } from '../reader/reader-pool.ts';
import type { Page } from './extract-page.ts';

/** A page to read. */
interface PageJob {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
  /** The address it was fetched from; null for a file. */
  readonly url: string | null;
  /** True for HTML that is only the article, as in a feed, with nothing to remove. */
  readonly fragment?: boolean;
}

/** A document to read: a page, feed, file or pasted text. */
interface DocumentJob {
  readonly bytes: Uint8Array;
  /** The server's content type; absent for a file, `text/plain` for pasted text. */
  readonly contentType?: string | undefined;
  /** Its URL or path; null if it has neither. */
  readonly address: string | null;
  /** Whether only an article is wanted. A feed is then read as a page. */
  readonly article?: boolean;
}

/** A page that may be only a redirect notice. */
interface RefreshJob {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly url: string;
  /** The Refresh header. */
  readonly refresh?: string | undefined;
}

/**
 * Reads documents in separate processes, which are killed when a job takes too much time or memory. Besides each
 * format's codes, anything can fail with `page_timeout`, `page_memory`, `page_broken` and `aborted`.
 */
export interface PageReader {
  /** Detects a document's format and reads it. */
  document(job: DocumentJob): Promise<Outcome<ParsedDocument>>;
  /** Extracts the article from HTML. */
  read(job: PageJob): Promise<Outcome<Page>>;
  /** Returns the target of a page that only redirects, or null. */
  refreshTarget(job: RefreshJob): Promise<Outcome<string | null>>;
  /** Extracts an article's facts. */
  facts(article: Article): Promise<Outcome<Reading>>;
  /** Returns the same reader for one tenant's or person's jobs. Owners take turns. */
  for(owner: JobOwner): PageReader;
  close(): Promise<void>;
}

export interface PageReaderOptions {
  /** The most processes. They start when needed. */
  readonly processes?: number;
  /** Processes that stay running when idle. */
  readonly keptWarm?: number;
  /** The time limit for a job, in milliseconds. */
  readonly timeoutMs?: number;
  /** The heap limit of a process, in megabytes. */
  readonly memoryMb?: number;
  readonly limits?: DocumentLimits;
}

const JOB_TIMEOUT_MS = 5_000;
const MEMORY_MB = 256;
const IDLE_MS = 30_000;

/** Creates a reader. Its first process starts with the first job. */
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
