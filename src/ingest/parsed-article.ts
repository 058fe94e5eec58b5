import { createHash } from 'node:crypto';
import type { Article, ArticleSource } from '../domain/article.ts';
import type { TenantId } from '../domain/tenant.ts';
import { DAY } from '../domain/time.ts';
import { articleLanguage } from '../language/detect-language.ts';
import { cleanText } from './clean-text.ts';
import { siteOf } from './site.ts';

/** An article that was read but not yet compared with the stored ones. */
export interface Draft {
  readonly title: string;
  readonly text: string;
  readonly source: ArticleSource;
  readonly published: string | null;
  readonly byline?: string | null;
  readonly site?: string | null;
  /** ISO 639-1. */
  readonly language?: string | null;
  /** The address of its picture. */
  readonly picture?: string | null;
}

/** Cleans a draft's text for databases and renderers. */
export function sound(draft: Draft): Draft {
  return { ...draft, title: cleanText(draft.title), text: cleanText(draft.text) };
}

/** Hashes what changes when an article changes. */
export function contentHash({ title, text }: { readonly title: string; readonly text: string }): string {
  return createHash('sha256').update(`${title}\n${text}`).digest('base64url');
}

/**
 * Returns the key by which a re-fetched article is recognised: its path, or its address without parts that differ
 * between links to the same page. A feed item with a shared address also has its key in the feed. Null for standard
 * input.
 */
export function addressOf(source: ArticleSource): string | null {
  if (source.kind === 'file') return source.path === '-' ? null : `file:${source.path}`;
  const address = addressKey(source.url);
  return source.kind === 'feed' && source.item !== undefined ? `${address} ${source.item}` : address;
}

const TRACKING = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ref|ref_src|at_\w+)$/i;

/** Removes the scheme, "www.", the fragment, tracking parameters and final slashes from an address. */
export function addressKey(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  let end = url.pathname.length;
  while (end > 0 && url.pathname[end - 1] === '/') end--;
  return `${siteOf(address) ?? url.host}${url.pathname.slice(0, end)}${url.search}`;
}

const ID_SLUG_LENGTH = 36;
/** The hash digits in an id, and the number used if that id belongs to another article. */
const ID_HASH_LENGTH = 10;
export const LONG_ID_HASH_LENGTH = 32;

/** Builds an article's id: words of its title, and a hash that distinguishes tenants and equal titles. */
export function articleId(draft: Draft, tenant: TenantId, hashLength = ID_HASH_LENGTH): string {
  const slug = draft.title
    .slice(0, 4 * ID_SLUG_LENGTH)
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-')
    .slice(0, ID_SLUG_LENGTH)
    .replace(/-$/, '');
  const identity = addressOf(draft.source) ?? contentHash(draft);
  const hash = createHash('sha256')
    .update(JSON.stringify([tenant, identity]))
    .digest('hex')
    .slice(0, hashLength);
  return slug ? `${slug}-${hash}` : `article-${hash}`;
}

/**
 * The tolerance for dates in the future, in milliseconds: clocks may be ahead, and a date without time may be in
 * another zone.
 */
const AHEAD_MS = DAY;

/** Whether a publication date is more than a day in the future: a mistake, or a trick to stay on top. */
export function isInFuture(published: string, now: Date): boolean {
  return Date.parse(published) > now.getTime() + AHEAD_MS;
}

/** Converts a draft to an article. A date in the future counts as none. */
export function articleOf(draft: Draft, id: string, retrieved: string): Article {
  const { published, byline, site, picture } = draft;
  const language = articleLanguage(draft);
  const isBelieved = published !== null && !isInFuture(published, new Date(retrieved));
  return {
    id,
    title: draft.title,
    text: draft.text,
    source: draft.source,
    published: isBelieved ? published : null,
    ...(byline ? { byline } : {}),
    ...(site ? { site } : {}),
    ...(language ? { language } : {}),
    ...(picture ? { picture } : {}),
    retrieved,
  };
}
