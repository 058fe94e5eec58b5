import type { Reading } from '../../domain/reading.ts';
import type { ArticleStore } from '../ports.ts';

/** Creates a store of articles in memory, for documents that the command line reads for one question or session. */
export function sessionArticles(): ArticleStore {
  const readings = new Map<string, Reading>();
  const keyOf = (tenant: string | null, id: string) => JSON.stringify([tenant, id]);
  return {
    async *articles(tenant) {
      for (const [key, { article }] of readings) if (key === keyOf(tenant, article.id)) yield article;
    },
    reading: async (tenant, id) => readings.get(keyOf(tenant, id)) ?? null,
    async save(tenant, reading) {
      readings.set(keyOf(tenant, reading.article.id), reading);
    },
  };
}
