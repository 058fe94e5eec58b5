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

/** Articles that are compared word by word with one that may be a version of them. */
const COMPARED = 4;
/**
 * Of the eight keys of likeness, those that must agree before texts are compared: two texts alike by 0.8 fail that once in 200
 * times, two of one template often.
 */
const LEAST_ALIKE = 2;

/** What a tenant's articles are met again by, as the database keeps it: no article is read to know that. */
function storedKnown(db: Db, tenant: string): Known {
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
      // The same words under another address of the site are the same article; an address that held other words is another.
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

/** Tenants of which it is remembered that all their articles have keys; of others the database is asked again. */
const MOST_FILLED = 10_000;

/** Tenants whose articles all have keys; those stored before there were keys get theirs at the first look. */
export function knownInStore(db: Db): (tenant: string) => Promise<Known> {
  const filled = new LRUCache<string, true>({ max: MOST_FILLED });
  return async (tenant) => {
    if (!filled.has(tenant)) await fillArticleKeys(db, tenant, articleKeysOf);
    filled.set(tenant, true);
    return storedKnown(db, tenant);
  };
}
