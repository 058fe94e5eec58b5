/** A fake chat for the load generator, to which the bot connects. */
export interface Side {
  /** The settings with which the bot finds the fake. */
  readonly settings: Readonly<Record<string, string>>;
  /** The name of the first response: Slack's acknowledgement, or Discord's first response. */
  readonly waitsFor: string;
  /**
   * Asks as person `n` and waits for the first response. Resolves to false if it was refused or missing. `id` is the
   * event's.
   */
  ask(n: number, id: string): Promise<boolean>;
  /**
   * Delivers without waiting for an answer; the same `id` again is a replay. Returns false if the event was refused.
   */
  deliver(n: number, id: string): Promise<boolean>;
  /** The number of answers since the last call. They are dropped, so that the fake's memory stays small. */
  answers(): number;
  stop(): Promise<void>;
}

/** The longest wait for an answer, in milliseconds. */
export const LONGEST_WAIT = 15_000;
export const QUESTION = 'what about INF?';
/** The number of channels from which people ask. */
export const CHANNELS = 50;
