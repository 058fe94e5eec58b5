import type { Fact } from '../../domain/fact.ts';
import type { Readout } from '../query-core.ts';
import { newestFirst } from '../same-event.ts';
import { counted, dateOf, shortened } from './wording.ts';

const WEEK = 7 * 24 * 3600 * 1000;

/** The age of the newest source, said only when it is over a week: old news looks like new news on a card. */
function ageOf(published: readonly (string | null)[], now: Date): string | null {
  const times = published.flatMap((date) => (date ? [new Date(date).getTime()] : [])).filter(Number.isFinite);
  if (times.length === 0) return null;
  const age = now.getTime() - Math.max(...times);
  if (age <= WEEK) return null;
  const days = Math.floor(age / (24 * 3600 * 1000));
  const newest = times.length < published.length ? 'newest dated source' : 'newest source';
  return `${newest} ${days < 60 ? `${days} days` : `${Math.floor(days / 30)} months`} old`;
}

/**
 * The small print under facts: where they stand, of what day, the newest first, and how many of how many. `also` are
 * further facts that report the same events.
 */
export function footerOf(
  readout: Readout,
  facts: readonly Fact[],
  now: Date,
  count: boolean,
  also: readonly Fact[] = [],
): string[] {
  const ids = [...new Set([...facts, ...also].map(({ article }) => article))];
  const articles = ids
    .flatMap((id) => readout.article(id) ?? [])
    .sort((a, b) => newestFirst(a.published, b.published));
  const named = articles.slice(0, 2).flatMap((article) => [shortened(article.title, 60), dateOf(article)]);
  const rest = articles.length > 2 ? [`${counted(articles.length - 2, 'more source')}`] : [];
  const total = articles.length === 1 ? readout.factsOf(articles[0]!.id).length : readout.facts().length;
  const age = ageOf(
    articles.map(({ published }) => published),
    now,
  );
  return [
    ...named,
    ...rest,
    ...(age ? [age] : []),
    ...(count ? [`${facts.length} of ${counted(total, 'fact')}`] : []),
  ];
}
