import type { Readout } from '../../answer/query-core.ts';
import { sameEvent } from '../../answer/same-event.ts';
import type { Article } from '../../domain/article.ts';
import type { Fact } from '../../domain/fact.ts';
import { stem } from '../../language/stemmer.ts';
import { contentWords } from '../../language/stop-words.ts';

/** A story: new facts of several articles or days about one matter. */
export interface Story {
  readonly facts: readonly Fact[];
  /** The newest article among those facts. Its headline becomes the story's. */
  readonly article: Article;
  /** The number of outlets that report it, including earlier reports. */
  readonly outlets: number;
  /** An earlier fact on the same matter that the channel was sent; null for a new story. */
  readonly before: Fact | null;
}

/** Two claims of one story share at least this many words and this share of the shorter claim. */
const MIN_COMMON_WORDS = 3;
const MIN_COMMON_SHARE = 0.35;
/** The most recently delivered facts that each new one is compared with. */
const MAX_RECENT = 200;

const words = new WeakMap<Fact, ReadonlySet<string>>();

function wordsOf(fact: Fact): ReadonlySet<string> {
  const known = words.get(fact);
  if (known) return known;
  const made = new Set(contentWords(fact.claim).map(stem));
  words.set(fact, made);
  return made;
}

/** Whether two facts, usually of different days, are about one matter: they share a topic and several words. */
export function isOneStory(one: Fact, other: Fact): boolean {
  if (one.article === other.article || sameEvent(one, other)) return true;
  if (!one.topics.some((topic) => other.topics.includes(topic))) return false;
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const common = left.intersection(right).size;
  return common >= MIN_COMMON_WORDS && common >= MIN_COMMON_SHARE * Math.min(left.size, right.size);
}

/** Returns an article's outlet: its site name, else its host, else its id for a file. */
function outletOf({ id, site, source }: Article): string {
  if (site) return site;
  if (source.kind === 'file' || !URL.canParse(source.url)) return id;
  return new URL(source.url).hostname.replace(/^www\./, '');
}

const timeOf = ({ published, retrieved }: Article): number =>
  Date.parse(published ?? '') || Date.parse(retrieved ?? '') || 0;

/**
 * Groups a digest's facts into stories, keeping their order. A fact joins the first story that has a fact on the same
 * matter. `twins` are new facts equivalent to a shown one; `recent` are recently delivered ones.
 */
export function storiesOf(
  shown: readonly Fact[],
  twins: readonly Fact[],
  recent: readonly Fact[],
  readout: Readout,
): Story[] {
  const groups: Fact[][] = [];
  for (const fact of shown) {
    const group = groups.find((facts) => facts.some((other) => isOneStory(fact, other)));
    if (group) group.push(fact);
    else groups.push([fact]);
  }
  const earlier = recent.slice(-MAX_RECENT);
  const articlesOf = (facts: readonly Fact[]) =>
    facts.flatMap(({ article }) => readout.article(article) ?? []);
  return groups.flatMap((facts): Story[] => {
    const linked = earlier.filter((one) =>
      facts.some((fact) => fact.article !== one.article && isOneStory(fact, one)),
    );
    const same = twins.filter((twin) => facts.some((fact) => sameEvent(twin, fact)));
    const [article] = articlesOf(facts).sort((a, b) => timeOf(b) - timeOf(a));
    if (!article) return [];
    const outlets = new Set(articlesOf([...facts, ...same, ...linked]).map(outletOf)).size;
    return [{ facts, article, outlets, before: linked.at(-1) ?? null }];
  });
}
