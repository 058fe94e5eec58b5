import type { SocketModeReceiver } from '@slack/bolt';
import type { Link } from '../../chat/connection-state.ts';
import { backoffDelay } from '../../domain/backoff.ts';
import { outcomeOf, retryAfterMs, type Wait } from './post-outcome.ts';

type Client = SocketModeReceiver['client'];

/** The delays between reconnection attempts, in milliseconds. */
const RETRY_DELAYS_MS = { first: 500, longest: 30_000 };

export interface Socket {
  /** Rejects with Slack's error if the first connection fails. */
  start(): Promise<void>;
  stop(): void;
}

interface SocketParts {
  readonly link: Link;
  readonly wait: Wait;
  /** Called with the error of each failed attempt. */
  readonly onFault: (error: unknown) => void;
  /** Called with the error of a message that the client could not read. */
  readonly onMalformed: (error: unknown) => void;
}

/** The untyped part of the client: it is an event emitter and acknowledges an envelope by its id. */
interface UntypedClient {
  listeners(event: 'ws_message'): ((data: unknown, isBinary: boolean) => Promise<void>)[];
  removeAllListeners(event: 'ws_message'): void;
  on(event: 'ws_message', listener: (data: unknown, isBinary: boolean) => void): void;
  send(envelope: string): Promise<void>;
}

function envelopeIn(data: unknown): string | null {
  try {
    const { envelope_id: id } = JSON.parse(String(data)) as { envelope_id?: unknown };
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}

/**
 * Keeps a malformed message from ending the process. The client reads `payload.event.type` of any message and does not
 * handle the resulting rejection. The message is acknowledged, because Slack would send it again.
 */
function isolateMalformed(client: UntypedClient, onFault: (error: unknown) => void): void {
  const receivers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data, isBinary) => {
    try {
      for (const receive of receivers) await receive(data, isBinary);
    } catch (error) {
      onFault(error);
      const id = envelopeIn(data);
      if (id) await client.send(id).catch(() => {});
    }
  });
}

/**
 * Keeps a Socket Mode connection open. The client's own reconnection waits five seconds at every refresh and ends the
 * process if it is refused. This one reconnects at once and retries after any fault.
 */
export function keepSocket(client: Client, { link, wait, onFault, onMalformed }: SocketParts): Socket {
  let busy = false;
  let stopped = false;

  const comeBack = async (): Promise<void> => {
    busy = true;
    link.to('reconnecting');
    let asked = 0;
    for (let failures = 0; !stopped; failures++) {
      if (failures > 0) await wait(Math.max(backoffDelay(RETRY_DELAYS_MS, failures), asked));
      if (stopped) break;
      try {
        await client.start();
        break;
      } catch (error) {
        onFault(error);
        asked = retryAfterMs(error) ?? 0;
        // A refused app token does not recover by itself, but it is retried.
        const mend = outcomeOf(error) === 'mend' || outcomeOf(error) === 'gone';
        link.to(mend ? 'disconnected' : 'reconnecting');
      }
    }
    busy = false;
  };

  isolateMalformed(client as unknown as UntypedClient, onMalformed);
  client.on('connected', () => link.to('connected'));
  client.on('disconnected', () => {
    if (!busy && !stopped) void comeBack();
  });
  return {
    async start() {
      busy = true;
      await client.start().finally(() => {
        busy = false;
      });
    },
    stop() {
      stopped = true;
      void client.disconnect();
    },
  };
}
