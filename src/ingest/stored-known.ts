import { LRUCache } from 'lru-cache';
import type { ArticleSource } from '../domain/article.ts';
import { articlesWithKeys, fillArticleKeys } from '../library/store/article-keys.ts';
import type { Db } from '../storage/database.ts';
import { visibleArticles } from '../storage/tenant-articles.ts';
import {
  addressKeyOf,
  articleKeysOf,
  isVersion,
  likenessKeysOf,
  originOf,
  wordsKeyOf,
} from './duplicate-index.ts';
import type { Known } from './known.ts';

/** The most articles that are compared word by word with a possible version of them. */
const COMPARED = 4;
/**
 * The least equal keys, of eight, for texts to be compared. Texts with similarity 0.8 have fewer once in 200 times;
 * texts from one template often have some.
 */
const LEAST_ALIKE = 2;

/** Looks articles up by the keys in the database, without reading any article. */
export function storedKnown(db: Db, tenant: string): Known {
  const withKeys = (keys: readonly string[]) => articlesWithKeys(db, tenant, keys, 1);
  const atAddress = async (source: ArticleSource): Promise<string | undefined> => {
    const key = addressKeyOf(source);
    return key === null ? undefined : (await withKeys([key]))[0];
  };
  const storedArticle = (id: string) =>
    visibleArticles(db).where('seen.tenant', '=', tenant).where('seen.id', '=', id).executeTakeFirst();
  const originOfStored = async (id: string): Promise<string | null> => {
    const row = await storedArticle(id);
    return row ? originOf(JSON.parse(row.source) as ArticleSource) : null;
  };
  return {
    async unchanged(draft) {
      const [id] = await withKeys([wordsKeyOf(draft)]);
      if (id === undefined) return null;
      // The same words at another address of the site are the same article. An address that had other words is another
      // one.
      const holder = await atAddress(draft.source);
      return holder === undefined || holder === id ? id : null;
    },
    async versionOf(draft) {
      const same = await atAddress(draft.source);
      if (same !== undefined && (await originOfStored(same)) === originOf(draft.source)) return same;
      const alike = await articlesWithKeys(db, tenant, likenessKeysOf(draft), COMPARED, LEAST_ALIKE);
      for (const id of alike) {
        const other = await storedArticle(id);
        if (other && isVersion(draft.text, other.text)) return id;
      }
      return null;
    },
    // The keys are stored with the article.
    add() {},
  };
}

/** The most tenants that are remembered as complete. Others are looked up in the database again. */
const MOST_FILLED = 10_000;

/**
 * Creates a lookup of known articles by tenant. It remembers the tenants whose articles all have keys. Articles that
 * were stored before keys existed get theirs at the first lookup.
 */
export function knownInStore(db: Db): (tenant: string) => Promise<Known> {
  const filled = new LRUCache<string, true>({ max: MOST_FILLED });
  return async (tenant) => {
    if (!filled.has(tenant)) await fillArticleKeys(db, tenant, articleKeysOf);
    filled.set(tenant, true);
    return storedKnown(db, tenant);
  };
}
