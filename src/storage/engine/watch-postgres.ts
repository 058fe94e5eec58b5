import pg from 'pg';
import type { ChangeSignals } from '../database.ts';
import { CHANGES_CHANNEL } from './changes-channel.ts';
import { postgresFault } from './faults.ts';

/** Waits between tries to listen again, in milliseconds. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1_000;
/** A connection that died without a word (a firewall, a laptop's sleep) is made up for by looking this often. */
const LOOK_ANYWAY_MS = 5_000;

/** Tells that some process wrote, by LISTEN on a connection of its own; after a lost connection it wakes at once. */
export function watchPostgres(
  url: string,
  where: string,
  onNotice: (message: string) => void,
): ChangeSignals {
  return {
    async watch(wake, signal) {
      let wait = FIRST_WAIT_MS;
      let client: pg.Client | null = null;
      let retry: NodeJS.Timeout | undefined;

      const lost = (lostClient: pg.Client, error?: unknown): void => {
        if (client !== lostClient) return;
        client = null;
        void lostClient.end().catch(() => {});
        if (signal.aborted) return;
        const fault = postgresFault(error ?? new Error('connection terminated'), where);
        if (wait === FIRST_WAIT_MS) onNotice(fault instanceof Error ? fault.message : String(fault));
        retry = setTimeout(() => void listen(), wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      };
      const listen = async (): Promise<void> => {
        const next = new pg.Client({
          connectionString: url,
          keepAlive: true,
          connectionTimeoutMillis: 5_000,
          application_name: 'readout listen',
        });
        client = next;
        next.on('error', (error) => lost(next, error));
        next.on('end', () => lost(next));
        next.on('notification', wake);
        try {
          await next.connect();
          await next.query(`listen ${CHANGES_CHANNEL}`);
          wait = FIRST_WAIT_MS;
          wake();
        } catch (error) {
          lost(next, error);
        }
      };
      const looking = setInterval(wake, LOOK_ANYWAY_MS);
      looking.unref();
      signal.addEventListener(
        'abort',
        () => {
          clearInterval(looking);
          clearTimeout(retry);
          const last = client;
          client = null;
          void last?.end().catch(() => {});
        },
        { once: true },
      );
      await listen();
    },
  };
}
