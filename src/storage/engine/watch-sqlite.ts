import { sql } from 'kysely';
import type { ChangeSignals, Db } from '../database.ts';

/** How often the file is polled for other processes' writes, in milliseconds; a poll takes microseconds. */
const LOOK_EVERY_MS = 250;

/**
 * Signals another process's write: `PRAGMA data_version` changes then
 * (https://www.sqlite.org/pragma.html#pragma_data_version).
 */
export function watchSqlite(db: Db, onNotice: (message: string) => void): ChangeSignals {
  const version = async (): Promise<number> => {
    const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db);
    return rows[0]!.data_version;
  };
  return {
    async watch(wake, signal) {
      let known = await version();
      let looking = false;
      const look = async (): Promise<void> => {
        if (looking) return;
        looking = true;
        try {
          const current = await version();
          if (current !== known) wake();
          known = current;
        } catch (error) {
          if (!signal.aborted) onNotice(error instanceof Error ? error.message : String(error));
        } finally {
          looking = false;
        }
      };
      const timer = setInterval(() => void look(), LOOK_EVERY_MS);
      timer.unref();
      signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    },
  };
}
