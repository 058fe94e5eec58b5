import { createHash } from 'node:crypto';
import { decodeHTMLStrict } from 'entities';
import { squeeze } from '../article/markup.ts';
import { addressKey } from '../parsed-article.ts';

/** One entry of a feed, whatever the feed's format. */
export interface FeedItem {
  /** What tells it apart from the feed's other items: its id, else its address, else its title and date. */
  readonly key: string;
  /** Its address, title and date together: it is recognised by them when the publisher changes its key. Null if undated. */
  readonly alias: string | null;
  /** A hash of what it says: another one means that the publisher changed it. */
  readonly version: string;
  /** True if another item of the feed has the same address, so that the address does not identify an article. */
  readonly sharesAddress: boolean;
  readonly title: string;
  /** Absolute; null if the item has none. */
  readonly url: string | null;
  /** Its content as HTML, which may be no more than a teaser; empty if there is none. */
  readonly html: string;
  readonly published: string | null;
  /** When the publisher says it was last changed, as written; null if it says nothing. */
  readonly updated: string | null;
  readonly author: string | null;
  /** ISO 639-1, as the item or its feed declares it. */
  readonly language: string | null;
}

/** A feed as it was read. */
export interface Feed {
  readonly title: string | null;
  readonly items: readonly FeedItem[];
  /** The publisher wants to be asked again after this many minutes; null if nothing is said. */
  readonly ttlMinutes: number | null;
  /** True if the feed was broken and only its whole items were kept. */
  readonly salvaged: boolean;
  /** Its WebSub hub, and the address that it gives for itself; left out where it names none. */
  readonly hub?: string;
  readonly self?: string;
}

/** An item as its format gives it, before it is compared with the others. `id` is what the publisher calls its id. */
export interface RawItem extends Omit<FeedItem, 'key' | 'alias' | 'version' | 'sharesAddress'> {
  readonly id: string;
}

/** Gives each item a key that no other item of the feed has: the first of its id, address, title and date that is its own. */
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

/** A count at the end of a headline, as of comments, changes without the article. */
const COUNT = / ?[([]\d{1,7}(?: \p{L}{1,20})?[)\]]$/u;

/** A hash of an item's title, text and date of change: not of its markup, in which publishers count and measure. */
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

/** Some feeds list an item twice. */
function withoutRepeats(listed: readonly RawItem[]): RawItem[] {
  const kept = new Map<string, RawItem>();
  for (const item of listed) {
    const { id, url, title, published } = item;
    const same = JSON.stringify([id, url, title, published ?? item.html]);
    if (!kept.has(same)) kept.set(same, item);
  }
  return [...kept.values()];
}

/** Whether a guid is one: some publishers write the same placeholder into every item. */
function isId(id: string): boolean {
  return id !== '' && !/^(?:n\/?a|none|null|undefined|nil|false|true|0|-+|tbd|guid)$/i.test(id);
}

function countOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Inline elements that publishers set in headlines; other names in angle brackets are the headline's own words. */
const TITLE_TAG =
  /<(\/?)(a|abbr|b|big|br|cite|code|div|em|font|i|img|p|q|s|small|span|strong|sub|sup|tt|u|wbr)(?=[\s/>])[^<>]*>/gi;
const MAX_TITLE = 500;

/**
 * A headline as plain text. Tags come off only in pairs, since "<b>" alone may be what the headline is about; a headline
 * that would be empty without its tags is shown as it was written. `markup` false: the publisher says it is plain text.
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

/** A web address that an item names, absolute; null if it is none. */
export function webAddress(named: string, base: string | null): string | null {
  const text = decodeHTMLStrict(named).trim();
  if (!text) return null;
  const absolute = /^www\./i.test(text) ? `https://${text}` : text;
  const url = URL.parse(absolute, base ?? (absolute.startsWith('//') ? 'https://localhost' : undefined));
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** A declared language as ISO 639-1; null if it names none. @example languageCode('en_US') === 'en' */
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

/** A person's name out of "mail@example.org (Ann Lee)", "Ann Lee <mail@example.org>" or as it stands; null if there is none. */
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
