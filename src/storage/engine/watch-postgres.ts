import pg from 'pg';
import { backoffDelay } from '../../domain/backoff.ts';
import type { ChangeSignals } from '../database.ts';
import { CHANGES_CHANNEL } from './changes-channel.ts';
import { postgresFault } from './faults.ts';

/** Delays between attempts to listen again, in milliseconds. */
const RETRY = { first: 100, longest: 1_000 };
/** Wake this often (ms) in any case: a connection can die without an error (a firewall, a laptop's sleep). */
const POLL_MS = 5_000;

/** Signals other processes' writes through LISTEN on a connection of its own. After a reconnect it wakes at once. */
export function watchPostgres(
  url: string,
  where: string,
  onNotice: (message: string) => void,
): ChangeSignals {
  return {
    async watch(wake, signal) {
      let failures = 0;
      let client: pg.Client | null = null;
      let retry: NodeJS.Timeout | undefined;

      const lost = (lostClient: pg.Client, error?: unknown): void => {
        if (client !== lostClient) return;
        client = null;
        void lostClient.end().catch(() => {});
        if (signal.aborted) return;
        const fault = postgresFault(error ?? new Error('connection terminated'), where);
        failures++;
        if (failures === 1) onNotice(fault instanceof Error ? fault.message : String(fault));
        retry = setTimeout(() => void listen(), backoffDelay(RETRY, failures));
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
          failures = 0;
          wake();
        } catch (error) {
          lost(next, error);
        }
      };
      const polling = setInterval(wake, POLL_MS);
      polling.unref();
      signal.addEventListener(
        'abort',
        () => {
          clearInterval(polling);
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
