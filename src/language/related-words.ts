import { readFileSync } from 'node:fs';

/** Related stems by stem: synonyms, and words of which one is derived from the other ("academy", "academic"). */
export type RelatedWords = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads a table with a stem and its related stems on each line. Each pair stands there once. */
export function parseRelatedWords(text: string): RelatedWords {
  const related = new Map<string, Set<string>>();
  const relate = (one: string, other: string): void => {
    related.set(one, (related.get(one) ?? new Set()).add(other));
  };
  for (const line of text.split('\n')) {
    const [first, ...others] = line.split(' ');
    for (const other of others) {
      relate(first!, other);
      relate(other, first!);
    }
  }
  return related;
}

let table: RelatedWords | undefined;

/** Whether two stems are synonyms or of one derivation, by the table that ships with the program. */
export function areRelated(one: string, other: string): boolean {
  table ??= parseRelatedWords(
    readFileSync(new URL('../../data/language/related-words.txt', import.meta.url), 'utf8'),
  );
  return table.get(one)?.has(other) === true;
}
