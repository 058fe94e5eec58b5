import type { Article } from '../domain/article.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Draft } from './parsed-article.ts';
import { addressOf, contentHash } from './parsed-article.ts';
import type { ArticleStore } from './ports.ts';
import { agreement, bandKeys, likeness, type Signature, shinglesOf, signatureOf } from './shingles.ts';

/** From this likeness on two texts are one article: an edit or a reprint, not another report of the same event. */
const SAME_ARTICLE = 0.8;

/**
 * A text is looked up and compared where the signatures agree in half of their places: two texts alike by 0.8 fail
 * that once in 700 times, two of one template nearly always.
 */
const WORTH_A_LOOK = 8;

/** The articles that a tenant has, by what they may be met again by. Holds hashes, not texts. */
export interface Known {
  /** The id of the article that holds exactly this. */
  unchanged(draft: Draft): string | null;
  /** The id of the article that this is a version of, by address or by likeness; the text is looked up to be sure. */
  versionOf(draft: Draft, textOf: (id: string) => Promise<string | null>): Promise<string | null>;
  add(article: Article): void;
}

export function createKnown(): Known {
  const byHash = new Map<string, string>();
  const byAddress = new Map<string, string>();
  const byBand = new Map<string, string>();
  const keysOf = new Map<string, { readonly hash: string; readonly signature: Signature | null }>();

  return {
    unchanged(draft) {
      const id = byHash.get(contentHash(draft));
      if (id === undefined) return null;
      // The same words under another address are the same article; an address that held other words is another.
      const address = addressOf(draft.source);
      const holder = address === null ? undefined : byAddress.get(address);
      return holder === undefined || holder === id ? id : null;
    },
    async versionOf(draft, textOf) {
      const address = addressOf(draft.source);
      const same = address === null ? undefined : byAddress.get(address);
      if (same !== undefined) return same;
      const shingles = shinglesOf(draft.text);
      const signature = signatureOf(shingles);
      if (!signature) return null;
      const candidates = new Set(bandKeys(signature).flatMap((key) => byBand.get(key) ?? []));
      for (const id of candidates) {
        const other = keysOf.get(id)?.signature;
        if (!other || agreement(signature, other) < WORTH_A_LOOK) continue;
        const text = await textOf(id);
        if (text !== null && likeness(shingles, shinglesOf(text)) >= SAME_ARTICLE) return id;
      }
      return null;
    },
    add(article) {
      const former = keysOf.get(article.id);
      if (former) {
        if (byHash.get(former.hash) === article.id) byHash.delete(former.hash);
        for (const band of former.signature ? bandKeys(former.signature) : [])
          if (byBand.get(band) === article.id) byBand.delete(band);
      }
      const hash = contentHash(article);
      const signature = signatureOf(shinglesOf(article.text));
      byHash.set(hash, article.id);
      for (const band of signature ? bandKeys(signature) : []) byBand.set(band, article.id);
      const address = addressOf(article.source);
      if (address !== null) byAddress.set(address, article.id);
      keysOf.set(article.id, { hash, signature });
    },
  };
}

/** What a store already holds for a tenant. Reads every article once. */
export async function knownIn(store: ArticleStore, tenant: TenantId): Promise<Known> {
  const known = createKnown();
  for await (const article of store.articles(tenant)) known.add(article);
  return known;
}
