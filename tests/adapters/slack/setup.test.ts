import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { createChat } from '../../../src/chat/chat.ts';
import type { Services } from '../../../src/chat/commands/command-spec.ts';
import { type DigestBed, digestBed } from '../../digest/harness.ts';
import { buttonOn, type Json, type Seen } from '../../fakes/slack/seen.ts';
import { HARBOUR, HARBOUR_TITLE } from '../../helpers/harbour.ts';
import { requestedFrom } from '../../helpers/requested.ts';
import { memorySources } from '../../ingest/memory.ts';
import { type Bed, slackBed } from './harness.ts';

const reading = requestedFrom(1);
afterAll(() => reading.close());

let bed: DigestBed;
let slack: Bed;
const added: string[] = [];

/** Follows sources without fetching them. */
function sourcesService(): NonNullable<Services['sources']> {
  const { store } = memorySources();
  return {
    async add(tenant, url, person) {
      const known = await store.find(tenant, url);
      if (known) return { status: 'known', source: known };
      added.push(url);
      const state = {
        ...{ etag: null, lastModified: null, dueAt: '2026-05-14T06:00:00Z', failures: 0, pausedAt: null },
        ...{ lastError: null, lastReadAt: null, seen: [] },
      };
      const about = { tenant, url, kind: 'feed', title: null, addedBy: person } as const;
      const source = { ...about, addedAt: '2026-05-14T06:00:00Z', state };
      await store.put(source);
      return { status: 'added', source };
    },
    list: async (tenant) => store.list(tenant),
    remove: (tenant, url) => store.remove(tenant, url),
  };
}

beforeEach(async () => {
  added.length = 0;
  bed = await digestBed();
  const services: Services = {
    ...{ digests: bed.service, sources: sourcesService() },
    requested: reading.requested,
  };
  const chat = createChat({
    ...{ readout: bed.readout, memory: bed.parts.memory, commands: COMMANDS, now: bed.now, services },
    ...{ newId: bed.parts.newId, log: { error: () => {} }, typed: (command) => `/brief ${command}` },
  });
  slack = await slackBed({ chat, parts: { services, readout: bed.readout } });
  slack.slack.setPerson('U1', { is_admin: true });
  slack.slack.setChannel('C1', { creator: 'U1' });
});
afterEach(async () => {
  await slack.stop();
  await bed.store.close();
});

/** Returns the last view of a kind that was shown. */
const lastView = (method: string): Seen => slack.slack.seen.findLast((one) => one.method === method)!;

/** Opens a form with a Home tab button. Returns its modal. */
async function openFromHome(label: string): Promise<Seen> {
  const home = await slack.next(slack.ada.opensHome());
  const value = valueIn(home, label);
  return slack.next(slack.ada.pressesInView(value, { action: 'form.0' }));
}

const partsOf = (value: unknown): Json[] =>
  Array.isArray(value)
    ? value.flatMap(partsOf)
    : typeof value === 'object' && value !== null
      ? [value as Json, ...Object.values(value).flatMap(partsOf)]
      : [];

/** Returns the value of a Home tab button or menu entry, by its label. */
function valueIn({ text }: Seen, label: string): string {
  const found = partsOf(JSON.parse(text)).find(
    (part) => typeof part.value === 'string' && (part.text as Json | undefined)?.text === label,
  );
  if (!found) throw new Error(`no ${label} on the Home tab`);
  return String(found.value);
}

const answers = (): readonly Seen[] => slack.slack.seen.filter(({ method }) => method === 'views.update');

/** Submits a modal and waits for the answer that replaces it. */
async function submit(modal: Seen, filled: Parameters<Bed['ada']['submits']>[1]): Promise<Seen> {
  const before = answers().length;
  await slack.ada.submits(modal.ts, filled);
  await expect.poll(() => answers().length).toBe(before + 1);
  return answers().at(-1)!;
}

const published = (): number => slack.slack.seen.filter(({ method }) => method === 'views.publish').length;

/** Submits a form of the Home tab, and waits until the tab is published again. */
async function submitFromHome(label: string, filled: Parameters<typeof submit>[1]): Promise<Seen> {
  const form = await openFromHome(label);
  const before = published();
  const answer = await submit(form, filled);
  await expect.poll(published).toBe(before + 1);
  return answer;
}

/** Presses a modal's button and waits for what replaces it. */
async function press(value: string, modal: Seen, action: string): Promise<Seen> {
  const before = answers().length;
  await slack.ada.pressesInView(value, { action, modal: modal.ts });
  await expect.poll(() => answers().length).toBe(before + 1);
  return answers().at(-1)!;
}

