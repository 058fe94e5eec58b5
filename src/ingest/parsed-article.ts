import { createHash } from 'node:crypto';
import type { Article, ArticleSource } from '../domain/article.ts';
import type { TenantId } from '../domain/tenant.ts';

/** An article as it was read, before it is known whether it is a new one. */
export interface Draft {
  readonly title: string;
  readonly text: string;
  readonly source: ArticleSource;
  readonly published: string | null;
}

/** The most that an article's text may hold, in UTF-16 units. */
export const MAX_TEXT = 2_000_000;

/** A draft that every database stores as it is: no NUL, no half of a surrogate pair. */
export function sound(draft: Draft): Draft {
  const clean = (text: string) => text.replaceAll('\u0000', '').toWellFormed();
  return { ...draft, title: clean(draft.title), text: clean(draft.text) };
}

/** What stays the same when nothing of an article changed. */
export function contentHash({ title, text }: { readonly title: string; readonly text: string }): string {
  return createHash('sha256').update(`${title}\n${text}`).digest('base64url');
}

/**
 * The key by which a re-fetched article is recognised: its path, or its address without what differs between two ways to
 * the same page. An item of a feed in which several share an address has its key in the feed as well. Null for standard input.
 */
export function addressOf(source: ArticleSource): string | null {
  if (source.kind === 'file') return source.path === '-' ? null : `file:${source.path}`;
  const address = addressKey(source.url);
  return source.kind === 'feed' && source.item !== undefined ? `${address} ${source.item}` : address;
}

const TRACKING = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ref|ref_src|at_\w+)$/i;

/** An address without its scheme, "www.", fragment and tracking parameters. */
export function addressKey(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.hostname.replace(/^(?:www|m|mobile|amp)\./, '')}${path}${url.search}`;
}

const ID_SLUG_LENGTH = 36;

/** An article's id: words of its title to know it by, and a hash that tells tenants and namesakes apart. */
export function articleId(draft: Draft, tenant: TenantId): string {
  const slug = draft.title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, ID_SLUG_LENGTH)
    .replace(/^-+|-+$/g, '');
  const identity = addressOf(draft.source) ?? contentHash(draft);
  const hash = createHash('sha256')
    .update(JSON.stringify([tenant, identity]))
    .digest('hex')
    .slice(0, 10);
  return slug ? `${slug}-${hash}` : `article-${hash}`;
}

export function articleOf(draft: Draft, id: string, retrieved: string): Article {
  return {
    id,
    title: draft.title,
    text: draft.text,
    source: draft.source,
    published: draft.published,
    retrieved,
  };
}
