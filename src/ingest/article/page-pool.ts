import { Worker } from 'node:worker_threads';
import type { Outcome } from '../ingest-outcome.ts';
import { failed } from '../ingest-outcome.ts';
import type { Page } from './extract-page.ts';
import { LOADED } from './reader-modules.ts';

/** A page as it came. */
export interface PageJob {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
  /** Where it was fetched from; null for a file. */
  readonly url: string | null;
  /** True for HTML that is the article already, as a feed carries it: nothing around it to be cut away. */
  readonly fragment?: boolean;
}

/** Takes articles out of pages, in threads that are stopped when a page takes too long or too much. */
export interface PageReader {
  read(job: PageJob): Promise<Outcome<Page>>;
  close(): Promise<void>;
}

export interface PageReaderOptions {
  /** Threads at the most; they start when they are needed. */
  readonly threads?: number;
  /** For one page, in milliseconds. */
  readonly timeoutMs?: number;
  /** Of one thread's heap, in megabytes. */
  readonly memoryMb?: number;
}

const PAGE_TIMEOUT_MS = 5_000;
/** A thread loads its libraries first, which on a busy machine may take longer than any page. */
const START_TIMEOUT_MS = 60_000;
const PAGE_MEMORY_MB = 256;

interface Waiting {
  readonly job: PageJob;
  readonly settle: (outcome: Outcome<Page>) => void;
}

interface Thread {
  readonly worker: Worker;
  /** Takes the outcome of the page at hand; null between pages. */
  settle: ((outcome: Outcome<Page>) => void) | null;
  /** Starts the page's time; null once the thread has loaded. */
  loading: (() => void) | null;
}

/**
 * Makes a page reader. Besides the codes of `extractPage` a page can fail with `page_timeout` and `page_memory`;
 * the thread is then replaced and the next page is read as ever.
 */
export function createPageReader(options: PageReaderOptions = {}): PageReader {
  const { threads = 2, timeoutMs = PAGE_TIMEOUT_MS, memoryMb = PAGE_MEMORY_MB } = options;
  const idle: Thread[] = [];
  const alive = new Set<Thread>();
  const queue: Waiting[] = [];

  const start = (): Thread => {
    const worker = new Worker(new URL('./page-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 },
      // The page's thread needs nothing of the process: no secrets, no arguments.
      env: {},
      execArgv: [],
    });
    const thread: Thread = { worker, settle: null, loading: () => {} };
    alive.add(thread);
    worker.on('message', (outcome: Outcome<Page> | typeof LOADED) => {
      if (outcome === LOADED) {
        thread.loading?.();
        thread.loading = null;
        return;
      }
      worker.unref();
      idle.push(thread);
      thread.settle?.(outcome);
    });
    const lost = (outcome: Outcome<Page>) => {
      alive.delete(thread);
      if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
      thread.settle?.(outcome);
    };
    worker.on('error', (error: NodeJS.ErrnoException) =>
      lost(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? failed('page_memory', `The page needs more than ${memoryMb} MB to read.`)
          : failed('page_broken', `The page cannot be read: ${error.message}`),
      ),
    );
    worker.on('exit', () => lost(failed('page_broken', 'Reading the page ended early.')));
    return thread;
  };

  const serve = ({ job, settle }: Waiting, thread: Thread) => {
    const stopAfter = (ms: number) =>
      setTimeout(() => {
        // Taken out before it is stopped, so that its place is free for a new thread at once.
        alive.delete(thread);
        void thread.worker.terminate();
        thread.settle?.(failed('page_timeout', `The page took longer than ${ms / 1000} seconds to read.`));
      }, ms);
    let timer = stopAfter(thread.loading ? START_TIMEOUT_MS : timeoutMs);
    if (thread.loading)
      thread.loading = () => {
        clearTimeout(timer);
        timer = stopAfter(timeoutMs);
      };
    thread.settle = (outcome) => {
      clearTimeout(timer);
      thread.settle = null;
      settle(outcome);
      next();
    };
    thread.worker.ref();
    thread.worker.postMessage(job);
  };

  const next = () => {
    while (queue.length > 0 && (idle.length > 0 || alive.size < threads))
      serve(queue.shift()!, idle.pop() ?? start());
  };

  return {
    read: (job) =>
      new Promise((settle) => {
        queue.push({ job, settle });
        next();
      }),
    async close() {
      for (const { settle } of queue.splice(0)) settle(failed('aborted', 'Stopped.'));
      await Promise.all([...alive].map(({ worker }) => worker.terminate()));
    },
  };
}
