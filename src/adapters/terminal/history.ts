import { appendFileSync, readFileSync } from 'node:fs';

const KEPT = 500;

/** Reads the lines of earlier sessions, newest first, as readline expects them. A missing file is an empty history. */
export function readHistory(file: string | null): string[] {
  if (!file) return [];
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(-KEPT).reverse();
  } catch {
    return [];
  }
}

/** Appends a line for later sessions. If the file cannot be written, the history lasts for this session only. */
export function keepHistory(file: string | null, line: string): void {
  if (!file || line.trim() === '') return;
  try {
    appendFileSync(file, `${line.replace(/\s+/g, ' ')}\n`, { mode: 0o600 });
  } catch {
    // Asking works without a history.
  }
}
