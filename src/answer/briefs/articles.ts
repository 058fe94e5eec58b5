import type { Article } from '../../domain/article.ts';
import type { Conversation } from '../../domain/chat-state.ts';
import { STOP_WORDS } from '../../language/stop-words.ts';
import { fold } from '../../language/tokenizer.ts';
import type { Readout } from '../query-core.ts';

/** Returns an article's date, else the time at which it was added, in milliseconds. */
export function timeOf({ published, retrieved }: Pick<Article, 'published' | 'retrieved'>): number {
  const time = Date.parse(published ?? retrieved ?? '');
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}

/** Returns a tenant's articles, the newest first. Of two without a date, the later added one comes first. */
export const newestArticles = (readout: Readout): Article[] =>
  readout
    .articles()
    .toReversed()
    .sort((a, b) => timeOf(b) - timeOf(a));

/** Returns a tenant's articles for a list: the newest date first, those without a date last. */
export function listedArticles(readout: Readout): Article[] {
  const { dated = [], undated = [] } = Object.groupBy(newestArticles(readout), ({ published }) =>
    published === null ? 'undated' : 'dated',
  );
  return [...dated, ...undated];
}

const wordsOf = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !STOP_WORDS.has(word));

/** Returns articles whose titles contain all content words of a text, the newest first. */
export function articlesTitled(said: string, articles: readonly Article[]): Article[] {
  const wanted = wordsOf(said);
  if (wanted.length === 0) return [];
  const isIn = (title: readonly string[], word: string): boolean =>
    title.some(
      (one) =>
        one === word ||
        (word.length > 3 && (one.startsWith(word) || (word.startsWith(one) && one.length > 3))) ||
        // A compound: "Bahnstreik" for "streik".
        (word.length > 4 && one.endsWith(word)),
    );
  return articles.filter(({ title, id }) => {
    const words = wordsOf(`${title} ${id.replaceAll('-', ' ')}`);
    return wanted.every((word) => isIn(words, word));
  });
}

/** Returns the only article of the last card's lines, or null. */
export function articleInView(conversation: Conversation | null, readout: Readout): Article | null {
  const ids = new Set(conversation?.shown.flatMap((id) => readout.fact(id)?.article ?? []));
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? (readout.article(id) ?? null) : null;
}
