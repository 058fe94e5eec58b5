import type { ReadoutAccess } from '../../answer/query-core.ts';
import type { Chat } from '../../chat/call-types.ts';
import type { Command, Services } from '../../chat/commands/command-spec.ts';
import type { HealthChecks } from '../../http/health-routes.ts';
import type { PlaceOf } from './place.ts';
import type { AnswerParts } from './reply.ts';

export interface SlackParts {
  readonly chat: Chat;
  readonly readout: ReadoutAccess;
  readonly commands: readonly Command[];
  readonly services?: Services;
  /** The checks behind the health routes; by default only whether events can arrive. */
  readonly health?: HealthChecks;
  readonly log: {
    warn(fields: Readonly<Record<string, unknown>>, message: string): void;
    info?(fields: Readonly<Record<string, unknown>>, message: string): void;
  };
}

export interface ListenerParts extends Omit<SlackParts, 'log'> {
  readonly placeOf: PlaceOf;
  readonly wait: AnswerParts['wait'];
  /** Runs work that a shutdown waits for. Never rejects: a fault is logged with the given ids. */
  readonly work: (ids: WorkIds, run: (parts: AnswerParts) => Promise<void>) => Promise<void>;
}

/** The ids that a fault is logged with. */
interface WorkIds {
  readonly surface: string;
  readonly tenant: string;
  readonly channel: string;
}

interface WorkParts {
  readonly log: SlackParts['log'];
  readonly wait: AnswerParts['wait'];
  readonly track: (work: () => Promise<void>) => Promise<void>;
  /** Formats a fault as one line. */
  readonly lineOf: (error: unknown) => string;
  /** Called with every Slack fault, in addition to the log. */
  readonly onFault: (error: unknown) => void;
}

/** Creates the `work` function of listeners: it tracks the work and logs each fault in one line. */
export function workWith({ log, wait, track, lineOf, onFault }: WorkParts): ListenerParts['work'] {
  return (ids, run) => {
    let told: unknown;
    const fault = (error: unknown): void => {
      // A fault that was already logged when it occurred is not logged again at the end of the work.
      if (error === told) return;
      told = error;
      onFault(error);
      log.warn({ ...ids, error: (error as Error).name }, lineOf(error));
    };
    return track(() => run({ wait, onFault: fault }).catch(fault));
  };
}
