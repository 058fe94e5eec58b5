import type { SearchDocument } from './document.ts';
import { createGrowable } from './growable.ts';
import { columnOf, type Sections } from './saved-file.ts';
import { nearestSpellings } from './spelling.ts';
import { createTextArena } from './text-arena.ts';
import { fold } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  const columnAt = (name: string) => createGrowable(saved && columnOf(saved, name, Uint32Array));
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

  const begins = (folded: string, typed: string): boolean =>
    folded.startsWith(typed) || folded.includes(` ${typed}`);

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
      if (!typed) return [];
      const head = typed.slice(0, 2);
      const places = typed.length === 1 ? [...buckets.keys()].filter((key) => key.startsWith(typed)) : [head];
      const named = new Set(places.flatMap((key) => [...(buckets.get(key) ?? [])]));
      const found = new Map<string, Counted & { readonly starts: boolean }>();
      const offer = (text: string, kind: Suggested['kind'], uses: number, folded: string): void => {
        const known = found.get(folded);
        if (!known || preference({ text, kind, uses }, known) < 0)
          found.set(folded, { text, kind, uses, starts: folded.startsWith(typed) });
      };
      for (const number of named) {
        const { text, kind, folded } = entries[number]!;
        if (begins(folded, typed)) offer(text, kind, uses.get(number), folded);
      }
      if (found.size < limit && typed.length > 1 && !typed.includes(' ')) {
        let looked = 0;
        for (const word of vocabulary.wordsFrom(head)) {
          if (++looked > WORDS) break;
          const text = vocabulary.textOf(word);
          const folded = text.toLowerCase();
          if (vocabulary.uses(word) > 0 && folded.startsWith(typed))
            offer(text, 'word', vocabulary.uses(word), folded);
        }
      }
      if (found.size === 0 && !typed.includes(' '))
        for (const { text, uses } of nearestSpellings(vocabulary, typed).slice(0, limit))
          offer(text, 'word', uses, text.toLowerCase());
      return [...found.values()]
        .sort((a, b) => Number(b.starts) - Number(a.starts) || preference(a, b))
        .slice(0, limit)
        .map(({ text, kind }) => ({ text, kind }));
    },
    save: () => ({ ...texts.save(), nameUses: uses.take(), freeNames: free.take() }),
  };
}
