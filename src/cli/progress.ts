import type { IngestProgress } from '../ingest/pipeline.ts';
import type { Io } from './verb.ts';

/** A progress line on standard error. It is silent unless standard error is a terminal. */
export interface ProgressBar {
  readonly show: (progress: IngestProgress) => void;
  readonly clear: () => void;
}

const WIDTH = 24;
/** The shortest interval between two updates, in milliseconds. */
const EVERY_MS = 100;

/**
 * Creates a progress line for `total` sources. It is silent for fewer than three, or if standard error is not a
 * terminal.
 */
export function progressBar({ stderr }: Io, total: number, now: () => number = Date.now): ProgressBar {
  if (!stderr.isTTY || total < 3) return { show: () => {}, clear: () => {} };
  let shownAt = Number.NEGATIVE_INFINITY;
  let visible = false;
  return {
    show({ done, source }) {
      if (done < total && now() - shownAt < EVERY_MS) return;
      shownAt = now();
      visible = true;
      const full = Math.round((WIDTH * done) / total);
      const name = source.length > 40 ? `…${source.slice(-39)}` : source;
      stderr.write(`\r\x1b[2K[${'#'.repeat(full)}${' '.repeat(WIDTH - full)}] ${done}/${total} ${name}`);
    },
    clear() {
      if (visible) stderr.write('\r\x1b[2K');
      visible = false;
    },
  };
}
