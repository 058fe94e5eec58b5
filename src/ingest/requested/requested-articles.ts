import type { Article } from '../../domain/article.ts';
import type { Reading } from '../../domain/reading.ts';
import { type TenantId, workspaceOf } from '../../domain/tenant.ts';
import type { Page } from '../article/extract-page.ts';
import type { PageReader } from '../article/page-pool.ts';
import type { AllowHost } from '../fetch/allowed-hosts.ts';
import { fetchDocument } from '../fetch/meta-refresh.ts';
import type { SafeFetch } from '../fetch/safe-fetch.ts';
import { done, type Failure, failed, type Outcome } from '../ingest-outcome.ts';
import type { Keeper } from '../keep-in-turn.ts';
import type { Draft } from '../parsed-article.ts';
import { draftOf } from '../read-page.ts';
import type { fairTurns } from '../reader/fair-queue.ts';

/** The library that an article is read into, and the person who waits. */
export interface RequestOwner {
  readonly tenant: TenantId;
  readonly person: string | null;
}

/** An article that a person requested. */
export interface RequestedArticle {
  readonly reading: Reading;
  readonly byline: string | null;
  readonly site: string | null;
  /** The address of a feed that its page names; null if none. */
  readonly feed: string | null;
}

/** An attached file. Its bytes are downloaded only when its turn comes, so waiting files take no memory. */
interface RequestedFile {
  readonly name: string;
  readonly bytes: Uint8Array | (() => Promise<Outcome<Uint8Array>>);
}

/** Reads and stores what a person pasted, linked to or attached. Never rejects because of the content. */
export interface RequestedArticles {
  /** Error codes: those of `safeFetch` and of reading, `is_feed`, and `busy` (as for texts and files). */
  link(url: string, owner: RequestOwner): Promise<Outcome<RequestedArticle>>;
  text(text: string, owner: RequestOwner): Promise<Outcome<RequestedArticle>>;
  file(file: RequestedFile, owner: RequestOwner): Promise<Outcome<RequestedArticle>>;
  /** Copies an article that one person had read to another library. The fact ids change only in the article's part. */
  copy(article: Article, owner: RequestOwner): Promise<Outcome<Reading>>;
}

export interface RequestedDeps {
  readonly fetch: SafeFetch;
  /** Returns the non-public hosts that a tenant may read. */
  readonly allowFor: (tenant: TenantId) => AllowHost;
  readonly pages: PageReader;
  readonly keeper: Keeper;
  /** The queue of reads; absent if there is only one person. */
  readonly turns?: ReturnType<typeof fairTurns>;
  /** Reduces a failure to what the person may read. */
  readonly failureShown?: (failure: Failure) => Failure;
}

/** The time limit for a server's response, in milliseconds. A person is waiting. */
const FETCH_WITHIN_MS = 8_000;

export const BUSY: Failure = {
  code: 'busy',
  message: 'Many addresses are being read for this place already. Try again in a minute.',
};

interface Loaded {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
  readonly address: string | null;
}

export function requestedArticles(deps: RequestedDeps): RequestedArticles {
  const { fetch, allowFor, keeper, turns, failureShown = (failure) => failure } = deps;
  /**
   * A personal library counts as part of its workspace, so that nobody gets a larger share through several libraries.
   */
  const queueOwner = ({ tenant, person }: RequestOwner) => ({ tenant: workspaceOf(tenant), person });
  const pagesFor = (owner: RequestOwner) => deps.pages.for({ ...queueOwner(owner), urgent: true });

  const parse = async ({ bytes, contentType, address }: Loaded, owner: RequestOwner) => {
    const document = await pagesFor(owner).document({ bytes, contentType, address });
    if (!document.ok) return document;
    if (document.value.kind === 'feed') return failed('is_feed', 'This is a feed.');
    const { article, feedLinks } = document.value;
    return article.ok ? done({ page: article.value, feed: feedLinks[0] ?? null }) : article;
  };

  const keep = async (
    draft: Draft,
    { byline, siteName: site }: Pick<Page, 'byline' | 'siteName'>,
    feed: string | null,
    owner: RequestOwner,
  ): Promise<Outcome<RequestedArticle>> => {
    // An article that somebody has read is not news for a digest.
    const { facts: factsOf } = pagesFor(owner);
    const kept = await keeper.keep(owner.tenant, draft, { baseline: true, factsOf });
    return kept.ok ? done({ reading: kept.value.reading, byline, site, feed }) : kept;
  };

  const readLink = async (url: string, owner: RequestOwner): Promise<Outcome<RequestedArticle>> => {
    const allow = allowFor(workspaceOf(owner.tenant));
    const fetched = await fetchDocument(fetch, url, { allow, timeoutMs: FETCH_WITHIN_MS }, pagesFor(owner));
    if (!fetched.ok) return { ok: false, error: failureShown(fetched.error) };
    const { body, headers, url: address } = fetched.value;
    const contentType = headers['content-type'] ?? 'text/html';
    const parsed = await parse({ bytes: body, contentType, address }, owner);
    if (!parsed.ok) return parsed;
    const { page, feed } = parsed.value;
    return keep(draftOf(page, { kind: 'url', url: address }), page, feed, owner);
  };

  const readText = async (text: string, owner: RequestOwner): Promise<Outcome<RequestedArticle>> => {
    const bytes = Buffer.from(text, 'utf8');
    const parsed = await parse({ bytes, contentType: 'text/plain', address: null }, owner);
    if (!parsed.ok) return parsed;
    const { page } = parsed.value;
    return keep(draftOf(page, { kind: 'file', path: '-' }), page, null, owner);
  };

  const readFile = async (
    { name, bytes: given }: RequestedFile,
    owner: RequestOwner,
  ): Promise<Outcome<RequestedArticle>> => {
    const bytes = typeof given === 'function' ? await given() : done(given);
    if (!bytes.ok) return bytes;
    const parsed = await parse({ bytes: bytes.value, address: name }, owner);
    if (!parsed.ok) return parsed;
    const { page } = parsed.value;
    const draft = draftOf(page, { kind: 'file', path: name });
    // Two files with the same name are two articles. They are distinguished by their content.
    const source = { kind: 'file', path: '-' } as const;
    return keep({ ...draft, source }, { ...page, siteName: name }, null, owner);
  };

  /** Runs a read when the owner's turn comes. */
  const inTurn = async (
    owner: RequestOwner,
    read: () => Promise<Outcome<RequestedArticle>>,
  ): Promise<Outcome<RequestedArticle>> => {
    if (!turns) return read();
    return (await turns.run(queueOwner(owner), read)) ?? { ok: false, error: BUSY };
  };

  return {
    link: (url, owner) => inTurn(owner, () => readLink(url, owner)),
    text: (text, owner) => inTurn(owner, () => readText(text, owner)),
    file: (file, owner) => inTurn(owner, () => readFile(file, owner)),
    async copy({ title, text, source, published }, owner) {
      const draft = { title, text, source, published };
      const { facts: factsOf } = pagesFor(owner);
      const outcome = await keeper.keep(owner.tenant, draft, { baseline: true, factsOf });
      return outcome.ok ? done(outcome.value.reading) : outcome;
    },
  };
}
