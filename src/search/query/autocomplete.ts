import { fold } from '../../language/tokenizer.ts';
import type { SearchDocument } from '../document.ts';
import type { Vocabulary } from '../index/term-dictionary.ts';
import { createPaged } from '../memory/paged-array.ts';
import { createTextArena } from '../memory/string-arena.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { nearestSpellings } from './spell-correct.ts';

export interface Suggested {
  readonly text: string;
  readonly kind: 'topic' | 'name' | 'word';
}

/** Names and words that begin as typed, for autocomplete. */
export interface Suggester {
  /** Counts a document's names in; gives their numbers, by which they are counted out again. */
  take(document: Pick<SearchDocument, 'topics' | 'entities'>): number[];
  give(names: Uint32Array): void;
  suggest(prefix: string, limit: number): readonly Suggested[];
  /** All of it, for a saved index. */
  save(): Sections;
}

interface Entry {
  readonly text: string;
  readonly kind: 'topic' | 'name';
  readonly folded: string;
}

const ORDER = { topic: 0, name: 1, word: 2 } as const;
/** Longer prefixes name a phrase; nobody types more before looking. */
const LONGEST = 60;
/** So many vocabulary words are looked through at most: far more than a screen shows. */
const WORDS = 4000;

type Counted = Suggested & { readonly uses: number };

/** Topics before names before words, then the more usual one. */
const preference = (one: Counted, other: Counted): number =>
  ORDER[one.kind] - ORDER[other.kind] || other.uses - one.uses || (one.text < other.text ? -1 : 1);

interface Place extends Counted {
  readonly folded: string;
}

/** The few best of many: those that begin as typed first; each name once, as it is mostly written. */
function createBest(limit: number, typed: string) {
  const best: Place[] = [];
  const order = (one: Place, other: Place): number =>
    Number(other.folded.startsWith(typed)) - Number(one.folded.startsWith(typed)) || preference(one, other);
  return {
    offer(text: string, kind: Suggested['kind'], uses: number, folded: string): void {
      const one: Place = { text, kind, uses, folded };
      if (best.length >= limit && order(one, best.at(-1)!) >= 0) return;
      const same = best.findIndex((other) => other.folded === folded);
      if (same >= 0 && order(one, best[same]!) >= 0) return;
      if (same >= 0) best.splice(same, 1);
      const to = best.findIndex((other) => order(one, other) < 0);
      best.splice(to < 0 ? best.length : to, 0, one);
      if (best.length > limit) best.pop();
    },
    get size() {
      return best.length;
    },
    all: (): Suggested[] => best.map(({ text, kind }) => ({ text, kind })),
  };
}

/** The first two letters of every word of a name: where it is looked for. */
const bucketsOf = (folded: string): Set<string> =>
  new Set(
    folded
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .map((word) => word.slice(0, 2)),
  );

/** A name's first letter in the table says which kind it is. */
const MARK = { topic: 't', name: 'n' } as const;

function entryFrom(marked: string): Entry {
  const text = marked.slice(1);
  return { text, kind: marked[0] === MARK.topic ? 'topic' : 'name', folded: fold(text) };
}

/** No names yet, or those that were saved. */
export function createSuggester(vocabulary: Vocabulary, saved?: Sections): Suggester {
  const columnAt = (name: string) => createPaged(Uint32Array, saved && columnOf(saved, name, Uint32Array));
  const texts = createTextArena('names', saved);
  const uses = columnAt('nameUses');
  const free = columnAt('freeNames');
  const numbers = new Map<string, number>();
  const entries: (Entry | undefined)[] = [];
  const buckets = new Map<string, Set<number>>();

  const enter = (number: number, marked: string): void => {
    const entry = entryFrom(marked);
    numbers.set(marked, number);
    entries[number] = entry;
    for (const bucket of bucketsOf(entry.folded))
      buckets.set(bucket, (buckets.get(bucket) ?? new Set()).add(number));
  };

  const leave = (number: number): void => {
    const { folded } = entries[number]!;
    numbers.delete(texts.get(number));
    texts.forget(number);
    entries[number] = undefined;
    free.push(number);
    for (const bucket of bucketsOf(folded)) {
      buckets.get(bucket)?.delete(number);
      if (buckets.get(bucket)?.size === 0) buckets.delete(bucket);
    }
  };

  for (let number = 0; number < texts.length; number++)
    if (uses.get(number) > 0) enter(number, texts.get(number));

  const count = (kind: Entry['kind'], text: string): number => {
    const marked = MARK[kind] + text;
    const known = numbers.get(marked);
    const number = known ?? free.pop() ?? texts.length;
    if (known === undefined) {
      texts.set(number, marked);
      enter(number, marked);
    }
    uses.set(number, known === undefined ? 1 : uses.get(number) + 1);
    return number;
  };

  return {
    take: ({ topics, entities }) => [
      ...[...new Set(topics)].map((text) => count('topic', text)),
      ...[...new Set(entities)].map((text) => count('name', text)),
    ],
    give(names) {
      for (const number of names) {
        uses.set(number, uses.get(number) - 1);
        if (uses.get(number) === 0) leave(number);
      }
    },
    suggest(prefix, limit) {
      const typed = fold(prefix.trim().slice(0, LONGEST));
      if (!typed || limit < 1) return [];
      const best = createBest(limit, typed);
      const head = typed.slice(0, 2);
      const places = typed.length === 1 ? [...buckets.keys()].filter((key) => key.startsWith(typed)) : [head];
      const inside = ` ${typed}`;
      for (const place of places)
        for (const number of buckets.get(place) ?? []) {
          const { text, kind, folded } = entries[number]!;
          if (folded.startsWith(typed) || folded.includes(inside))
            best.offer(text, kind, uses.get(number), folded);
        }
      if (best.size < limit && typed.length > 1 && !typed.includes(' ')) {
        let looked = 0;
        for (const word of vocabulary.wordsFrom(head)) {
          if (++looked > WORDS) break;
          const folded = vocabulary.textOf(word).toLowerCase();
          if (folded.startsWith(typed) && vocabulary.uses(word) > 0)
            best.offer(vocabulary.textOf(word), 'word', vocabulary.uses(word), folded);
        }
      }
      if (best.size === 0 && !typed.includes(' '))
        for (const { text, uses } of nearestSpellings(vocabulary, typed).slice(0, limit))
          best.offer(text, 'word', uses, text.toLowerCase());
      return best.all();
    },
    save: () => ({ ...texts.save(), nameUses: uses.share(), freeNames: free.share() }),
  };
}