describe('the Home tab', () => {
  it('adds a source by a link, with the rights of whoever adds it, and shows it', async () => {
    const form = await openFromHome('Add a source');
    expect(form.text).toContain('Page or feed');
    const answer = await submit(form, { add: 'https://news.example/feed.xml' });
    expect(answer.text).toContain('Followed: https://news.example/feed.xml');
    await expect.poll(() => lastView('views.publish').text).toContain('news.example/feed.xml');
    expect(added).toEqual(['https://news.example/feed.xml']);

    slack.slack.setPerson('U2', { is_admin: false });
    const home = await slack.next(slack.ben.opensHome());
    const bens = await slack.next(
      slack.ben.pressesInView(valueIn(home, 'Add a source'), { action: 'form.0' }),
    );
    await slack.ben.submits(bens.ts, { add: 'https://other.example/feed.xml' });
    await expect.poll(() => answers().length).toBe(2);
    expect(lastView('views.update').text).toContain('Only a workspace admin may change what is read here');
    expect(added).toHaveLength(1);
  });

  it('adds a file as a source of the workspace, with the same rights, and never both at once', async () => {
    const file = slack.slack.upload({ name: 'strike.txt', bytes: [HARBOUR_TITLE, ...HARBOUR].join('\n\n') });
    expect((await submitFromHome('Add a source', { file })).text).toContain(HARBOUR_TITLE);
    expect(added).toEqual([]);
    // It is read for everybody: Ben can ask.
    const asked = await slack.next(slack.ben.slash('what about the strike in Kalmar?'));
    expect(asked.text).toContain('strike');
    expect(asked.text).toContain(HARBOUR_TITLE);

    const both = await submitFromHome('Add a source', { file, add: 'https://news.example/' });
    expect(both.text).toContain('Add a link or a file, not both at once');
    expect(added).toEqual([]);

    slack.slack.setPerson('U2', { is_admin: false });
    const home = await slack.next(slack.ben.opensHome());
    const bens = await slack.next(
      slack.ben.pressesInView(valueIn(home, 'Add a source'), { action: 'form.0' }),
    );
    await slack.ben.submits(bens.ts, { file });
    await expect
      .poll(() => lastView('views.update').text)
      .toContain('Only a workspace admin may change what is read here');
  });

  it('offers no file where the app may not read files', async () => {
    const grant = slack.slack.tokens.of('xoxb-good')!;
    grant.scopes = new Set([...grant.scopes].filter((scope) => scope !== 'files:read'));
    const form = await openFromHome('Add a source');
    expect(form.text).toContain('Page or feed');
    expect(JSON.stringify(form.payload)).not.toContain('file_input');
    expect((await submit(form, { add: 'https://news.example/feed.xml' })).text).toContain('Followed:');
  });

  it('shows a starter pack and follows none of its feeds before one is chosen', async () => {
    const form = await openFromHome('Starter packs');
    const pack = await submit(form, { pack: 'europe' });
    expect(pack.text).toContain('Starter pack: Europe');
    expect(pack.text).toContain('https://feeds.bbci.co.uk/news/world/europe/rss.xml');
    expect(added).toEqual([]);
    const one = buttonOn(pack, 'Follow BBC Europe');
    expect((await press(one, form, 'digest.1')).text).toContain('Followed: https://feeds.bbci.co.uk');
    expect(added).toEqual(['https://feeds.bbci.co.uk/news/world/europe/rss.xml']);
  });

  it('sets a digest up for a channel, changes it, pauses it and switches it off', async () => {
    const form = await openFromHome('Digest for a channel');
    expect(form.text).toMatch(/Channel[\s\S]*Time and time zone[\s\S]*Days[\s\S]*Words to leave out/);
    const set = await submit(form, {
      ...{ channel: 'C1', time: '8:30 Berlin', days: ['mon', 'thu'], topics: ['INF', 'START'] },
      ...{ without: 'football, lottery', quiet: 'nothing' },
    });
    expect(set.text).toContain('Monday and Thursday digest on: 08:30, Europe/Berlin');
    const saved = async () => (await bed.service.status('slack:T1', 'C1')).subscription;
    expect(await saved()).toMatchObject({
      ...{ slots: ['08:30'], days: [1, 4], topics: ['inf', 'start'], quiet: 'nothing', createdBy: 'U1' },
      exclude: ['football', 'lottery'],
    });
    bed.pass(5_000);
    await bed.work();
    expect(bed.chat.in('C1')[0]!.card).toMatchObject({
      title: 'Monday and Thursday digest: 08:30, Europe/Berlin',
      shared: { by: 'U1', did: 'set up a digest here' },
    });

    await expect.poll(() => lastView('views.publish').text).toContain('digest in <#C1>');
    const change = valueIn(lastView('views.publish'), 'Change…');
    const again = await slack.next(slack.ada.pressesInView(change, { action: 'home.20', kind: 'overflow' }));
    const kept = JSON.stringify(again.payload);
    for (const value of ['08:30 Europe/Berlin', 'football, lottery', '"initial_options":[{"text"'])
      expect(kept).toContain(value);
    // An emptied field is cleared.
    await submit(again, { without: '', days: [], topics: [], time: '9 Berlin' });
    expect(await saved()).toMatchObject({ slots: ['09:00'], days: [], topics: [], exclude: [] });

    const press = async (label: string) => {
      const seen = slack.slack.seen.length;
      const value = valueIn(lastView('views.publish'), label);
      await slack.ada.pressesInView(value, { action: 'home.20', kind: 'overflow' });
      await slack.slack.sees(seen + 1);
    };
    await expect.poll(() => lastView('views.publish').text).toContain('09:00');
    await press('Pause');
    expect(await saved()).toMatchObject({ active: false, paused: expect.any(String) });
    await expect.poll(() => lastView('views.publish').text).toContain('Resume');
    await press('Resume');
    await expect.poll(() => lastView('views.publish').text).toContain('Pause');
    await press('Switch off');
    expect(await saved()).toMatchObject({ active: false, paused: null });
  });

  it('opens what a topic’s button asks, and stops following by a menu', async () => {
    const home = await slack.next(slack.ada.opensHome());
    const [{ topic } = { topic: null }] = bed.readout.of('slack:T1').topics();
    const ask = valueIn(home, topic!.label);
    const card = await slack.next(slack.ada.pressesInView(ask, { action: 'home.10' }));
    expect(card.method).toBe('views.open');
    expect(card.text).toContain(topic!.label);
    await submit(await openFromHome('Add a source'), { add: 'https://news.example/feed.xml' });
    await expect.poll(() => lastView('views.publish').text).toContain('Stop following');
    const at = slack.slack.seen.length;
    const stop = valueIn(lastView('views.publish'), 'Stop following');
    await slack.ada.pressesInView(stop, { action: 'home.30', kind: 'overflow' });
    await slack.slack.sees(at + 1);
    expect(lastView('views.open').text).toContain('No longer followed');
    expect(lastView('views.publish').text).toContain('No page or feed yet');
  });

  it('sets up nothing in somebody’s direct messages, which its channel field does not offer', async () => {
    const form = await openFromHome('Digest for a channel');
    await slack.ada.submits(form.ts, { channel: 'D2', time: '8:30 Berlin' });
    await submit(await openFromHome('Digest for a channel'), { channel: 'C1', time: '9 Berlin' });
    expect((await bed.service.status('slack:T1', 'D2')).subscription).toBeNull();
    expect((await bed.service.status('slack:T1', 'C1')).subscription).not.toBeNull();
  });

  it('keeps a digest’s modal with the nearest zones where what was typed is not understood', async () => {
    const form = await openFromHome('Digest for a channel');
    const answer = await submit(form, { channel: 'C1', time: '9am Berlim' });
    expect(answer.text).toContain('Did you mean Europe/Berlin');
    const use = buttonOn(answer, 'Use Europe/Berlin');
    expect((await press(use, form, 'digest.0')).text).toContain('Daily digest on: 09:00, Europe/Berlin');
  });
});

