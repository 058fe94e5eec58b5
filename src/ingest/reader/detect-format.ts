import { extname } from 'node:path';
import { decodeBytes } from '../parse/charset.ts';
import { looksLikeFeed } from '../parse/looks-like-feed.ts';

/** What a document is. `unknown` is what nothing here reads: pictures, archives, programs. */
export type Format = 'feed' | 'html' | 'markdown' | 'text' | 'unknown';

/** How far in a document its kind is looked for, in bytes. */
const HEAD_BYTES = 8_192;

/** The first bytes of formats that hold no text as it is. */
const SIGNATURES: readonly string[] = [
  '%PDF-',
  '\x89PNG',
  'GIF87a',
  'GIF89a',
  '\xff\xd8\xff',
  'PK\x03\x04',
  '\x1f\x8b',
];

const BY_ENDING: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.txt', 'text'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.xhtml', 'html'],
]);

/** Types that servers give to pages, among them wrong ones. */
const PAGE_TYPES = /^(?:text\/|application\/(?:xhtml|xml|rss|atom|octet-stream))/;

/**
 * The one decision what a document is: by its first bytes, then by its content type (of what a server sent) or by the
 * ending of its name (of a file), then by its look. `address` is a URL, a path, or null for pasted text.
 */
export function detectFormat(
  bytes: Uint8Array,
  contentType: string | undefined,
  address: string | null,
): Format {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (SIGNATURES.some((signature) => start.startsWith(signature))) return 'unknown';
  const isFetched = address !== null && /^https?:\/\//i.test(address);
  const byEnding = address === null || isFetched ? undefined : BY_ENDING.get(extname(address).toLowerCase());
  if (byEnding) return byEnding;
  const head = headOf(bytes);
  if (looksLikeFeed(head)) return 'feed';
  if (looksLikeHtml(head)) return 'html';
  if (!isFetched && contentType === undefined) return 'text';
  const type = mediaType(contentType);
  if (type === 'text/plain') return 'text';
  if (type === 'text/markdown' || type === 'text/x-markdown') return 'markdown';
  return PAGE_TYPES.test(type) ? 'html' : 'unknown';
}

/** "text/html; charset=utf-8" -> "text/html"; servers that say nothing mean a page. */
export function mediaType(contentType: string | undefined): string {
  return (contentType ?? 'text/html').split(';', 1)[0]!.trim().toLowerCase();
}

/** The beginning of a document as text, to tell what it is. */
export function headOf(bytes: Uint8Array): string {
  return decodeBytes(bytes.subarray(0, HEAD_BYTES), { format: 'xml' });
}

function looksLikeHtml(head: string): boolean {
  const start = head.trimStart();
  const body = start.startsWith('<!--') ? start.slice(start.indexOf('-->') + 3).trimStart() : start;
  return /^<(?:!doctype html|html|head|body)[\s>]/i.test(body.slice(0, 20));
}
