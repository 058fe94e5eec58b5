import { createHash } from 'node:crypto';
import { decodeHTMLStrict } from 'entities';
import { squeeze } from '../article/markup.ts';
import { addressKey } from '../parsed-article.ts';

/** One entry of a feed of any format. */
export interface FeedItem {
  /** Identifies the item within the feed: its id, else its address, else its title and date. */
  readonly key: string;
  /**
   * Its address, title and date together, by which it is recognised if the publisher changes its key. Null if undated.
   */
  readonly alias: string | null;
  /** A hash of its content, which shows whether the publisher changed it. */
  readonly version: string;
  /** True if another item of the feed has the same address. The address then does not identify an article. */
  readonly sharesAddress: boolean;
  readonly title: string;
  /** Absolute; null if the item has none. */
  readonly url: string | null;
  /** Its content as HTML, which may be only a teaser; empty if there is none. */
  readonly html: string;
  readonly published: string | null;
  /** The publisher's date of the last change, as written; null if there is none. */
  readonly updated: string | null;
  readonly author: string | null;
  /** ISO 639-1, as the item or its feed declares it. */
  readonly language: string | null;
  /** The absolute address of its picture. */
  readonly picture: string | null;
}

/** A parsed feed. */
export interface Feed {
  readonly title: string | null;
  readonly items: readonly FeedItem[];
  /** The polling interval that the publisher asks for, in minutes; null if none. */
  readonly ttlMinutes: number | null;
  /** True if the feed was broken, so that only its complete items were kept. */
  readonly salvaged: boolean;
  /** The feed's WebSub hub and self link; absent if it names no hub. */
  readonly hub?: string;
  readonly self?: string;
}

/** An item as its format gives it, before it is compared with the others. `id` is the publisher's id. */
export interface RawItem extends Omit<FeedItem, 'key' | 'alias' | 'version' | 'sharesAddress'> {
  readonly id: string;
}

/**
 * Gives each item a key that no other item of the feed has: the first unique one of its id, its address, and its title
 * with its date.
 */
export function identifyItems(listed: readonly RawItem[], homePage: string | null): FeedItem[] {
  const home = homePage === null ? null : addressKey(homePage);
  const raw = withoutRepeats(listed);
  const ids = countOf(raw.map(({ id }) => id));
  const urls = countOf(raw.map(({ url }) => url ?? ''));
  const addresses = countOf(raw.map(({ url }) => addressIn(url)));
  const items = new Map<string, FeedItem>();
  for (const { id, ...item } of raw) {
    const { url, title, published, html } = item;
    const address = addressIn(url);
    const sharesAddress = addresses.get(address) !== 1 || address === '' || address === home;
    const ownId = isId(id) && ids.get(id) === 1 ? id : '';
    const ownUrl = !sharesAddress
      ? address
      : url !== null && urls.get(url) === 1 && url !== homePage
        ? url
        : '';
    const dated = published === null ? '' : `${title} ${published}`;
    const key = ownId || ownUrl || dated || title || html.slice(0, 200);
    if (!key || items.has(key)) continue;
    const alias = dated && (ownId || ownUrl) ? `${address} ${dated}` : null;
    items.set(key, { key, alias, version: versionOf(item), sharesAddress, ...item });
  }
  return [...items.values()];
}

/** Matches a count at the end of a headline, such as of comments. It changes while the article does not. */
const COUNT = / ?[([]\d{1,7}(?: \p{L}{1,20})?[)\]]$/u;

/**
 * Hashes an item's title, text and date of change. Its markup is ignored, because it contains counters and trackers.
 */
function versionOf({ title, html, updated }: Pick<FeedItem, 'title' | 'html' | 'updated'>): string {
  const words = html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const said = JSON.stringify([title.replace(COUNT, ''), words, updated]);
  return createHash('sha256').update(said).digest().subarray(0, 8).toString('base64url');
}

