import { LOCAL } from '../domain/tenant.ts';
import { type Db, EVERYBODY } from '../storage/database.ts';
import { countsOf } from './store/article-rows.ts';

/** Counts the stored articles and facts that this machine's page and terminal can ask: everybody's and their own. */
export async function localCounts(db: Db): ReturnType<typeof countsOf> {
  const [shared, own] = await Promise.all([countsOf(db, EVERYBODY), countsOf(db, LOCAL)]);
  return { articles: shared.articles + own.articles, facts: shared.facts + own.facts };
}
