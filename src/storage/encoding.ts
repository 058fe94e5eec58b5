/**
 * Replaces what a database cannot store: NUL (PostgreSQL) and lone surrogates (both). The length stays the same, so
 * spans stay valid.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Like storableText; null for null and undefined. */
export function storableOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : storableText(text);
}

/** Serialises a list or object for a JSON text column. */
export function json(value: unknown): string {
  return storableText(JSON.stringify(value).replaceAll('\\u0000', '\\ufffd'));
}

/** Splits a list into chunks of at most `size` items, for statements that take a bounded number of values. */
export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const runs: T[][] = [];
  for (let at = 0; at < items.length; at += size) runs.push(items.slice(at, at + size));
  return runs;
}
