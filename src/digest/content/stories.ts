import type { Readout } from '../../answer/query-core.ts';
import { sameEvent } from '../../answer/same-event.ts';
import type { Article } from '../../domain/article.ts';
import type { Fact } from '../../domain/fact.ts';
import { stem } from '../../language/stemmer.ts';
import { contentWords } from '../../language/stop-words.ts';

/** What several articles, over days, tell of one matter: the new lines of a digest that belong together. */
export interface Story {
  readonly facts: readonly Fact[];
  /** The newest article of those lines: its headline heads the story. */
  readonly article: Article;
  /** How many outlets report it, today and before. */
  readonly outlets: number;
  /** What the channel was told of it before, of the same matter; null for a new story. */
  readonly before: Fact | null;
}

/** So many words, and this share of the shorter claim's, must be common to two claims of one story. */
const LEAST_COMMON = 3;
const SHARE = 0.35;
/** Lines told before with which each new one is compared, the latest. */
const MOST_HEARD = 200;

const words = new WeakMap<Fact, ReadonlySet<string>>();

function wordsOf(fact: Fact): ReadonlySet<string> {
  const known = words.get(fact);
  if (known) return known;
  const made = new Set(contentWords(fact.claim).map(stem));
  words.set(fact, made);
  return made;
}

/** Whether two facts, mostly of different days, tell of one matter: on a common topic, in several common words. */
export function isOneStory(one: Fact, other: Fact): boolean {
  if (one.article === other.article || sameEvent(one, other)) return true;
  if (!one.topics.some((topic) => other.topics.includes(topic))) return false;
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const common = left.intersection(right).size;
  return common >= LEAST_COMMON && common >= SHARE * Math.min(left.size, right.size);
}

/** The outlet of an article: its site, or its host; its id for a file. */
function outletOf({ id, site, source }: Article): string {
  if (site) return site;
  if (source.kind === 'file' || !URL.canParse(source.url)) return id;
  return new URL(source.url).hostname.replace(/^www\./, '');
}

const timeOf = ({ published, retrieved }: Article): number =>
  Date.parse(published ?? '') || Date.parse(retrieved ?? '') || 0;

/**
 * Parts the lines of a digest by story, in their order. A line joins the first story of which a line tells of the same matter.
 * `twins` are new lines that say what a shown one says; `heard` is what the channel was told lately.
 */
export function storiesOf(
  shown: readonly Fact[],
  twins: readonly Fact[],
  heard: readonly Fact[],
  readout: Readout,
): Story[] {
  const groups: Fact[][] = [];
  for (const fact of shown) {
    const group = groups.find((facts) => facts.some((other) => isOneStory(fact, other)));
    if (group) group.push(fact);
    else groups.push([fact]);
  }
  const told = heard.slice(-MOST_HEARD);
  const articlesOf = (facts: readonly Fact[]) =>
    facts.flatMap(({ article }) => readout.article(article) ?? []);
  return groups.flatMap((facts): Story[] => {
    const linked = told.filter((one) =>
      facts.some((fact) => fact.article !== one.article && isOneStory(fact, one)),
    );
    const same = twins.filter((twin) => facts.some((fact) => sameEvent(twin, fact)));
    const [article] = articlesOf(facts).sort((a, b) => timeOf(b) - timeOf(a));
    if (!article) return [];
    const outlets = new Set(articlesOf([...facts, ...same, ...linked]).map(outletOf)).size;
    return [{ facts, article, outlets, before: linked.at(-1) ?? null }];
  });
}
