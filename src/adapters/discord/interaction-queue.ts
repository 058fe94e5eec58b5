/** Who waited for so many milliseconds is not answered in time any more: Discord waits for 3 seconds, and the ways take some. */
const GIVEN_UP = 2_500;
/** Whoever waits for so long is behind: then the newest, who can still be answered well, come first. */
const BEHIND = 1_000;

export interface TurnsParts {
  /** A clock that is never set, in milliseconds. */
  readonly now?: () => number;
  /** Runs something once input and output had their turn. */
  readonly later?: (work: () => void) => void;
}

/**
 * One at a time, with input and output between them. The gateway hands over all that came in at once; worked on in one go, it
 * would hold up the answers to those before, and once that takes 3 seconds, every answer comes too late, however
 * many come after. So what cannot be done in time is left out, and the rest is answered.
 */
export function createTurns({ now = () => performance.now(), later = setImmediate }: TurnsParts = {}) {
  const waiting: { readonly since: number; readonly go: (mine: boolean) => void }[] = [];
  const longest = (): number => (waiting[0] ? now() - waiting[0].since : 0);
  const next = (): void => {
    while (longest() >= GIVEN_UP) waiting.shift()!.go(false);
    const one = longest() >= BEHIND ? waiting.pop() : waiting.shift();
    one?.go(true);
    if (waiting.length > 0) later(next);
  };
  return {
    /** Resolves when it is one's turn; false where that came too late for an answer. */
    take: (): Promise<boolean> =>
      new Promise((go) => {
        waiting.push({ since: now(), go });
        if (waiting.length === 1) later(next);
      }),
  };
}
