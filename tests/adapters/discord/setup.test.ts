import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReadout } from '../../../src/answer/query-core.ts';
import type { Services } from '../../../src/chat/commands/command-spec.ts';
import { type DigestBed, digestBed } from '../../digest/harness.ts';
import type { Seen } from '../../fakes/discord/seen.ts';
import { buttonOn } from '../../fakes/discord/seen.ts';
import { HARBOUR, HARBOUR_TITLE } from '../../helpers/harbour.ts';
import { requestedFrom } from '../../helpers/requested.ts';
import { chatOver, shippedLibrary } from '../../helpers/shipped.ts';
import { ADA, BEN, startBed } from './harness.ts';

/** Manage Channels and Manage Server. */
const MANAGER = { permissions: String((1n << 4n) | (1n << 5n)) };
const TENANT = 'discord:800000000000000001';
const CHANNEL = '700000000000000001';

const reading = requestedFrom(1);
afterAll(() => reading.close());

let bed: DigestBed;
let discord: Awaited<ReturnType<typeof startBed>>;
beforeEach(async () => {
  bed = await digestBed();
  const digests = { ...bed.service, canPost: () => true };
  const sources = { list: async () => [] } as unknown as NonNullable<Services['sources']>;
  const services = { digests, sources, requested: reading.requested };
  // What is read goes into a readout of this file's own.
  const chat = chatOver(createReadout(shippedLibrary), { services });
  discord = await startBed({ chat: () => chat });
});
afterEach(async () => {
  await discord.stop();
  await bed.store.close();
});

const person = (id: string) => discord.discord.person(id);
const status = async () => bed.service.status(TENANT, CHANNEL);

/** Opens a form from the panel. */
async function open(label: string, who = ADA): Promise<Seen> {
  const panel = await discord.next(() => person(who).slash('readout', {}, MANAGER));
  expect(panel.onlyFor).toBe(who);
  return discord.next(() => person(who).presses(buttonOn(panel, label), MANAGER));
}

describe('/readout', () => {
  it('shows what is set up here, and opens a form that sets a digest up', async () => {
    const form = await open('Digest here');
    expect(form).toMatchObject({ how: 'modal', onlyFor: ADA, payload: { title: 'New digest' } });
    const filled = {
      time: '9 and 17:00 Berlin',
      days: ['mon', 'fri'],
      topics: ['Venezuela'],
      without: 'football',
    };
    const set = await discord.next(() => person(ADA).submits(form, filled, MANAGER));
    expect(set).toMatchObject({ onlyFor: ADA });
    expect(set.text).toContain('Monday and Friday digest on: 09:00 and 17:00, Europe/Berlin');
    expect((await status()).subscription).toMatchObject({
      ...{ slots: ['09:00', '17:00'], days: [1, 5], topics: ['venezuela'], exclude: ['football'] },
      quiet: 'line',
    });

    const again = await open('Digest here');
    expect(JSON.stringify(again.payload)).toContain('"value":"09:00 and 17:00 Europe/Berlin"');
    // An unchanged field keeps its value; an emptied one is cleared.
    await discord.next(() => person(ADA).submits(again, { without: '', topics: [] }, MANAGER));
    expect((await status()).subscription).toMatchObject({
      ...{ slots: ['09:00', '17:00'], days: [1, 5], topics: [], exclude: [] },
    });
    const another = await open('Another digest');
    await discord.next(() => person(ADA).submits(another, { time: '18:00 Tokyo' }, MANAGER));
    expect((await status()).digests).toHaveLength(2);
  });

  it('gives nobody rights: the form of somebody who may not manage the channel is refused', async () => {
    const form = await open('Watch a topic', BEN);
    const refused = await discord.next(() =>
      person(BEN).submits(form, { topic: ['Venezuela'] }, { permissions: '0' }),
    );
    expect(refused.text).toContain('Only those who manage this channel');
    expect((await status()).watches).toEqual([]);
    await discord.next(() => person(BEN).submits(form, { topic: ['Venezuela'] }, MANAGER));
    expect((await status()).watches).toMatchObject([{ topic: 'venezuela', createdBy: BEN }]);
  });

  it('says what it does not understand, with a button for what was meant', async () => {
    const form = await open('Digest here');
    const wrong = await discord.next(() => person(ADA).submits(form, { time: '9am Berlim' }, MANAGER));
    expect(wrong.text).toContain('Did you mean Europe/Berlin?');
    await discord.next(() => person(ADA).presses(buttonOn(wrong, 'Use Europe/Berlin'), MANAGER));
    expect((await status()).subscription).toMatchObject({ zone: 'Europe/Berlin', slots: ['09:00'] });
  });

  it('adds an uploaded file for the whole server, if the person may', async () => {
    const text = [HARBOUR_TITLE, ...HARBOUR].join('\n\n');
    const file = discord.discord.upload('strike.txt', text);
    const form = await open('Add a source');
    const brief = await discord.next(() => person(ADA).submits(form, { file }, MANAGER));
    expect(brief).toMatchObject({ onlyFor: ADA });
    expect(brief.text).toContain(HARBOUR_TITLE);
    const asked = await discord.next(() => person(BEN).slash('brief', { question: 'the strike in Kalmar' }));
    expect(asked.text).toContain(HARBOUR_TITLE);
    const refused = await discord.next(() => person(BEN).submits(form, { file }, { permissions: '0' }));
    expect(refused.text).toContain('Only somebody with Manage Server may change what is read here');
  });
});
