import { afterAll } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { createPageReader } from '../../src/ingest/article/page-pool.ts';
import { parseAllowHosts } from '../../src/ingest/fetch/allowed-hosts.ts';
import { safeFetch } from '../../src/ingest/fetch/safe-fetch.ts';
import { createKeeper } from '../../src/ingest/keep-in-turn.ts';
import { requestedArticles } from '../../src/ingest/requested/requested-articles.ts';
import { memoryArticles } from '../ingest/memory.ts';
import { chatOver, shippedLibrary } from './shipped.ts';

/** A local web site. */
interface Site {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Returns a function that creates chats over the shipped library which read links to `site`. The site and the reader
 * are closed after the file's tests.
 */
export function chatsReading(site: Site) {
  const reading = requestedFrom(site.port);
  afterAll(async () => {
    await reading.close();
    await site.close();
  });
  return (pictures = true) =>
    chatOver(createReadout(shippedLibrary), { services: { requested: reading.requested }, pictures });
}

/** Creates a reader of pasted links and texts over articles in memory. It may fetch from one port of this machine. */
export function requestedFrom(port: number, pages = createPageReader({ keptWarm: 1 })) {
  const requested = requestedArticles({
    fetch: safeFetch,
    allowFor: () => parseAllowHosts(`127.0.0.1:${port}`),
    pages,
    keeper: createKeeper({ articles: memoryArticles().store, now: () => new Date() }),
  });
  return { requested, close: () => pages.close() };
}
