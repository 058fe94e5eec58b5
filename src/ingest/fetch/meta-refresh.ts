import type { PageReader } from '../article/page-pool.ts';
import type { Outcome } from '../ingest-outcome.ts';
import { failed } from '../ingest-outcome.ts';
import type { Fetched, FetchOptions, SafeFetch } from './safe-fetch.ts';

/** The largest redirect notice, in bytes. A larger page has content of its own. */
const MAX_NOTICE_BYTES = 20_000;

/**
 * Fetches a document. If it is only a redirect notice (`<meta http-equiv=refresh>` or a Refresh header), follows it
 * once. The second address passes the same checks as the first. Error codes: those of `safeFetch`.
 */
export async function fetchDocument(
  fetch: SafeFetch,
  url: string,
  options: FetchOptions,
  pages: Pick<PageReader, 'refreshTarget'>,
): Promise<Outcome<Fetched>> {
  const first = await fetch(url, options);
  const target = first.ok ? await targetOf(first.value, pages) : null;
  if (target === null) return first;
  const { headers, ...rest } = options;
  const second = await fetch(target, rest);
  if (second.ok && (await targetOf(second.value, pages)) !== null)
    return failed('too_many_redirects', 'The page only sends on, and so does the one that it leads to.');
  return second;
}

/** Returns the target of a redirect notice, as the reader finds it; null for any other page. */
async function targetOf({ url, body, headers }: Fetched, pages: Pick<PageReader, 'refreshTarget'>) {
  const contentType = headers['content-type'] ?? 'text/html';
  if (body.length > MAX_NOTICE_BYTES || !/html/i.test(contentType)) return null;
  const refresh = typeof headers.refresh === 'string' ? headers.refresh : undefined;
  if (refresh === undefined && !body.toString('latin1').toLowerCase().includes('refresh')) return null;
  const target = await pages.refreshTarget({ bytes: body, contentType, url, refresh });
  return target.ok ? target.value : null;
}
