import { Parser } from 'htmlparser2';
import type { Outcome } from '../ingest-outcome.ts';
import { failed } from '../ingest-outcome.ts';
import { visibleLength } from '../parse/plain-text.ts';
import type { Fetched, FetchOptions, SafeFetch } from './safe-fetch.ts';

/** A page larger than this is more than a notice that sends on. In bytes. */
const MAX_NOTICE_BYTES = 20_000;
/** Letters that a notice may show; a page with more is read itself. */
const MAX_NOTICE_TEXT = 600;
/** A page that reloads later than this (seconds) is meant to be read before. */
const LONGEST_DELAY = 20;

/**
 * Fetches a document, and once what it sends on to, if it is no more than a notice that does so (`<meta http-equiv=refresh>`
 * or a Refresh header). The second address passes the same checks as the first. Error codes: those of `safeFetch`.
 */
export async function fetchDocument(
  fetch: SafeFetch,
  url: string,
  options: FetchOptions,
): Promise<Outcome<Fetched>> {
  const first = await fetch(url, options);
  const target = first.ok ? refreshTarget(first.value) : null;
  if (target === null) return first;
  const { headers, ...rest } = options;
  const second = await fetch(target, rest);
  if (second.ok && refreshTarget(second.value) !== null)
    return failed('too_many_redirects', 'The page only sends on, and so does the one that it leads to.');
  return second;
}

/** Where a notice sends on, absolute; null for a page that is meant to be read, and for one that only reloads itself. */
export function refreshTarget({ url, body, headers }: Fetched): string | null {
  const { refresh } = headers;
  const type = headers['content-type'] ?? 'text/html';
  const isNotice = body.length <= MAX_NOTICE_BYTES && /html/i.test(type);
  if (!isNotice && typeof refresh !== 'string') return null;
  const html = body.subarray(0, MAX_NOTICE_BYTES).toString('utf8');
  if (!isNotice || visibleLength(bodyOf(html)) > MAX_NOTICE_TEXT) return null;
  for (const content of [typeof refresh === 'string' ? refresh : '', ...refreshesIn(html)]) {
    const [, delay, named] = /^\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?(\S.*)$/i.exec(content) ?? [];
    if (named === undefined || Number(delay) > LONGEST_DELAY) continue;
    const target = URL.parse(named.replace(/^(["'])(.*?)\1.*$/, '$2').trim(), url);
    if (!target || !/^https?:$/.test(target.protocol)) continue;
    target.hash = '';
    if (target.href !== url) return target.href;
  }
  return null;
}

/** The contents of a page's refresh tags, other than those for browsers without scripts. */
function refreshesIn(html: string): string[] {
  const found: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'noscript' || name === 'template') hidden++;
      if (name === 'meta' && hidden === 0 && attributes['http-equiv']?.trim().toLowerCase() === 'refresh')
        found.push(attributes.content ?? '');
    },
    onclosetag(name) {
      if (name === 'noscript' || name === 'template') hidden--;
    },
  });
  parser.end(html);
  return found;
}

function bodyOf(html: string): string {
  const start = html.search(/<body[\s>]/i);
  return start === -1 ? html.replace(/<title[\s>][^<]*/i, '') : html.slice(start);
}
