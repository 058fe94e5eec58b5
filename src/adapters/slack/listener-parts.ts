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
  /** What the health routes of Slack's port tell; by default whether events can come in. */
  readonly health?: HealthChecks;
  readonly log: {
    warn(fields: Readonly<Record<string, unknown>>, message: string): void;
    info?(fields: Readonly<Record<string, unknown>>, message: string): void;
  };
}

export interface ListenerParts extends Omit<SlackParts, 'log'> {
  readonly placeOf: PlaceOf;
  readonly wait: AnswerParts['wait'];
  /** Runs work that a shutdown waits for; what fails in it is logged by the ids given, and never rejects. */
  readonly work: (ids: WorkIds, run: (parts: AnswerParts) => Promise<void>) => Promise<void>;
}

/** What a fault is logged with. */
interface WorkIds {
  readonly surface: string;
  readonly tenant: string;
  readonly channel: string;
}

interface WorkParts {
  readonly log: SlackParts['log'];
  readonly wait: AnswerParts['wait'];
  readonly track: (work: () => Promise<void>) => Promise<void>;
  /** A fault in one line. */
  readonly lineOf: (error: unknown) => string;
  /** Hears of every fault of Slack's, besides the log. */
  readonly onFault: (error: unknown) => void;
}

/** Makes the `work` of listeners: tracked, its faults told to the log in one line each. */
export function workWith({ log, wait, track, lineOf, onFault }: WorkParts): ListenerParts['work'] {
  return (ids, run) => {
    let told: unknown;
    const fault = (error: unknown): void => {
      // What was told where it was met is not told again where it ended the work.
      if (error === told) return;
      told = error;
      onFault(error);
      log.warn({ ...ids, error: (error as Error).name }, lineOf(error));
    };
    return track(() => run({ wait, onFault: fault }).catch(fault));
  };
}
