/** A fake chat with the bot to be connected to it, as the generator of the load uses it. */
export interface Side {
  /** What the bot needs to find it. */
  readonly settings: Readonly<Record<string, string>>;
  /** What a person waits for, in a word: Slack's acknowledgement, Discord's first answer. */
  readonly waitsFor: string;
  /** Asks as the `n`-th person and waits for that; false where it was refused or did not come. `id` is the delivery's. */
  ask(n: number, id: string): Promise<boolean>;
  /** Delivers and waits for no answer: the same `id` again is a replay. False where the delivery was refused. */
  deliver(n: number, id: string): Promise<boolean>;
  /** How many answers came since the last look; they are dropped, so that the fake holds none. */
  answers(): number;
  stop(): Promise<void>;
}

/** So long an answer is waited for, in milliseconds. */
export const LONGEST_WAIT = 15_000;
export const QUESTION = 'what about INF?';
/** People ask from so many channels. */
export const CHANNELS = 50;
