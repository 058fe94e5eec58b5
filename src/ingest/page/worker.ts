import { parentPort } from 'node:worker_threads';
import { decodeBytes } from '../charset.ts';
import { extractFragment, extractPage } from './extract.ts';
import { LOADED } from './loaded.ts';
import type { PageJob } from './pool.ts';

// Runs alone in a thread of its own, where a page that takes too long or too much can be stopped.
parentPort?.on('message', ({ bytes, contentType, url, fragment }: PageJob) => {
  const html = decodeBytes(bytes, { format: 'html', contentType });
  parentPort?.postMessage(fragment ? extractFragment(html) : extractPage(html, url));
});
parentPort?.postMessage(LOADED);