describe('a person whose Slack is in German', () => {
  it('reads the Home tab, its forms and their answers in German', async () => {
    slack.slack.setPerson('U1', { is_admin: true, locale: 'de-DE' });
    const form = await openFromHome('Überblick für einen Kanal');
    expect(form.text).toContain('Uhrzeit und Zeitzone');
    const set = await submit(form, { channel: 'C1', time: '9 Berlin' });
    expect(set.text).toContain('Täglicher Überblick eingerichtet');
  });
});

describe('/brief readout', () => {
  it('shows the panel, whose buttons open forms for this channel', async () => {
    const panel = await slack.next(slack.ada.slash('readout'));
    expect(panel.onlyFor).toBe('U1');
    for (const said of ['Digests of this channel', 'Watched topics', 'Followed pages and feeds'])
      expect(panel.text).toContain(said);
    const form = await slack.next(slack.ada.presses(buttonOn(panel, 'Watch a topic'), { action: 'form.3' }));
    expect(form.text).not.toContain('Channel');
    expect((await submit(form, { topic: 'Venezuela' })).text).toContain('Watching Venezuela');
    expect((await bed.service.status('slack:T1', 'C1')).watches).toMatchObject([{ topic: 'venezuela' }]);
  });

  it('is sent off once, however often Slack delivers it; what is no form of ours changes nothing', async () => {
    const panel = await slack.next(slack.ada.slash('readout'));
    const form = await slack.next(slack.ada.presses(buttonOn(panel, 'Digest here'), { action: 'form.2' }));
    expect((await submit(form, { time: '9 Berlin' })).text).toContain('Daily digest on');
    expect(slack.slack.modals.refused).toEqual([]);
    const view = { ...form.payload, private_metadata: '{"form":"rights","channel":"C1/../x"}' };
    slack.slack.modals.update(form.ts, view, 'tampered');
    const at = slack.slack.seen.length;
    const answer = await slack.ada.submits(form.ts, { time: '10 Berlin' });
    expect(answer.status).toBe(200);
    expect(slack.slack.seen).toHaveLength(at);
    expect((await bed.service.status('slack:T1', 'C1')).subscription).toMatchObject({ slots: ['09:00'] });
  });
});
