import type { Article } from '../../domain/article.ts';
import type { Reading } from '../../domain/reading.ts';
import type { TenantId } from '../../domain/tenant.ts';
import type { Page } from '../article/extract-page.ts';
import type { PageReader } from '../article/page-pool.ts';
import type { AllowHost } from '../fetch/allowed-hosts.ts';
import { fetchDocument } from '../fetch/meta-refresh.ts';
import type { SafeFetch } from '../fetch/safe-fetch.ts';
import { done, failed, type Outcome } from '../ingest-outcome.ts';
import type { Keeper } from '../keep-in-turn.ts';
import type { Draft } from '../parsed-article.ts';
import { draftOf } from '../read-source.ts';

/** Whose library an article is read into, and who waits for it. */
export interface RequestOwner {
  readonly tenant: TenantId;
  readonly person: string | null;
}

/** An article that somebody asked to have read. */
export interface RequestedArticle {
  readonly reading: Reading;
  readonly byline: string | null;
  readonly site: string | null;
  /** The address of a feed that its page names; null for none. */
  readonly feed: string | null;
}

/** A file as it was dropped or attached. */
export interface RequestedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads what a person pasted, linked to or attached, and keeps it. Never rejects for what it is like. */
export interface RequestedArticles {
  /** Error codes: those of `safeFetch` and of reading, and `is_feed`. */
  link(url: string, owner: RequestOwner): Promise<Outcome<RequestedArticle>>;
  text(text: string, owner: RequestOwner): Promise<Outcome<RequestedArticle>>;
  file(file: RequestedFile, owner: RequestOwner): Promise<Outcome<RequestedArticle>>;
  /** Keeps for `tenant` what was read for one person; the facts keep their ids but for the article's. */
  copy(article: Article, owner: RequestOwner): Promise<Outcome<Reading>>;
}

export interface RequestedDeps {
  readonly fetch: SafeFetch;
  /** The hosts that a tenant may read although they are not public. */
  readonly allowFor: (tenant: TenantId) => AllowHost;
  readonly pages: PageReader;
  readonly keeper: Keeper;
}

/** A person waits: a server that takes longer than this (ms) is given up. */
const FETCH_WITHIN_MS = 8_000;

interface Loaded {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
  readonly address: string | null;
}

export function requestedArticles({ fetch, allowFor, pages, keeper }: RequestedDeps): RequestedArticles {
  const parse = async ({ bytes, contentType, address }: Loaded, owner: RequestOwner) => {
    const document = await pages.for({ ...owner, urgent: true }).document({ bytes, contentType, address });
    if (!document.ok) return document;
    if (document.value.kind === 'feed') return failed('is_feed', 'This is a feed.');
    const { article, feedLinks } = document.value;
    return article.ok ? done({ page: article.value, feed: feedLinks[0] ?? null }) : article;
  };

  const kept = async (
    draft: Draft,
    page: Page | null,
    feed: string | null,
    owner: RequestOwner,
  ): Promise<Outcome<RequestedArticle>> => {
    // What somebody has read already is no news for a digest.
    const { facts: factsOf } = pages.for({ ...owner, urgent: true });
    const outcome = await keeper.keep(owner.tenant, draft, { baseline: true, factsOf });
    if (!outcome.ok) return outcome;
    const { reading } = outcome.value;
    return done({ reading, byline: page?.byline ?? null, site: page?.siteName ?? null, feed });
  };

  return {
    async link(url, owner) {
      const fetched = await fetchDocument(fetch, url, {
        allow: allowFor(owner.tenant),
        timeoutMs: FETCH_WITHIN_MS,
      });
      if (!fetched.ok) return fetched;
      const { body, headers, url: address } = fetched.value;
      const contentType = headers['content-type'] ?? 'text/html';
      const parsed = await parse({ bytes: body, contentType, address }, owner);
      if (!parsed.ok) return parsed;
      const { page, feed } = parsed.value;
      return kept(draftOf(page, { kind: 'url', url: address }), page, feed, owner);
    },
    async text(text, owner) {
      const bytes = Buffer.from(text, 'utf8');
      const parsed = await parse({ bytes, contentType: 'text/plain', address: null }, owner);
      if (!parsed.ok) return parsed;
      return kept(draftOf(parsed.value.page, { kind: 'file', path: '-' }), null, null, owner);
    },
    async file({ name, bytes }, owner) {
      const parsed = await parse({ bytes, address: name }, owner);
      if (!parsed.ok) return parsed;
      const { page } = parsed.value;
      const draft = draftOf(page, { kind: 'file', path: name });
      // Two files of one name are two articles: the name is no address, and the words tell them apart.
      const source = { kind: 'file', path: '-' } as const;
      const read = await kept({ ...draft, source }, page, null, owner);
      return read.ok ? done({ ...read.value, site: name }) : read;
    },
    async copy({ title, text, source, published }, owner) {
      const draft = { title, text, source, published };
      const { facts: factsOf } = pages.for({ ...owner, urgent: true });
      const outcome = await keeper.keep(owner.tenant, draft, { baseline: true, factsOf });
      return outcome.ok ? done(outcome.value.reading) : outcome;
    },
  };
}
