import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault, Seen } from '../../fakes/discord/seen.ts';
import { ADA, type Bed, startBed } from './harness.ts';

const faults: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
  { status: 500 },
  { status: 502, after: true },
  { status: 0, cut: true },
  { status: 0, cut: true, after: true },
  { status: 429, retryAfter: 0.01 },
  { status: 400, body: { code: 50035, message: 'Invalid Form Body' } },
  { status: 403, body: { code: 50013, message: 'Missing Permissions' } },
);
const isAnswer = ({ text }: Seen): boolean => text.includes('START and INF');

const surfaces = fc.constantFrom('slash', 'mention', 'reply', 'direct');

/** Requests whose failure does not break the bot. */
const ANSWERS: Readonly<Record<string, string>> = {
  slash: '/callback',
  mention: '/messages',
  reply: '/messages',
  direct: '/messages',
};

describe('whatever goes wrong on the way', () => {
  let bed: Bed;
  let begun = () => {};
  beforeAll(async () => {
    bed = await startBed({
      chat: (chat) => ({
        ...chat,
        command: (call) => {
          begun();
          return chat.command(call);
        },
        message: (call) => {
          begun();
          return chat.message(call);
        },
      }),
    });
  });
  afterAll(() => bed.stop());

  it('no answer appears twice; where one thing went wrong, the person is answered or told, once', async () => {
    await fc.assert(
      fc.asyncProperty(surfaces, fc.array(faults, { maxLength: 4 }), async (surface, wrong) => {
        const { discord, next, settled } = bed;
        const ada = discord.person(ADA);
        const first = surface === 'reply' ? await next(() => ada.says('INF', { mentions: true })) : undefined;
        const at = discord.seen.length;
        const began = new Promise<void>((resolve) => {
          begun = resolve;
        });
        for (const fault of wrong) discord.failNext(ANSWERS[surface]!, fault);
        if (surface === 'slash') ada.slash('brief', { question: 'INF' });
        else if (surface === 'direct')
          ada.says('INF', { channel: discord.channels.direct(ADA), guild: null });
        else ada.says('and INF?', { mentions: true, repliesTo: first?.id });
        await began;
        await settled();
        discord.clearFaults();
        const seen = discord.seen.slice(at);
        expect(seen.filter(isAnswer).length).toBeLessThanOrEqual(1);
        if (wrong.length <= 1) expect(seen).toHaveLength(1);
        if (wrong.length === 0) expect(seen.filter(isAnswer)).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});
