import { articleStore } from '../ingest/store.ts';
import { openStoreOf } from '../store/settings.ts';
import type { OpenArticles } from './ingest.ts';

/** The store's articles, for the verbs that read and write them. */
export async function openArticles(env: NodeJS.ProcessEnv): Promise<OpenArticles> {
  const store = await openStoreOf(env);
  return { articles: articleStore(store), close: () => store.close() };
}
