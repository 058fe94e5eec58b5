import Fuse from 'fuse.js';
import type { Topic } from '../domain/fact.ts';
import { fold } from '../language/tokenizer.ts';

/** A name as it is compared: folded, its words alone. */
export const plain = (text: string): string =>
  fold(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? '';

/** Tables of names, by the list that they were made of: a text is read against one list many times. */
const tables = new WeakMap<readonly Topic[], ReadonlyMap<string, Topic>>();

/** The topics by every name they go by; a label goes before another topic's alias. */
function byName(topics: readonly Topic[]): ReadonlyMap<string, Topic> {
  const known = tables.get(topics);
  if (known) return known;
  const names = new Map<string, Topic>();
  tables.set(topics, names);
  const add = (name: string, topic: Topic): void => {
    const key = plain(name);
    if (key && !names.has(key)) names.set(key, topic);
  };
  for (const topic of topics) add(topic.label, topic);
  for (const topic of topics) for (const name of [topic.id, ...topic.aliases]) add(name, topic);
  return names;
}

/** What a list of topics turned out to mean: those that were named, and the first words that name none. */
export interface TopicsReading {
  readonly found: readonly Topic[];
  readonly unknown: string | null;
}

const JOINS = new Set(['and', 'or', 'also', 'on', 'about', 'for']);
const LONGEST_NAME = 8;

/**
 * Reads topics as people list them: "INF, START", "inf start arms control", "Business and expert councils".
 * Each name reaches as far as it can.
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

/** A person's or place's surname, so to speak: "Pompeo" of "Mike Pompeo", and no "control" of "Arms control". */
const LAST_NAME = /\s(\p{Lu}[\p{L}'’-]+)$/u;

/** What a topic is called by, as names are compared. */
interface PlainNames {
  /** Its label and its aliases. */
  readonly whole: ReadonlySet<string>;
  /** The last word of its label where that is a name, folded. */
  readonly last: string | null;
}

const namesByTopic = new WeakMap<Topic, PlainNames>();

/** A topic's names as they are compared; a topic that stays in memory is read once. */
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

/** Whether something is one of a topic's names, in full. */
export const isNamed = (topic: Topic, name: string): boolean => plainNamesOf(topic).whole.has(plain(name));

/** All that a topic is called by: its label, its aliases, and the last word of the label where that is a name. */
export function namesOf({ label, aliases }: Topic): readonly string[] {
  const last = LAST_NAME.exec(label)?.[1];
  return [label, ...aliases, ...(last === undefined ? [] : [last])];
}

/** A test whether topics are called so: by one of their names, or by the last word of the label where that is a name. */
export function isCalled(name: string): (topic: Topic) => boolean {
  const [whole, folded] = [plain(name), fold(name)];
  return (topic) => {
    const names = plainNamesOf(topic);
    return names.whole.has(whole) || names.last === folded;
  };
}

/** Topics whose names are nearest to what was written, three at the most: first those that begin with it. */
export function topicsNear(text: string, topics: readonly Topic[]): Topic[] {
  const named = topics.flatMap((topic) =>
    [topic.label, ...topic.aliases].map((name) => ({ topic, name: plain(name) })),
  );
  const fuse = new Fuse(named, {
    keys: ['name'],
    threshold: 0.35,
    ignoreLocation: true,
    minMatchCharLength: 2,
  });
  const asked = plain(text).slice(0, 60);
  const begun = named.filter(({ name }) => asked !== '' && name.startsWith(asked));
  const found = fuse.search(asked, { limit: 20 }).map(({ item }) => item);
  return [...new Set([...begun, ...found].map(({ topic }) => topic))].slice(0, 3);
}
