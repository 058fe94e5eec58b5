import { beforeEach, describe, expect, it } from 'vitest';
import { createInteractionQueue } from '../../../src/adapters/discord/interaction-queue.ts';

describe('turns', () => {
  let clock = 0;
  let later: (() => void)[] = [];
  let done: string[] = [];
  let take: ReturnType<typeof createInteractionQueue>['waitForTurn'];
  beforeEach(() => {
    [clock, later, done] = [0, [], []];
    ({ waitForTurn: take } = createInteractionQueue({
      now: () => clock,
      later: (work) => void later.push(work),
    }));
  });
  const comes = (name: string) => void take().then((mine) => done.push(mine ? name : `${name} too late`));
  /** Runs one turn of the event loop: pending input and output, then the next interaction. */
  const round = async () => {
    later.shift()?.();
    await Promise.resolve();
  };

  it('come one a round, first come, first served', async () => {
    for (const name of ['a', 'b', 'c']) comes(name);
    await round();
    expect(done).toEqual(['a']);
    await round();
    comes('d');
    for (let left = 2; left > 0; left--) await round();
    expect(done).toEqual(['a', 'b', 'c', 'd']);
    expect(later).toEqual([]);
    comes('e');
    await round();
    expect(done.at(-1)).toBe('e');
  });

  it('go to the newest where the oldest waits long, and past those who waited for too long', async () => {
    comes('a');
    comes('b');
    clock = 1_000;
    comes('c');
    await round();
    expect(done).toEqual(['c']);
    clock = 2_500;
    comes('d');
    await round();
    expect(done).toEqual(['c', 'a too late', 'b too late', 'd']);
    expect(later).toEqual([]);
  });

  it('are all told where nobody is in time', async () => {
    comes('a');
    comes('b');
    clock = 10_000;
    await round();
    expect(done).toEqual(['a too late', 'b too late']);
    comes('c');
    await round();
    expect(done.at(-1)).toBe('c');
  });
});
