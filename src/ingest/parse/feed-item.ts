import { decodeEntities } from '../article/linked-data.ts';
import { squeeze } from '../article/page-text.ts';
import { publishedDate } from './published-date.ts';

/** One entry of a feed, whatever the feed's format. */
export interface FeedItem {
  /** What the feed knows it by: its id, else its address, else its title. */
  readonly key: string;
  readonly title: string;
  /** Absolute; null where the item has none. */
  readonly url: string | null;
  /** Its content as HTML, which may be no more than a teaser; empty where there is none. */
  readonly html: string;
  readonly published: string | null;
}

/** A feed as it was read. */
export interface Feed {
  readonly title: string | null;
  readonly items: readonly FeedItem[];
  /** After how many minutes the publisher wants to be asked again; null where nothing is said. */
  readonly ttlMinutes: number | null;
  /** True where the feed was broken and only its whole items were kept. */
  readonly salvaged: boolean;
}

type Json = Readonly<Record<string, unknown>>;

function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) here = typeof here === 'object' && here !== null ? (here as Json)[key] : undefined;
  return here;
}

/** A text that stands alone, as an object's value, or first in a list. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return textOf(value[0]);
  const inner = at(value, 'value');
  return inner === undefined ? '' : textOf(inner);
}

function firstText(...values: readonly unknown[]): string {
  for (const value of values) {
    const text = textOf(value);
    if (text) return text;
  }
  return '';
}

function addressOf(raw: Json, base: string | null): string | null {
  const links = Array.isArray(raw.links) ? (raw.links as readonly unknown[]) : [];
  const alternate = links.find((link) => ['', 'alternate'].includes(textOf(at(link, 'rel')))) ?? links[0];
  const guid = textOf(raw.guid);
  const permalink = at(raw.guid, 'isPermaLink') !== false && /^https?:\/\//i.test(guid) ? guid : '';
  const id = textOf(raw.id);
  const named = firstText(
    at(raw.feedburner, 'origLink'),
    raw.link,
    at(alternate, 'href'),
    raw.url,
    raw.external_url,
    permalink,
    /^https?:\/\//i.test(id) ? id : '',
    at(raw.rdf, 'about'),
  );
  const url = named ? URL.parse(named, base ?? undefined) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

function plainTitle(text: string): string {
  return squeeze(decodeEntities(text.slice(0, 2_000).replace(/<[a-z/!][^>]*>/gi, ' '))).slice(0, 500);
}

/** Reads an item as the feed library gives it; null where it says nothing at all. */
export function itemOf(raw: unknown, base: string | null): FeedItem | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const item = raw as Json;
  const url = addressOf(item, base);
  const html = firstText(
    at(item.content, 'encoded'),
    item.content,
    item.content_html,
    item.content_text,
    item.description,
    item.summary,
    at(item.media, 'description'),
  );
  const title = plainTitle(firstText(item.title, at(item.dc, 'title'), at(item.dc, 'titles')));
  const key = firstText(item.guid, item.id, url, title, html.slice(0, 200));
  if (!key) return null;
  const published = publishedDate(
    firstText(
      item.pubDate,
      item.published,
      item.date_published,
      at(item.dc, 'date'),
      at(item.dc, 'dates'),
      at(item.atom, 'published'),
      item.updated,
    ),
  );
  return { key, title, url, html, published };
}

const PERIOD_MINUTES: Record<string, number> = { hourly: 60, daily: 1_440, weekly: 10_080, monthly: 43_200 };

/** How often the publisher says that the feed changes, in minutes. */
export function ttlOf(feed: unknown): number | null {
  const ttl = Number(at(feed, 'ttl'));
  if (Number.isFinite(ttl) && ttl > 0) return ttl;
  const period = PERIOD_MINUTES[textOf(at(feed, 'sy', 'updatePeriod')).toLowerCase()];
  return period ? period / Math.max(1, Number(at(feed, 'sy', 'updateFrequency')) || 1) : null;
}

export function feedTitle(feed: unknown): string | null {
  return plainTitle(textOf(at(feed, 'title'))) || null;
}

export function rawItems(feed: unknown): readonly unknown[] {
  const items = at(feed, 'items') ?? at(feed, 'entries');
  return Array.isArray(items) ? items : [];
}
