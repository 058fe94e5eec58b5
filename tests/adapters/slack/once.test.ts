import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault, Seen } from '../../fakes/slack/seen.ts';
import { slackBed } from './harness.ts';

/** The possible results of a call: done or not, response received or not. */
const fault: fc.Arbitrary<Fault> = fc
  .constantFrom<Fault>(
    { status: 500 },
    { status: 503 },
    { status: 404, body: 'used_url' },
    { cut: true },
    { error: 'fatal_error' },
    { error: 'service_unavailable' },
    { error: 'not_in_channel' },
    { error: 'invalid_blocks' },
    { retryAfter: 1 },
    { retryAfter: 3600 },
  )
  .chain((one) =>
    fc.boolean().map((after): Fault => {
      // A refused or rate-limited call was not done.
      const lost = one.cut || (one.status ?? 0) >= 500 || one.error === 'fatal_error';
      return after && lost ? { ...one, after: true } : one;
    }),
  );

const CALLS = [
  'chat.postMessage',
  'chat.postEphemeral',
  'conversations.replies',
  'conversations.history',
  'response_url',
];

const isAnswer = ({ text }: Seen): boolean => text.includes('START and INF');

describe('whatever goes wrong on the way', () => {
  it('no answer appears twice; where one thing alone went wrong, the person is answered or told', async () => {
    const bed = await slackBed();
    const { slack, ada } = bed;
    const acts = {
      mention: () => ada.mentions('what about INF?'),
      direct: () => ada.says('what about INF?'),
      slash: () => ada.slash('what about INF?'),
      shortcut: () => ada.usesShortcut('what about INF?'),
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
        fc.array(fc.tuple(fc.constantFrom(...CALLS), fault), { maxLength: 5 }),
        async (act, faults) => {
          for (const [call, one] of faults) slack.failNext(call, one);
          const at = slack.seen.length;
          await acts[act]();
          // A restart waits for work in flight.
          await bed.restart();
          const seen = slack.seen.slice(at);
          expect(seen.filter(isAnswer).length).toBeLessThanOrEqual(1);
          if (faults.length <= 1) expect(seen.length).toBeGreaterThanOrEqual(1);
          if (faults.length === 0) expect(seen.filter(isAnswer)).toHaveLength(1);
          slack.clearFaults();
        },
      ),
      { numRuns: 40 },
    );
    await bed.stop();
  });
});
