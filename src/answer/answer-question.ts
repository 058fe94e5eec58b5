import type { Article } from '../domain/article.ts';
import type { Fact, Topic } from '../domain/fact.ts';
import { foreignLanguage } from '../language/detect-language.ts';
import { FRAME_WORDS } from '../language/lexicon/frame-words.ts';
import { isReportingWord } from '../language/stop-words.ts';
import { fold } from '../language/tokenizer.ts';
import type { Hit, SearchResult } from '../search/search-result.ts';
import type { Answer, Answered, FoundFact } from './answer.ts';
import { type ArticleOf, groupedByEvent, idsOf, newestOf, withMarkedConflicts } from './events.ts';
import { isRepeated, ordered, termsInClaim } from './rerank.ts';
import { isCalled } from './topic-names.ts';
import { type Asked, readAsked } from './verify/asked.ts';
import { confidenceOf, verdictOf } from './verify/confidence.ts';
import { rankCandidates, scopeOf, verifiedOf, withArticle } from './verify/rank.ts';
import type { RankedCandidate } from './verify/ranked-candidate.ts';
import { shownOf } from './verify/shown.ts';
import { saidBy } from './verify/term-matches.ts';
import { withTypedNames } from './verify/typed-names.ts';

/** The most facts that a card shows at first. */
export const MOST_SHOWN = 3;

/** The number of facts for which the answering part of the sentence is determined. */
const EXPLAINED = 3;

/** A further fact is shown if it scores at least this share of the best one's score. */
const CLOSE_SCORE = 0.72;

/** Counts the facts that match as much of the question as the best one. */
function relevantCount(facts: readonly FoundFact[], whatIsNot: boolean): number {
  const best = facts[0];
  if (!best) return 0;
  const need = termsInClaim(best).size;
  if (need === 0) return 1;
  let count = 1;
  while (
    count < facts.length &&
    termsInClaim(facts[count]!).size >= need &&
    !isRepeated(facts[count]!, facts.slice(0, count), whatIsNot)
  )
    count++;
  return count;
}

const isSamePair = (one: Fact, other: Fact): boolean =>
  one.id === other.id || (one.conflictsWith?.includes(other.id) ?? false);

/** Moves the newest of the facts that match as much of the question as the best one to the front. */
function newestAmong(facts: readonly FoundFact[], articleOf: ArticleOf): FoundFact[] {
  const need = facts[0] ? termsInClaim(facts[0]).size : 0;
  const [full, rest] = [true, false].map((is) =>
    facts.filter((one) => termsInClaim(one).size >= need === is),
  );
  return [...newestOf(full!, articleOf), ...rest!];
}

function enoughCount(facts: readonly FoundFact[], relevant: number, isGeneral: boolean): number {
  const top = facts[0]?.hit.score ?? 0;
  // A mere name matches all facts about equally well.
  const close = isGeneral
    ? -1
    : facts.slice(0, Math.min(relevant, MOST_SHOWN)).findIndex(({ hit }) => hit.score < top * CLOSE_SCORE);
  const most = Math.min(close < 0 ? MOST_SHOWN : Math.max(close, 1), relevant);
  // A card shows one contradiction. Further ones are behind "more".
  const contested = facts
    .slice(0, most)
    .flatMap(({ fact }, at) => (fact.conflictsWith?.length ? [{ fact, at }] : []));
  const second = contested.find(({ fact }) => !isSamePair(fact, contested[0]!.fact));
  return second ? Math.max(1, second.at) : most;
}

/** Returns each pair of contradicting facts that includes one of these facts, once. */
export function conflictsAmong(
  facts: readonly FoundFact[],
  find: (id: string) => Fact | undefined,
): (readonly [FoundFact, FoundFact])[] {
  const pairs: (readonly [FoundFact, FoundFact])[] = [];
  const seen = new Set<string>();
  // A library may hold tens of thousands of contradictions.
  const byId = new Map(facts.map((one) => [one.fact.id, one]));
  for (const one of facts) {
    for (const otherId of one.fact.conflictsWith ?? []) {
      const { id } = one.fact;
      const key = id < otherId ? `${id}\n${otherId}` : `${otherId}\n${id}`;
      const other = find(otherId);
      if (!other || other.withdrawn || seen.has(key)) continue;
      seen.add(key);
      const found = byId.get(otherId);
      pairs.push([
        one,
        found ?? { fact: other, hit: { id: otherId, score: one.hit.score, matches: [], missing: [] } },
      ]);
    }
  }
  return pairs;
}

