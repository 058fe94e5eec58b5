import { createHash } from 'node:crypto';
import type { Page } from '../article/extract-page.ts';
import { boundedText } from '../clean-text.ts';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import type { Feed, FeedItem } from '../parse/feed-item.ts';
import { pictureAddress } from '../picture-address.ts';
import { type DocumentLimits, FIELD_LIMITS, LIST_LIMITS, MAX_FEED_HTML } from './limits.ts';

// The reader process's results. The process builds them with these functions, so that they are small. The bot parses
// them with the same functions, so that it accepts nothing of another shape or size.

/** A parsed document of any format. */
export type ParsedDocument =
  | { readonly kind: 'feed'; readonly feed: Feed }
  | {
      readonly kind: 'article';
      /** A front page may have no article and still name a feed. */
      readonly article: Outcome<Page>;
      /** The feeds that the page names, absolute, the most likely first. */
      readonly feedLinks: readonly string[];
    };

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const listIn = (value: unknown, length: number): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, length) : [];

export const textIn = (value: unknown, length: number): string =>
  typeof value === 'string' ? boundedText(value, length) : '';

/** Returns a text as one line, or null if it is empty. */
function lineIn(value: unknown, length: number): string | null {
  const line = textIn(value, length).replace(/\s/g, ' ').trim();
  return line === '' ? null : line;
}

/** Returns an http(s) address, or null if it is another value or too long. */
function addressIn(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > FIELD_LIMITS.address) return null;
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > FIELD_LIMITS.address) return null;
  return url.href;
}

/** Returns the address of a picture that a chat may load; null otherwise. */
const pictureIn = (value: unknown): string | null =>
  typeof value === 'string' ? pictureAddress(value, null) : null;

export function outcomeFrom<T>(value: unknown, read: (value: unknown) => T | null): Outcome<T> {
  if (isObject(value) && value.ok === false && isObject(value.error))
    return failed(textIn(value.error.code, 40), textIn(value.error.message, 300));
  const inner = isObject(value) && value.ok === true ? read(value.value) : null;
  return inner === null
    ? failed('page_broken', 'Reading it gave nothing that can be understood.')
    : done(inner);
}

export function pageFrom(value: unknown, limits: DocumentLimits): Page | null {
  if (!isObject(value) || typeof value.text !== 'string') return null;
  return {
    title: lineIn(value.title, FIELD_LIMITS.title),
    byline: lineIn(value.byline, FIELD_LIMITS.byline),
    published: lineIn(value.published, FIELD_LIMITS.published),
    siteName: lineIn(value.siteName, FIELD_LIMITS.siteName),
    language: languageIn(value.language),
    canonicalUrl: addressIn(value.canonicalUrl),
    picture: pictureIn(value.picture),
    text: textIn(value.text, limits.text),
  };
}

/** Returns an ISO 639-1 code, or null. */
function languageIn(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z]{2}$/.test(value) ? value : null;
}

/** Parses a feed item. `room` is how much HTML the remaining items may have. */
function itemFrom(value: unknown, room: number): FeedItem | null {
  if (!isObject(value) || typeof value.key !== 'string' || value.key.length > FIELD_LIMITS.itemKey)
    return null;
  const alias = lineIn(value.alias, FIELD_LIMITS.itemKey + 1);
  return {
    key: value.key,
    alias: alias !== null && alias.length > FIELD_LIMITS.itemKey ? null : alias,
    version: textIn(value.version, FIELD_LIMITS.itemVersion),
    sharesAddress: value.sharesAddress !== false,
    title: lineIn(value.title, FIELD_LIMITS.title) ?? '',
    url: addressIn(value.url),
    html: textIn(value.html, Math.min(room, FIELD_LIMITS.itemHtml)),
    published: lineIn(value.published, FIELD_LIMITS.published),
    updated: lineIn(value.updated, FIELD_LIMITS.published),
    author: lineIn(value.author, FIELD_LIMITS.byline),
    language: languageIn(value.language),
    picture: pictureIn(value.picture),
  };
}

/** Returns those of some fields that are addresses. */
function addressesIn<Name extends string>(
  value: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const found = names.flatMap((name) => {
    const address = addressIn(value[name]);
    return address === null ? [] : [[name, address] as const];
  });
  return Object.fromEntries(found) as Partial<Record<Name, string>>;
}

function feedFrom(value: unknown): Feed | null {
  if (!isObject(value)) return null;
  let room = MAX_FEED_HTML;
  const items = listIn(value.items, LIST_LIMITS.items).flatMap((one) => {
    const item = itemFrom(one, room);
    room -= item?.html.length ?? 0;
    return item ?? [];
  });
  const ttl = value.ttlMinutes;
  return {
    title: lineIn(value.title, FIELD_LIMITS.title),
    items,
    ttlMinutes: typeof ttl === 'number' && Number.isFinite(ttl) && ttl > 0 ? ttl : null,
    salvaged: value.salvaged === true,
    ...addressesIn(value, ['hub', 'self']),
  };
}

export function documentFrom(value: unknown, limits: DocumentLimits): ParsedDocument | null {
  if (!isObject(value)) return null;
  if (value.kind === 'feed') {
    const feed = feedFrom(value.feed);
    return feed && { kind: 'feed', feed };
  }
  if (value.kind !== 'article') return null;
  return {
    kind: 'article',
    article: outcomeFrom(value.article, (article) => pageFrom(article, limits)),
    feedLinks: listIn(value.feedLinks, LIST_LIMITS.feedLinks).flatMap((link) => addressIn(link) ?? []),
  };
}

/** Parses a redirect result; `target` is null for a page that is meant to be read. */
export function refreshFrom(value: unknown): { readonly target: string | null } | null {
  return isObject(value) ? { target: addressIn(value.target) } : null;
}

/** Hashes an item's key to 16 bytes, by which it is recognised between polls. */
export function itemKey(key: string): string {
  return createHash('sha256').update(key.toWellFormed()).digest().subarray(0, 16).toString('base64url');
}
