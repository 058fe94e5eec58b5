/** Input of the scripts that fit the model: JSON Lines files and libraries of articles. */
import { readFileSync } from 'node:fs';
import type { Article } from '../../src/domain/article.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { createTenantLibrary, type TenantLibrary } from '../../src/library/tenant-library.ts';

/** Returns the values of a JSON Lines file. */
export const linesOf = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

/** Builds a library of these articles, with the facts that the rules extract. */
export function libraryOf(articles: readonly Article[]): TenantLibrary {
  const library = createTenantLibrary();
  for (const article of articles) for (const _ of library.putInSteps(factsOf(article)));
  return library;
}