/** Returns a word as the facts write it: "Venezuela", not "venezuela". */
function asWritten(word: string, facts: readonly FoundFact[]): string {
  const pattern = new RegExp(`(?<!\\p{L})${RegExp.escape(word)}(?!\\p{L})`, 'iu');
  for (const { fact } of facts) {
    const written = pattern.exec([fact.claim, ...fact.entities, fact.quote].join('\n'));
    if (written) return written[0];
  }
  return word;
}

/**
 * Finds the second fact if a subject was discussed at one of two meetings only. That is not a contradiction, but a
 * person who asks whether it was discussed must see both. Returns undefined if the first fact has a counterpart
 * already.
 */
function otherSide([first, ...rest]: readonly FoundFact[]): FoundFact | undefined {
  if (!first || first.fact.conflictsWith?.length) return undefined;
  const wasDiscussed = first.fact.stance !== 'not-discussed';
  return rest.find(
    ({ fact }) => (fact.stance !== 'not-discussed') !== wasDiscussed && !fact.conflictsWith?.length,
  );
}

/** The inputs of an answer besides the search result. */
export interface AnswerParts {
  /** Looks a fact up by id. */
  readonly find: (id: string) => Fact | undefined;
  readonly articleOf: (id: string) => Article | undefined;
  readonly topicOf: (id: string) => Topic | undefined;
  /** All facts if one article is asked; empty if all articles are. */
  readonly article: readonly Fact[];
  /** The number of articles that were searched. */
  readonly searched: number;
  /** Whether the newest facts come first: "what's new about X?". */
  readonly newest: boolean;
  /** The most facts to return. */
  readonly limit: number;
}

/** Returns the topics if a question names topics and nothing else, otherwise null. */
function namedAlone(
  terms: SearchResult['terms'],
  facts: readonly FoundFact[],
  topicOf: AnswerParts['topicOf'],
): ReadonlySet<string> | null {
  const name = terms.map(({ asked }) => asked).join(' ');
  const isSoCalled = isCalled(name);
  const ids = new Set(facts.flatMap(({ fact }) => fact.topics));
  const named = new Set(
    [...ids].filter((id) => {
      const topic = topicOf(id);
      return topic !== undefined && isSoCalled(topic);
    }),
  );
  return named.size > 0 || (terms.length === 1 && !isReportingWord(fold(name))) ? named : null;
}

/**
 * Whether an English question matches only function words of an article in another language: "who died?" and German
 * "die".
 */
function isMetByChance({ matches }: Hit, articleOf: () => Article | undefined): boolean {
  // To tell an article's language takes longer than to rank its fact.
  if (matches.length === 0 || !matches.every(({ found }) => SMALL_WORDS.has(fold(found)))) return false;
  const article = articleOf();
  const language = article ? foreignLanguage(article) : null;
  const frame = language && FRAME_WORDS.get(language.code);
  return frame != null && matches.every(({ found }) => frame.small.has(fold(found)));
}
/** The function words of all languages but English. */
const SMALL_WORDS: ReadonlySet<string> = new Set(
  [...FRAME_WORDS.values()].flatMap(({ small }) => [...small]),
);

/**
 * Ranks the found facts: the best hits by their match with the question, the rest as the search ranked them. If the
 * newest are wanted, all hits are matched, because any may come first. If one article is asked, all of its facts are
 * matched.
 */
function rankedFacts(asked: Asked, found: SearchResult, { find, articleOf, newest, article }: AnswerParts) {
  const facts: FoundFact[] = [];
  for (const hit of found.hits) {
    const fact = find(hit.id);
    if (fact && !isMetByChance(hit, () => articleOf(fact.article))) facts.push({ fact, hit });
  }
  const all = withArticle(asked, facts, article);
  const verified = newest || scopeOf(article) === 'article' ? all.length : verifiedOf(asked);
  const scope = scopeOf(article);
  const looked = all.slice(0, verified);
  const named = withTypedNames(
    asked,
    looked.map(({ fact }) => fact),
  );
  return { asked: named, ranked: rankCandidates(named, looked, scope), rest: all.slice(verified) };
}

