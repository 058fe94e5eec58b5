import { appendFileSync, readFileSync } from 'node:fs';

const KEPT = 500;

/** Lines typed in earlier sessions, newest first, as readline wants them. A missing file is an empty history. */
export function readHistory(file: string | null): string[] {
  if (!file) return [];
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(-KEPT).reverse();
  } catch {
    return [];
  }
}

/** Adds a line for the next session. If the home folder cannot be written, the history lasts for this session. */
export function keepHistory(file: string | null, line: string): void {
  if (!file || line.trim() === '') return;
  try {
    appendFileSync(file, `${line.replace(/\s+/g, ' ')}\n`, { mode: 0o600 });
  } catch {
    // A history is a convenience: asking works without it.
  }
}
