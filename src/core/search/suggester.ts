import type { SearchDocument } from './document.ts';
import { nearestSpellings } from './spelling.ts';
import { fold } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Suggested {
  readonly text: string;
  readonly kind: 'topic' | 'name' | 'word';
}

/** Names and words that begin as typed, for autocomplete. */
export interface Suggester {
  count(document: Pick<SearchDocument, 'topics' | 'entities'>, by: 1 | -1): void;
  suggest(prefix: string, limit: number): readonly Suggested[];
}

interface Entry {
  readonly text: string;
  readonly kind: 'topic' | 'name';
  readonly folded: string;
  uses: number;
}

const ORDER = { topic: 0, name: 1, word: 2 } as const;
/** Longer prefixes name a phrase; nobody types more before looking. */
const LONGEST = 60;
/** So many vocabulary words are looked through at most: far more than a screen shows. */
const WORDS = 4000;

/** The first two letters of every word of a name: where it is looked for. */
const bucketsOf = (folded: string): Set<string> =>
  new Set(
    folded
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .map((word) => word.slice(0, 2)),
  );

export function createSuggester(
  vocabulary: Vocabulary,
  wordsFrom: (bucket: string) => Iterable<number>,
): Suggester {
  const entries = new Map<string, Entry>();
  const buckets = new Map<string, Set<Entry>>();

  const change = (text: string, kind: Entry['kind'], by: 1 | -1): void => {
    const folded = fold(text);
    const key = `${kind} ${folded}`;
    const entry = entries.get(key) ?? { text, kind, folded, uses: 0 };
    entry.uses += by;
    if (entry.uses === by && by === 1) {
      entries.set(key, entry);
      for (const bucket of bucketsOf(folded))
        buckets.set(bucket, (buckets.get(bucket) ?? new Set()).add(entry));
    }
    if (entry.uses > 0) return;
    entries.delete(key);
    for (const bucket of bucketsOf(folded)) buckets.get(bucket)?.delete(entry);
  };

  const begins = (folded: string, typed: string): boolean =>
    folded.startsWith(typed) || folded.includes(` ${typed}`);

  return {
    count(document, by) {
      for (const text of new Set(document.topics)) change(text, 'topic', by);
      for (const text of new Set(document.entities)) change(text, 'name', by);
    },
    suggest(prefix, limit) {
      const typed = fold(prefix.trim().slice(0, LONGEST));
      if (!typed) return [];
      const head = typed.slice(0, 2);
      const places = typed.length === 1 ? [...buckets.keys()].filter((key) => key.startsWith(typed)) : [head];
      const named = new Set(places.flatMap((key) => [...(buckets.get(key) ?? [])]));
      const found = new Map<string, Suggested & { uses: number; starts: boolean }>();
      const offer = (text: string, kind: Suggested['kind'], uses: number, folded: string): void => {
        const known = found.get(folded);
        if (!known || ORDER[kind] < ORDER[known.kind])
          found.set(folded, { text, kind, uses, starts: folded.startsWith(typed) });
      };
      for (const { text, kind, uses, folded } of named)
        if (begins(folded, typed)) offer(text, kind, uses, folded);
      if (found.size < limit && typed.length > 1 && !typed.includes(' ')) {
        let looked = 0;
        for (const word of wordsFrom(head)) {
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
        .sort(
          (a, b) =>
            Number(b.starts) - Number(a.starts) ||
            ORDER[a.kind] - ORDER[b.kind] ||
            b.uses - a.uses ||
            (a.text < b.text ? -1 : 1),
        )
        .slice(0, limit)
        .map(({ text, kind }) => ({ text, kind }));
    },
  };
}
