/**
 * Text as both databases keep it: PostgreSQL refuses NUL, and neither keeps half a surrogate pair. What stands in has the
 * same length, so that spans still hold.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Text or its absence. */
export function storableOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : storable(text);
}

/** A list or object as the tables keep it. */
export function json(value: unknown): string {
  return storable(JSON.stringify(value).replaceAll('\\u0000', '\\ufffd'));
}

/** Splits a list into runs, for statements that take a bounded number of values. */
export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const runs: T[][] = [];
  for (let at = 0; at < items.length; at += size) runs.push(items.slice(at, at + size));
  return runs;
}