function addressIn(url: string | null): string {
  return url === null ? '' : addressKey(url);
}

/** Removes repeated items, which some feeds have. */
function withoutRepeats(listed: readonly RawItem[]): RawItem[] {
  const kept = new Map<string, RawItem>();
  for (const item of listed) {
    const { id, url, title, published } = item;
    const same = JSON.stringify([id, url, title, published ?? item.html]);
    if (!kept.has(same)) kept.set(same, item);
  }
  return [...kept.values()];
}

/** Whether a guid is an id. Some publishers write the same placeholder into every item. */
function isId(id: string): boolean {
  return id !== '' && !/^(?:n\/?a|none|null|undefined|nil|false|true|0|-+|tbd|guid)$/i.test(id);
}

function countOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Matches inline elements in headlines. Other names in angle brackets belong to the headline. */
const TITLE_TAG =
  /<(\/?)(a|abbr|b|big|br|cite|code|div|em|font|i|img|p|q|s|small|span|strong|sub|sup|tt|u|wbr)(?=[\s/>])[^<>]*>/gi;
const MAX_TITLE = 500;

/**
 * Converts a headline to plain text. Tags are removed only in pairs, because a single "<b>" may be the headline's
 * subject. A headline that would become empty stays as written. With `markup` false, the publisher says that it is
 * plain text.
 */
export function plainTitle(text: string, markup = true): string {
  const written = text.slice(0, 2_000).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
  if (!markup) return squeeze(decodeHTMLStrict(written)).slice(0, MAX_TITLE);
  const closed = new Set(
    [...written.matchAll(TITLE_TAG)].filter(([, end]) => end).map(([, , name]) => name!.toLowerCase()),
  );
  const bare = written.replace(TITLE_TAG, (tag, _end, name: string) =>
    closed.has(name.toLowerCase()) || /^(?:br|img|wbr)$/i.test(name) ? ' ' : tag,
  );
  const title = squeeze(decodeHTMLStrict(bare));
  return (title || squeeze(decodeHTMLStrict(written))).slice(0, MAX_TITLE);
}

/** Returns an item's web address, made absolute; null if it is not one. */
export function webAddress(named: string, base: string | null): string | null {
  const text = decodeHTMLStrict(named).trim();
  if (!text) return null;
  const absolute = /^www\./i.test(text) ? `https://${text}` : text;
  const url = URL.parse(absolute, base ?? (absolute.startsWith('//') ? 'https://localhost' : undefined));
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/**
 * Converts a declared language to ISO 639-1; null if it names none.
 * @example languageCode('en_US') === 'en'
 */
export function languageCode(declared: string | null | undefined): string | null {
  const tag = declared?.trim().replaceAll('_', '-') ?? '';
  if (!/^[a-z]{2,3}(?:-[a-z\d-]{1,40})?$/i.test(tag)) return null;
  try {
    const { language } = new Intl.Locale(tag);
    return language.length === 2 ? language : null;
  } catch {
    return null;
  }
}

/**
 * Returns the name in "mail@example.org (Ann Lee)", "Ann Lee <mail@example.org>" or plain text; null if there is none.
 */
export function personName(text: string): string | null {
  const plain = squeeze(decodeHTMLStrict(text.slice(0, 1_000)));
  const name = withoutAddress(plain)
    .replace(/^by:? /i, '')
    .trim();
  const isAddress = /^https?:/i.test(name) || (name.includes('@') && !name.includes(' '));
  return name && name.length <= 200 && !isAddress ? name : null;
}

function withoutAddress(text: string): string {
  const bracket = text.lastIndexOf('(');
  if (bracket > 0 && text.endsWith(')') && text.slice(0, bracket).includes('@'))
    return text.slice(bracket + 1, -1);
  const angle = text.lastIndexOf('<');
  return angle > 0 && text.endsWith('>') && text.slice(angle).includes('@') ? text.slice(0, angle) : text;
}
