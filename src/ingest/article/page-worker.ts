import { parentPort } from 'node:worker_threads';
import { decodeBytes } from '../parse/charset.ts';
import { extractFragment, extractPage } from './extract-page.ts';
import type { PageJob } from './page-pool.ts';
import { LOADED } from './reader-modules.ts';

// Runs alone in a thread of its own, where a page that takes too long or too much can be stopped.
parentPort?.on('message', ({ bytes, contentType, url, fragment }: PageJob) => {
  const html = decodeBytes(bytes, { format: 'html', contentType });
  parentPort?.postMessage(fragment ? extractFragment(html) : extractPage(html, url));
});
parentPort?.postMessage(LOADED);
