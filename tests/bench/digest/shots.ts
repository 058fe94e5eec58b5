import type { Moment } from './wire.ts';
import type { Slot } from './workers.ts';

const MOMENTS: readonly Moment[] = ['sent', 'done', 'answered'];
/** Half of the kills happen within this time (ms) after the clock advanced, during planning and claiming. */
const SOON = 400;
/** The other half happen at one of the first requests, or up to this many milliseconds after it. */
const FIRST_REQUESTS = 6;
const JUST_AFTER = 6;

export const upTo = (most: number): number => Math.floor(Math.random() * most);
export const pick = <T>(from: readonly T[]): T => from[upTo(from.length)]!;

export interface Hit {
  readonly victim: Slot;
  /** The moment of the kill, for the report. */
  readonly at: string;
}

/**
 * Kills a worker at a random moment, at the latest after `within` ms: the one that makes the chosen request, or any.
 */
export function shoot(slots: readonly Slot[], within: number): Promise<Hit> {
  return new Promise((resolve) => {
    let over = false;
    const fire = (victim: Slot, at: string): void => {
      if (over) return;
      over = true;
      clearTimeout(late);
      for (const slot of slots) slot.watch(null);
      void victim.kill().then(() => resolve({ victim, at }));
    };
    const late = setTimeout(() => fire(pick(slots), 'rest'), within);
    if (Math.random() < 0.5) {
      setTimeout(() => fire(pick(slots), 'planning or claiming'), upTo(SOON));
      return;
    }
    const wanted = pick(MOMENTS);
    const after = pick([0, 0, 1 + upTo(JUST_AFTER)]);
    let left = 1 + upTo(FIRST_REQUESTS);
    for (const slot of slots)
      slot.watch((moment, path) => {
        if (moment !== wanted || --left > 0) return;
        const what = /postMessage|messages$/.test(path) ? 'a post' : 'a look';
        const at = after === 0 ? `${what} ${moment}` : `just after ${what} ${moment}`;
        if (after === 0) fire(slot, at);
        else setTimeout(() => fire(slot, at), after);
      });
  });
}
