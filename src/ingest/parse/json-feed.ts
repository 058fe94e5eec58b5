import { firstPicture } from '../picture-address.ts';
import {
  type Feed,
  identifyItems,
  languageCode,
  personName,
  plainTitle,
  type RawItem,
  webAddress,
} from './feed-item.ts';
import { parseLenientJson, wholeItemsOf } from './lenient-json.ts';
import { htmlOfText, unwrapHtml, visibleLength } from './plain-text.ts';
import { publishedDate } from './published-date.ts';

type Json = Readonly<Record<string, unknown>>;

/** The most pictures of one item that are tried. */
const MAX_IMAGES = 10;

/** Parses a JSON Feed, with or without its version; null if it is not one. https://www.jsonfeed.org/version/1.1/ */
export function readJsonFeed(text: string, url: string | null, maxItems: number): Feed | null {
  const document = parseLenientJson(text);
  const whole = isObject(document) && Array.isArray(document.items) ? document : null;
  const listed: readonly unknown[] = whole ? (whole.items as unknown[]) : wholeItemsOf(text);
  const feed: Json = whole ?? {};
  const base = webAddress(string(feed.home_page_url), url) ?? url;
  const language = string(feed.language);
  const raw = listed.slice(0, maxItems).flatMap((item) => itemOf(item, base, language) ?? []);
  if (raw.length === 0 && !(whole && (listed.length === 0 || 'version' in whole))) return null;
  return {
    title: plainTitle(string(feed.title)) || null,
    items: identifyItems(raw, webAddress(string(feed.home_page_url), url)),
    ttlMinutes: null,
    salvaged: whole === null,
    ...hubIn(feed, url),
  };
}

/** Returns the first WebSub hub and the self link that a feed names; nothing without a hub. */
function hubIn({ hubs, feed_url }: Json, url: string | null): Pick<Feed, 'hub' | 'self'> {
  const named = [hubs].flat().filter(isObject);
  const hub = named.find(({ type }) => /^websub$/i.test(string(type))) ?? named[0];
  const address = webAddress(string(hub?.url), url);
  const self = webAddress(string(feed_url), url);
  return address === null ? {} : { hub: address, ...(self === null ? {} : { self }) };
}

function itemOf(value: unknown, base: string | null, feedLanguage: string): RawItem | null {
  if (!isObject(value)) return null;
  const id = string(value.id) || string(value.guid);
  const address = [value.url, value.link, value.external_url, id].map((one) =>
    webAddress(absolute(one, id), base),
  );
  const item = {
    id,
    title: plainTitle(string(value.title)),
    url: address.find((one) => one !== null) ?? null,
    html: htmlIn(value),
    published: publishedDate(string(value.date_published) || string(value.date_modified)),
    updated: string(value.date_modified) || null,
    author: authorIn(value),
    language: languageCode(string(value.language) || feedLanguage),
    picture: firstPicture([string(value.image), string(value.banner_image), ...attachedImages(value)], base),
  };
  return item.id || item.url || item.title || item.html ? item : null;
}

/** Returns a field's address. An id counts only if it is absolute; other fields may be relative. */
function absolute(value: unknown, id: string): string {
  const text = string(value);
  return text === id && !/^https?:/i.test(text) ? '' : text;
}

/** Returns the addresses of an item's attached images. */
function attachedImages({ attachments }: Json): string[] {
  const images = [attachments]
    .flat()
    .filter(isObject)
    .filter(({ mime_type }) => /^image\//i.test(string(mime_type)));
  return images.slice(0, MAX_IMAGES).map(({ url }) => string(url));
}

function htmlIn(item: Json): string {
  const candidates = [
    unwrapHtml(string(item.content_html)),
    htmlOfText(string(item.content_text)),
    unwrapHtml(string(item.content)),
    unwrapHtml(string(item.description)),
    htmlOfText(string(item.summary)),
  ];
  const lengths = candidates.map(visibleLength);
  return candidates[lengths.indexOf(Math.max(...lengths))]!;
}

function authorIn({ authors, author }: Json): string | null {
  const names = [authors ?? author]
    .flat()
    .flatMap((one) => personName(string(isObject(one) ? one.name : one)) ?? []);
  return names.length > 0 ? [...new Set(names)].join(', ') : null;
}

function string(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
