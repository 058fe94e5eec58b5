import type { SocketModeReceiver } from '@slack/bolt';
import type { Link } from '../../chat/connection-state.ts';
import { backoffDelay } from '../../domain/backoff.ts';
import { outcomeOf, type Wait, waitAskedFor } from './post-outcome.ts';

type Client = SocketModeReceiver['client'];

/** Delays before the second and later attempts to reconnect, in milliseconds. */
const RETRY = { first: 500, longest: 30_000 };

export interface Socket {
  /** Rejects with what Slack says where the first connection fails. */
  start(): Promise<void>;
  stop(): void;
}

interface SocketParts {
  readonly link: Link;
  readonly wait: Wait;
  /** Hears of an attempt that failed. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Keeps a Socket Mode connection. The client's own way back waits five seconds at every refresh that Slack asks for, and a
 * refusal in it ends the process; here the first attempt is at once, and no fault ends them.
 */
export function keepSocket(client: Client, { link, wait, onFault }: SocketParts): Socket {
  let busy = false;
  let stopped = false;

  const comeBack = async (): Promise<void> => {
    busy = true;
    link.to('reconnecting');
    let asked = 0;
    for (let failures = 0; !stopped; failures++) {
      if (failures > 0) await wait(Math.max(backoffDelay(RETRY, failures), asked));
      if (stopped) break;
      try {
        await client.start();
        break;
      } catch (error) {
        onFault(error);
        asked = waitAskedFor(error) ?? 0;
        // An app token that Slack refuses does not come back by itself, but it is tried.
        const mend = outcomeOf(error) === 'mend' || outcomeOf(error) === 'gone';
        link.to(mend ? 'disconnected' : 'reconnecting');
      }
    }
    busy = false;
  };

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
