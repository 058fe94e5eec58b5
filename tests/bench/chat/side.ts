/** A fake chat with the bot to be connected to it, as the generator of the load uses it. */
export interface Side {
  /** The settings by which the bot finds the fake. */
  readonly settings: Readonly<Record<string, string>>;
  /** What a person waits for, in a word: Slack's acknowledgement, Discord's first response. */
  readonly waitsFor: string;
  /**
   * Asks as person `n` and waits for the first response. Resolves to false if it was refused or missing. `id` is the
   * event's.
   */
  ask(n: number, id: string): Promise<boolean>;
  /** Delivers without waiting for an answer; the same `id` again is a replay. Returns false if the event was refused. */
  deliver(n: number, id: string): Promise<boolean>;
  /** The number of answers since the last call. They are dropped, so that the fake's memory stays small. */
  answers(): number;
  stop(): Promise<void>;
}

/** So long an answer is waited for, in milliseconds. */
export const LONGEST_WAIT = 15_000;
export const QUESTION = 'what about INF?';
/** The number of channels from which people ask. */
export const CHANNELS = 50;