/** The facts for a question, best first, and those that were matched with it. */
interface Order {
  readonly asked: Asked;
  readonly about: ReadonlySet<string> | null;
  readonly facts: readonly FoundFact[];
  /** The matched facts in their own ranking, best first. */
  readonly ranked: readonly RankedCandidate[];
  readonly byId: ReadonlyMap<string, RankedCandidate>;
}

/** Orders the search results by how well they answer. */
function orderOf(question: string, found: SearchResult, parts: AnswerParts): Order {
  const { articleOf, topicOf, newest, limit } = parts;
  const { asked, ranked, rest } = rankedFacts(readAsked(question), found, parts);
  const about = namedAlone(found.terms, ranked, topicOf);
  const best = withMarkedConflicts([...ordered(asked, ranked, about), ...rest]).slice(0, limit);
  return {
    asked,
    about,
    facts: newest ? newestAmong(best, articleOf) : best,
    ranked,
    byId: new Map(ranked.map((candidate) => [candidate.fact.id, candidate])),
  };
}

/** Converts a search result to an answer. */
export function answerFrom(question: string, found: SearchResult, parts: AnswerParts): Answer {
  const { find, articleOf, searched } = parts;
  const { asked, about, facts: inOrder, ranked, byId } = orderOf(question, found, parts);
  const shownFor = (one: FoundFact, at: number): FoundFact => {
    const candidate = at < EXPLAINED ? byId.get(one.fact.id) : undefined;
    return candidate ? { ...one, shown: shownOf(asked, candidate) } : one;
  };
  const facts = inOrder.map(shownFor);
  const order = facts.flatMap(({ fact }) => byId.get(fact.id) ?? []);
  const isTopic = facts[0]?.fact.topics.some((id) => about?.has(id)) ?? false;
  const confidence =
    Math.round(confidenceOf(asked, order[0], ranked, { isTopic, searched }) * 10_000) / 10_000;
  const corrections = found.corrections.map(({ from, to }) => ({ from, to: asWritten(to, facts) }));
  const base = { question, confidence, corrections, terms: found.terms, facts };
  const verdict = facts.length === 0 ? 'abstained' : verdictOf(confidence);
  if (found.status === 'ambiguous' && verdict !== 'abstained')
    return { ...base, status: 'ambiguous', readings: found.readings };
  const missing =
    facts[0]?.hit.missing ?? found.terms.filter(({ isIndexed }) => !isIndexed).map(({ asked: word }) => word);
  if (verdict === 'abstained') {
    const isQuoted = order.some((candidate) => saidBy(asked, candidate) === 'asked');
    return {
      ...base,
      status: 'abstained',
      missing,
      unquoted: isQuoted || !asked.speaker ? null : asWritten(asked.speaker.text, facts),
    };
  }
  const shared = { ...base, ...assembled(asked, facts, about, { find, articleOf }) };
  return verdict === 'maybe' ? { ...shared, status: 'maybe', missing } : { ...shared, status: 'answered' };
}

/** Prepares the facts for a card: groups facts of one event, adds other sides, and decides how many are enough. */
function assembled(
  { denial }: Asked,
  facts: readonly FoundFact[],
  about: ReadonlySet<string> | null,
  { find, articleOf }: Pick<AnswerParts, 'find' | 'articleOf'>,
): Pick<Answered, 'facts' | 'relevant' | 'enough' | 'conflicts'> {
  const matching = relevantCount(facts, denial !== null);
  const near = facts.slice(matching);
  const events = groupedByEvent(facts.slice(0, matching), articleOf, near);
  const listedIds = new Set(events.flatMap(idsOf));
  const relevant = events.length;
  const other = otherSide(events);
  const shown = [
    ...(other ? [events[0]!, other, ...events.filter((one) => one !== other).slice(1)] : events),
    ...near.filter(({ fact }) => !listedIds.has(fact.id)),
  ];
  const enough = Math.max(enoughCount(shown, relevant, about !== null), other ? 2 : 1);
  return { facts: shown, relevant, enough, conflicts: conflictsAmong(shown.slice(0, enough), find) };
}
