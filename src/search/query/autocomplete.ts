import { fold } from '../../language/tokenizer.ts';
import type { SearchDocument } from '../document.ts';
import type { TermDictionary } from '../index/term-dictionary.ts';
import { createPagedArray } from '../memory/paged-array.ts';
import { createStringArena } from '../memory/string-arena.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { nearestSpellings } from './spell-correct.ts';

/** A completion of what is typed. */
export interface Suggestion {
  readonly text: string;
  readonly kind: 'topic' | 'name' | 'word';
}

/** Autocomplete over topics, names and words. */
export interface Suggester {
  /** Adds a document's names. Returns their ids, by which they are removed again. */
  addNames(document: Pick<SearchDocument, 'topics' | 'entities'>): number[];
  removeNames(names: Uint32Array): void;
  suggest(prefix: string, limit: number): readonly Suggestion[];
  /** The suggester's sections in a saved index. */
  save(): Sections;
}

interface Entry {
  readonly text: string;
  readonly kind: 'topic' | 'name';
  readonly folded: string;
}

const ORDER = { topic: 0, name: 1, word: 2 } as const;
/** The longest prefix that is read, in UTF-16 units. */
const LONGEST = 60;
/** The most words of the vocabulary that are tried for one prefix. */
const MAX_WORDS = 4000;

type CountedSuggestion = Suggestion & { readonly uses: number };

/** Orders topics before names before words, then by occurrences. */
const compareSuggestions = (left: CountedSuggestion, right: CountedSuggestion): number =>
  ORDER[left.kind] - ORDER[right.kind] || right.uses - left.uses || (left.text < right.text ? -1 : 1);

interface Candidate extends CountedSuggestion {
  readonly folded: string;
}

/** The best `limit` candidates: those that start with the prefix first; each name once, in its commonest spelling. */
function createBestList(limit: number, typed: string) {
  const best: Candidate[] = [];
  const order = (left: Candidate, right: Candidate): number =>
    Number(right.folded.startsWith(typed)) - Number(left.folded.startsWith(typed)) ||
    compareSuggestions(left, right);
  return {
    offer(text: string, kind: Suggestion['kind'], uses: number, folded: string): void {
      const candidate: Candidate = { text, kind, uses, folded };
      if (best.length >= limit && order(candidate, best.at(-1)!) >= 0) return;
      const same = best.findIndex((other) => other.folded === folded);
      if (same >= 0 && order(candidate, best[same]!) >= 0) return;
      if (same >= 0) best.splice(same, 1);
      const index = best.findIndex((other) => order(candidate, other) < 0);
      best.splice(index < 0 ? best.length : index, 0, candidate);
      if (best.length > limit) best.pop();
    },
    get size() {
      return best.length;
    },
    all: (): Suggestion[] => best.map(({ text, kind }) => ({ text, kind })),
  };
}

/** The prefixes by which a name is found: the first two letters of each of its words. */
const prefixesOf = (folded: string): Set<string> =>
  new Set(
    folded
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .map((word) => word.slice(0, 2)),
  );

/** The first letter of a saved name: its kind. */
const KIND_TAG = { topic: 't', name: 'n' } as const;

function entryFrom(tagged: string): Entry {
  const text = tagged.slice(1);
  return { text, kind: tagged[0] === KIND_TAG.topic ? 'topic' : 'name', folded: fold(text) };
}

/** Creates an empty suggester, or the saved one. */
export function createSuggester(vocabulary: TermDictionary, saved?: Sections): Suggester {
  const columnAt = (name: string) =>
    createPagedArray(Uint32Array, saved && columnOf(saved, name, Uint32Array));
  const texts = createStringArena('names', saved);
  const uses = columnAt('nameUses');
  const free = columnAt('freeNames');
  const numbers = new Map<string, number>();
  const entries: (Entry | undefined)[] = [];
  const buckets = new Map<string, Set<number>>();

  const insert = (number: number, marked: string): void => {
    const entry = entryFrom(marked);
    numbers.set(marked, number);
    entries[number] = entry;
    for (const bucket of prefixesOf(entry.folded))
      buckets.set(bucket, (buckets.get(bucket) ?? new Set()).add(number));
  };

  const remove = (number: number): void => {
    const { folded } = entries[number]!;
    numbers.delete(texts.get(number));
    texts.erase(number);
    entries[number] = undefined;
    free.push(number);
    for (const bucket of prefixesOf(folded)) {
      buckets.get(bucket)?.delete(number);
      if (buckets.get(bucket)?.size === 0) buckets.delete(bucket);
    }
  };

  for (let number = 0; number < texts.length; number++)
    if (uses.get(number) > 0) insert(number, texts.get(number));

  const count = (kind: Entry['kind'], text: string): number => {
    const marked = KIND_TAG[kind] + text;
    const known = numbers.get(marked);
    const number = known ?? free.pop() ?? texts.length;
    if (known === undefined) {
      texts.set(number, marked);
      insert(number, marked);
    }
    uses.set(number, known === undefined ? 1 : uses.get(number) + 1);
    return number;
  };

  return {
    addNames: ({ topics, entities }) => [
      ...[...new Set(topics)].map((text) => count('topic', text)),
      ...[...new Set(entities)].map((text) => count('name', text)),
    ],
    removeNames(names) {
      for (const number of names) {
        uses.set(number, uses.get(number) - 1);
        if (uses.get(number) === 0) remove(number);
      }
    },
    suggest(prefix, limit) {
      const typed = fold(prefix.trim().slice(0, LONGEST));
      if (!typed || limit < 1) return [];
      const best = createBestList(limit, typed);
      const firstLetters = typed.slice(0, 2);
      const prefixes =
        typed.length === 1 ? [...buckets.keys()].filter((key) => key.startsWith(typed)) : [firstLetters];
      const inside = ` ${typed}`;
      for (const prefix of prefixes)
        for (const number of buckets.get(prefix) ?? []) {
          const { text, kind, folded } = entries[number]!;
          if (folded.startsWith(typed) || folded.includes(inside))
            best.offer(text, kind, uses.get(number), folded);
        }
      if (best.size < limit && typed.length > 1 && !typed.includes(' ')) {
        let tried = 0;
        for (const word of vocabulary.wordsWithPrefix(firstLetters)) {
          if (++tried > MAX_WORDS) break;
          const folded = vocabulary.textOf(word).toLowerCase();
          if (folded.startsWith(typed) && vocabulary.occurrences(word) > 0)
            best.offer(vocabulary.textOf(word), 'word', vocabulary.occurrences(word), folded);
        }
      }
      if (best.size === 0 && !typed.includes(' '))
        for (const { text, occurrences } of nearestSpellings(vocabulary, typed).slice(0, limit))
          best.offer(text, 'word', occurrences, text.toLowerCase());
      return best.all();
    },
    save: () => ({ ...texts.save(), nameUses: uses.snapshot(), freeNames: free.snapshot() }),
  };
}
