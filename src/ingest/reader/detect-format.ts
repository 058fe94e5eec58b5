import { extname } from 'node:path';
import { decodeBytes } from '../parse/charset.ts';
import { looksLikeFeed } from '../parse/looks-like-feed.ts';

/** A document's format. `unknown` is anything that cannot be read, such as images and programs. */
export type Format = 'feed' | 'html' | 'markdown' | 'text' | 'pdf' | 'docx' | 'eml' | 'unknown';

/** The number of bytes examined to detect the format. */
const HEAD_BYTES = 8_192;

/** The first bytes of binary formats. */
const SIGNATURES: readonly (readonly [signature: string, format: Format])[] = [
  ['%PDF-', 'pdf'],
  // A zip file. Its directory shows whether it is a Word file.
  ['PK\x03\x04', 'docx'],
  ['\x89PNG', 'unknown'],
  ['GIF87a', 'unknown'],
  ['GIF89a', 'unknown'],
  ['\xff\xd8\xff', 'unknown'],
  ['\x1f\x8b', 'unknown'],
];

const BY_ENDING: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.txt', 'text'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.xhtml', 'html'],
  ['.eml', 'eml'],
]);

/** Matches content types that servers send for pages, including wrong ones. */
const PAGE_TYPES = /^(?:text\/|application\/(?:xhtml|xml|rss|atom|octet-stream))/;

/**
 * Detects a document's format: by its first bytes, then by its content type (from a server) or file extension, then by
 * its text. `address` is a URL, a path, or null for pasted text.
 */
export function detectFormat(
  bytes: Uint8Array,
  contentType: string | undefined,
  address: string | null,
): Format {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const signed = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (signed) return signed[1];
  const isFetched = address !== null && /^https?:\/\//i.test(address);
  const byEnding = address === null || isFetched ? undefined : BY_ENDING.get(extname(address).toLowerCase());
  if (byEnding) return byEnding;
  const head = headOf(bytes);
  if (looksLikeFeed(head)) return 'feed';
  if (looksLikeHtml(head)) return 'html';
  if (!isFetched && contentType === undefined) return 'text';
  const type = mediaType(contentType);
  if (type === 'message/rfc822') return 'eml';
  if (type === 'text/plain') return 'text';
  if (type === 'text/markdown' || type === 'text/x-markdown') return 'markdown';
  return PAGE_TYPES.test(type) ? 'html' : 'unknown';
}

/**
 * Returns a content type without parameters: "text/html; charset=utf-8" becomes "text/html". A missing one means a
 * page.
 */
export function mediaType(contentType: string | undefined): string {
  return (contentType ?? 'text/html').split(';', 1)[0]!.trim().toLowerCase();
}

/** Returns the beginning of a document as text. @public, as `read-source.ts` says. */
export function headOf(bytes: Uint8Array): string {
  return decodeBytes(bytes.subarray(0, HEAD_BYTES), { format: 'xml' });
}

function looksLikeHtml(head: string): boolean {
  const start = head.trimStart();
  const body = start.startsWith('<!--') ? start.slice(start.indexOf('-->') + 3).trimStart() : start;
  return /^<(?:!doctype html|html|head|body)[\s>]/i.test(body.slice(0, 20));
}
