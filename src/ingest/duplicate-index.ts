import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Article, ArticleSource } from '../domain/article.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Known } from './known.ts';
import type { Draft } from './parsed-article.ts';
import { addressOf, contentHash } from './parsed-article.ts';
import type { ArticleStore } from './ports.ts';
import { agreement, bandKeys, likeness, type Signature, shinglesOf, signatureOf } from './shingles.ts';
import { siteOf } from './site.ts';

/** The similarity from which two texts of one site are one article: an edit, not another report of the event. */
const SAME_ARTICLE = 0.8;

/**
 * Texts are compared if half of their signatures' positions agree: of pairs with similarity 0.8, one in 700 is missed.
 */
const WORTH_A_LOOK = 8;

interface Entry {
  readonly origin: string;
  readonly hash: string;
  readonly signature: Signature | null;
}

/** Returns an article's origin: its site, or the operator's files. */
export function originOf(source: ArticleSource): string {
  return source.kind === 'file' ? 'file' : (siteOf(source.url) ?? source.url);
}

/** Builds a key by an article's words. It begins with the origin, so that different origins never match. */
const hashKey = (origin: string, hash: string): string => `${origin} ${hash}`;
const bandsOf = (origin: string, signature: Signature | null): string[] =>
  signature ? bandKeys(signature).map((band) => `${origin} ${band}`) : [];

function createKnown(): Known {
  const byHash = new Map<string, string>();
  const byAddress = new Map<string, string>();
  const byBand = new Map<string, string>();
  const entries = new Map<string, Entry>();

  return {
    unchanged(draft) {
      const id = byHash.get(hashKey(originOf(draft.source), contentHash(draft)));
      if (id === undefined) return null;
      // The same words at another address of the site are the same article. An address that had other words is another
      // one.
      const address = addressOf(draft.source);
      const holder = address === null ? undefined : byAddress.get(address);
      return holder === undefined || holder === id ? id : null;
    },
    async versionOf(draft, textOf) {
      const origin = originOf(draft.source);
      const address = addressOf(draft.source);
      const same = address === null ? undefined : byAddress.get(address);
      if (same !== undefined && entries.get(same)?.origin === origin) return same;
      const shingles = shinglesOf(draft.text);
      const signature = signatureOf(shingles);
      if (!signature) return null;
      const candidates = new Set(bandsOf(origin, signature).flatMap((key) => byBand.get(key) ?? []));
      for (const id of candidates) {
        const other = entries.get(id)?.signature;
        if (!other || agreement(signature, other) < WORTH_A_LOOK) continue;
        const text = await textOf(id);
        if (text !== null && likeness(shingles, shinglesOf(text)) >= SAME_ARTICLE) return id;
      }
      return null;
    },
    add(article) {
      const former = entries.get(article.id);
      if (former) {
        const key = hashKey(former.origin, former.hash);
        if (byHash.get(key) === article.id) byHash.delete(key);
        for (const band of bandsOf(former.origin, former.signature))
          if (byBand.get(band) === article.id) byBand.delete(band);
      }
      const origin = originOf(article.source);
      const hash = contentHash(article);
      const signature = signatureOf(shinglesOf(article.text));
      byHash.set(hashKey(origin, hash), article.id);
      for (const band of bandsOf(origin, signature)) byBand.set(band, article.id);
      const address = addressOf(article.source);
      if (address !== null) byAddress.set(address, article.id);
      entries.set(article.id, { origin, hash, signature });
    },
  };
}

/** Returns the key of an article's words within its origin. */
export const wordsKeyOf = (article: Pick<Draft, 'title' | 'text' | 'source'>): string =>
  `words ${hashKey(originOf(article.source), contentHash(article))}`;

/** Returns the key of an article's address, or null. */
export function addressKeyOf(source: ArticleSource): string | null {
  const address = addressOf(source);
  return address === null ? null : `address ${address}`;
}

/** Returns keys that similar texts share. */
export const likenessKeysOf = ({ text, source }: Pick<Draft, 'text' | 'source'>): string[] =>
  bandsOf(originOf(source), signatureOf(shinglesOf(text))).map((band) => `like ${band}`);

/** Returns all keys by which a re-fetched article is recognised. */
export const articleKeysOf = (article: Article): string[] => [
  wordsKeyOf(article),
  ...likenessKeysOf(article),
  ...[addressKeyOf(article.source) ?? []].flat(),
];

/** Whether a text is a version of another. */
export const isVersion = (text: string, other: string): boolean =>
  likeness(shinglesOf(text), shinglesOf(other)) >= SAME_ARTICLE;

/** Articles indexed before other work runs; some 5 ms. */
const AT_ONCE = 20;

/** Returns what the store has for a tenant. If the store does not keep keys, every article is read once, in steps. */
export async function knownIn(store: ArticleStore, tenant: TenantId): Promise<Known> {
  if (store.known) return store.known(tenant);
  const known = createKnown();
  let count = 0;
  for await (const article of store.articles(tenant)) {
    known.add(article);
    if (++count % AT_ONCE === 0) await nextTurn();
  }
  return known;
}
