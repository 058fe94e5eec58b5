import Fuse from 'fuse.js';
import type { Topic } from '../domain/fact.ts';
import { fold } from '../language/tokenizer.ts';

/** Normalises a name for comparison: folded words only. */
export const plain = (text: string): string =>
  fold(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? '';

/** The folded names of topics. A topic's names never change. */
const comparedNames = new WeakMap<Topic, readonly string[]>();

/** Returns a topic's folded label and aliases. */
function comparedNamesOf(topic: Topic): readonly string[] {
  const known = comparedNames.get(topic) ?? [topic.label, ...topic.aliases].map(plain);
  comparedNames.set(topic, known);
  return known;
}

/** Maps from names to topics, cached by the list of topics. */
const tables = new WeakMap<readonly Topic[], ReadonlyMap<string, Topic>>();

/** Maps every name to its topic. A label takes precedence over another topic's alias. */
function byName(topics: readonly Topic[]): ReadonlyMap<string, Topic> {
  const known = tables.get(topics);
  if (known) return known;
  const names = new Map<string, Topic>();
  tables.set(topics, names);
  const add = (key: string, topic: Topic): void => {
    if (key && !names.has(key)) names.set(key, topic);
  };
  for (const topic of topics) add(comparedNamesOf(topic)[0]!, topic);
  for (const topic of topics)
    for (const key of [plain(topic.id), ...comparedNamesOf(topic).slice(1)]) add(key, topic);
  return names;
}

/** The result of parsing a list of topics: those named, and the first words that name none. */
export interface TopicsReading {
  readonly found: readonly Topic[];
  readonly unknown: string | null;
}

const JOINS = new Set(['and', 'or', 'also', 'on', 'about', 'for']);
const LONGEST_NAME = 8;

/**
 * Parses topics as people list them: "INF, START", "inf start arms control", "Business and expert councils". Each name
 * is as long as possible.
 */
export function readTopics(text: string, topics: readonly Topic[]): TopicsReading {
  const names = byName(topics);
  const found = new Set<Topic>();
  for (const piece of text.split(/[,;\n]+/)) {
    const words = piece.split(/[\s&]+/).filter((word) => plain(word) !== '');
    for (let at = 0; at < words.length; ) {
      let length = Math.min(LONGEST_NAME, words.length - at);
      let topic: Topic | undefined;
      for (; length > 0 && !topic; length -= topic ? 0 : 1)
        topic = names.get(plain(words.slice(at, at + length).join(' ')));
      if (topic) found.add(topic);
      else if (!JOINS.has(words[at]!.toLowerCase()))
        return { found: [...found], unknown: words.slice(at).join(' ') };
      at += Math.max(1, length);
    }
  }
  return { found: [...found], unknown: null };
}

/**
 * Matches the last word of a name if it is capitalised: "Pompeo" in "Mike Pompeo", but not "control" in "Arms control".
 */
const LAST_NAME = /\s(\p{Lu}[\p{L}'’-]+)$/u;

/** A topic's normalised names. */
interface PlainNames {
  /** Its label and its aliases. */
  readonly whole: ReadonlySet<string>;
  /** The last word of its label if it is a name, folded. */
  readonly last: string | null;
}

const namesByTopic = new WeakMap<Topic, PlainNames>();

/** Returns a topic's normalised names, cached by the topic. */
function plainNamesOf(topic: Topic): PlainNames {
  const known = namesByTopic.get(topic);
  if (known) return known;
  const last = LAST_NAME.exec(topic.label)?.[1];
  const names = {
    whole: new Set([topic.label, ...topic.aliases].map(plain)),
    last: last === undefined ? null : fold(last),
  };
  namesByTopic.set(topic, names);
  return names;
}

/** Whether text is one of a topic's full names. */
export const isNamed = (topic: Topic, name: string): boolean => plainNamesOf(topic).whole.has(plain(name));

/** Returns all names of a topic: its label, its aliases, and the last word of the label if it is a name. */
export function namesOf({ label, aliases }: Topic): readonly string[] {
  const last = LAST_NAME.exec(label)?.[1];
  return [label, ...aliases, ...(last === undefined ? [] : [last])];
}

/** Creates a predicate for topics with a name: a full name, or the last word of the label if it is a name. */
export function isCalled(name: string): (topic: Topic) => boolean {
  const [whole, folded] = [plain(name), fold(name)];
  return (topic) => {
    const names = plainNamesOf(topic);
    return names.whole.has(whole) || names.last === folded;
  };
}

/** The longest text that is compared with names, in UTF-16 units. A longer one is no misspelt name. */
const LONGEST_NEAR = 60;
/** The number of topics compared, the most reported first, and the number of their names compared letter by letter. */
const [MOST_TOPICS, MOST_NAMES] = [5_000, 200];

/** Creates a function that counts the distinct pairs of neighbouring letters that a name shares with a text. */
function pairCounter(text: string): (name: string) => number {
  const places = new Map<string, number>();
  for (let at = 0; at + 2 <= text.length; at++) places.set(text.slice(at, at + 2), places.size);
  const metAt = new Uint32Array(text.length);
  let turn = 0;
  return (name) => {
    turn++;
    let shared = 0;
    for (let at = 0; at + 2 <= name.length; at++) {
      const place = places.get(name.slice(at, at + 2));
      if (place === undefined || metAt[place] === turn) continue;
      metAt[place] = turn;
      shared++;
    }
    return shared;
  };
}

/**
 * Returns at most three topics with names similar to a text. Those that begin with it come first. A comparison letter
 * by letter takes about 20 µs, so only the names that share the most letter pairs are compared.
 */
export function topicsNear(text: string, topics: readonly Topic[]): Topic[] {
  const asked = plain(text).slice(0, LONGEST_NEAR);
  if (asked === '') return [];
  const sharedPairs = pairCounter(asked);
  const named = topics
    .slice(0, MOST_TOPICS)
    .flatMap((topic) => comparedNamesOf(topic).map((name) => ({ topic, name, shared: sharedPairs(name) })));
  const alike = named
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.name.length - b.name.length)
    .slice(0, MOST_NAMES);
  const fuse = new Fuse(alike, {
    keys: ['name'],
    threshold: 0.35,
    ignoreLocation: true,
    minMatchCharLength: 2,
  });
  const begun = named.filter(({ name }) => name.startsWith(asked));
  const found = fuse.search(asked, { limit: 20 }).map(({ item }) => item);
  return [...new Set([...begun, ...found].map(({ topic }) => topic))].slice(0, 3);
}
