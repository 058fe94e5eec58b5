import type { IngestProgress } from '../ingest/pipeline.ts';
import type { Io } from './verb.ts';

/** A line on standard error that shows how far a long work is. Nothing is written where no person watches. */
export interface ProgressBar {
  readonly show: (progress: IngestProgress) => void;
  readonly clear: () => void;
}

const WIDTH = 24;
/** Written no more often than a person can read. */
const EVERY_MS = 100;

/** Makes a bar for `total` sources; it stays silent for fewer than three and where standard error is no terminal. */
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
