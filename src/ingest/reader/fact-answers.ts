import type { Article } from '../../domain/article.ts';
import type { Fact, Stance, Topic } from '../../domain/fact.ts';
import type { Reading } from '../../domain/reading.ts';
import { isObject, listIn, textIn } from './answers.ts';
import { type DocumentLimits, FIELD_LIMITS, LIST_LIMITS } from './limits.ts';

/** A fact without what follows from its article: the article's id, and the quote, which is the text at its span. */
type FactRecord = Omit<Fact, 'article' | 'quote'>;

/** The reader process's result for an article. */
export interface ExtractedFacts {
  readonly facts: readonly FactRecord[];
  readonly topics: readonly Topic[];
}

const STANCES: readonly Stance[] = ['affirmed', 'denied', 'not-discussed'];

/** Reduces an article's facts to the limits: keeps the most salient ones, in the article's order. */
export function extractedFacts({ facts, topics }: Reading, limits: DocumentLimits): ExtractedFacts {
  const fitting = facts.filter(({ quote }) => quote.length <= FIELD_LIMITS.quote);
  const chosen =
    fitting.length <= limits.facts
      ? fitting
      : [...fitting]
          .sort((a, b) => b.salience - a.salience)
          .slice(0, limits.facts)
          .sort((a, b) => a.span[0] - b.span[0]);
  const used = new Set(chosen.flatMap((fact) => fact.topics));
  return {
    facts: chosen.map(({ article, quote, ...record }) => record),
    topics: topics.filter(({ id }) => used.has(id)).slice(0, LIST_LIMITS.topics),
  };
}

const namesIn = (value: unknown): string[] =>
  listIn(value, LIST_LIMITS.ofFact).flatMap((name) => textIn(name, FIELD_LIMITS.name) || []);

const nameIn = (value: unknown): string | null => textIn(value, FIELD_LIMITS.name) || null;

function spanIn(value: unknown, length: number): readonly [number, number] | null {
  const [start, end] = listIn(value, 2);
  if (!Number.isInteger(start) || !Number.isInteger(end)) return null;
  const [from, to] = [start as number, end as number];
  return from >= 0 && from < to && to <= length && to - from <= FIELD_LIMITS.quote ? [from, to] : null;
}

function factFrom(value: unknown, article: Article): Fact | null {
  if (!isObject(value)) return null;
  const span = spanIn(value.span, article.text.length);
  const stance = STANCES.find((one) => one === value.stance);
  const claim = textIn(value.claim, FIELD_LIMITS.claim);
  const id = textIn(value.id, FIELD_LIMITS.factId);
  if (!span || !stance || !claim || !id.startsWith(`${article.id}/`)) return null;
  const context = textIn(value.context, FIELD_LIMITS.claim);
  const setting = nameIn(value.setting);
  const conflicts = namesIn(value.conflictsWith);
  const { salience } = value;
  return {
    id,
    article: article.id,
    claim,
    ...(context && { context }),
    quote: article.text.slice(...span),
    span,
    speaker: nameIn(value.speaker),
    stance,
    ...(setting === null ? {} : { setting }),
    topics: namesIn(value.topics),
    entities: namesIn(value.entities),
    salience: typeof salience === 'number' && salience >= 0 && salience <= 1 ? salience : 0,
    ...(conflicts.length > 0 ? { conflictsWith: conflicts } : {}),
    ...(value.conflictIsPossible === true ? { conflictIsPossible: true } : {}),
  };
}

function topicFrom(value: unknown): Topic | null {
  if (!isObject(value)) return null;
  const id = textIn(value.id, FIELD_LIMITS.name);
  const label = textIn(value.label, FIELD_LIMITS.name);
  if (!id || !label) return null;
  const aliases = listIn(value.aliases, LIST_LIMITS.aliases);
  return { id, label, aliases: aliases.flatMap((alias) => textIn(alias, FIELD_LIMITS.name) || []) };
}

/** Parses the result for an article; null if it is malformed. */
export function readingFrom(value: unknown, article: Article, limits: DocumentLimits): Reading | null {
  if (!isObject(value)) return null;
  const facts = listIn(value.facts, limits.facts).flatMap((one) => factFrom(one, article) ?? []);
  const topics = listIn(value.topics, LIST_LIMITS.topics).flatMap((one) => topicFrom(one) ?? []);
  return { article, topics, facts: withoutDanglingIds(facts, topics) };
}

/** Removes references to facts and topics that do not exist. */
function withoutDanglingIds(facts: readonly Fact[], topics: readonly Topic[]): Fact[] {
  const factIds = new Set(facts.map(({ id }) => id));
  const topicIds = new Set(topics.map(({ id }) => id));
  return facts.map(({ conflictsWith, conflictIsPossible, ...fact }) => {
    const conflicts = conflictsWith?.filter((id) => factIds.has(id)) ?? [];
    return {
      ...fact,
      topics: fact.topics.filter((id) => topicIds.has(id)),
      ...(conflicts.length > 0 ? { conflictsWith: conflicts } : {}),
      ...(conflicts.length > 0 && conflictIsPossible ? { conflictIsPossible } : {}),
    };
  });
}
