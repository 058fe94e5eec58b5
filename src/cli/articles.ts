import { articleStore } from '../ingest/article-store.ts';
import { openStoreOf } from '../storage/open-from-env.ts';
import type { OpenArticles } from './ingest.ts';

/** Opens the store's articles, for verbs that read and write them. */
export async function openArticles(env: NodeJS.ProcessEnv): Promise<OpenArticles> {
  const store = await openStoreOf(env);
  return { articles: articleStore(store), close: () => store.close() };
}
