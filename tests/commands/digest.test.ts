import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/all.ts';
import type { Place } from '../../commands/spec.ts';
import { createChat } from '../../src/adapters/chat/chat.ts';
import { newId } from '../../src/adapters/chat/ids.ts';
import { actionToken } from '../../src/core/action.ts';
import type { Card, Reply } from '../../src/core/card.ts';
import { renderText } from '../../src/render/text.ts';
import { articleOf, type DigestBed, digestBed, TENANT } from '../digest/bed.ts';

let bed: DigestBed;
let chat: ReturnType<typeof createChat>;
beforeEach(async () => {
  bed = await digestBed({ at: '2026-05-14T06:00:00Z' });
  chat = createChat({
    ...{ readout: bed.readout, memory: bed.parts.memory, commands: COMMANDS, now: bed.now, newId },
    ...{
      services: { digests: bed.service },
      log: { error: () => {} },
      typed: (command) => `/brief ${command}`,
    },
  });
});
afterEach(() => bed.store.close());

const place = (more: Partial<Place> = {}): Place => ({
  ...{ tenant: TENANT, channel: 'C1', person: 'ada', thread: 'C1/ada' },
  ...{ mayManage: async () => true, managers: 'a member who created this channel, or an admin' },
  zone: async () => 'Europe/Paris',
  ...more,
});
const text = ({ card }: { card: Card }) => renderText(card, { width: 200, actions: true });

async function slash(words: string, more: Partial<Place> = {}): Promise<Reply> {
  return (await chat.command({ ...place(more), eventId: null, command: 'brief', text: words }))!;
}
async function press(reply: Reply, label: string, more: Partial<Place> = {}): Promise<Reply> {
  const action = reply.card.actions.find((one) => one.label === label);
  if (!action) throw new Error(`no button ${label} among ${reply.card.actions.map((one) => one.label)}`);
  return (await chat.press({ ...place(more), eventId: null, token: actionToken(action, reply.card.id) }))!;
}
const setting = async () => (await bed.service.status(TENANT, place().channel)).subscription;

describe('/digest on', () => {
  it.each([
    ['9', '09:00', 'Europe/Paris'],
    ['9am Berlin', '09:00', 'Europe/Berlin'],
    ['09:30 Europe/Berlin', '09:30', 'Europe/Berlin'],
    ['EST 7:15 pm', '19:15', 'America/New_York'],
    ['at noon in New York', '12:00', 'America/New_York'],
    ['2130 utc+2', '21:30', 'Etc/GMT-2'],
    ['', '09:00', 'Europe/Paris'],
  ])('reads "%s"', async (words, localTime, zone) => {
    const reply = await slash(`digest on ${words}`);
    expect(reply.visibility).toBe('asker');
    expect(await setting()).toMatchObject({
      localTime,
      zone,
      topics: [],
      quiet: 'line',
      createdBy: 'ada',
      active: true,
    });
    expect(text(reply)).toContain(`Daily digest on: ${localTime}, ${zone}`);
    expect(text(reply)).toContain('Next: ');
  });

  it('takes topics and what a quiet day gets, and keeps what is not named when it is changed', async () => {
    expect(text(await slash('digest on 9 Berlin inf, Arms control skip quiet days'))).toContain(
      'On INF and Arms control. A day without news gets nothing.',
    );
    expect(text(await slash('digest on 10'))).toContain('Daily digest changed: 10:00, Europe/Berlin');
    expect(await setting()).toMatchObject({
      topics: ['inf', 'arms-control'],
      quiet: 'nothing',
      localTime: '10:00',
    });
    await slash('digest on 10 Berlin all');
    expect(await setting()).toMatchObject({ topics: [] });
  });

  it('takes the fields of a chat that has them, also a zone by its choice’s name', async () => {
    const values = {
      subcommand: 'on',
      time: '9',
      zone: 'Asia/Tokyo · 15:00',
      topics: 'START, INF',
      quiet: 'nothing',
    };
    await chat.command({ ...place(), eventId: null, command: 'digest', values });
    expect(await setting()).toMatchObject({
      localTime: '09:00',
      zone: 'Asia/Tokyo',
      topics: ['start', 'inf'],
      quiet: 'nothing',
    });
  });

  it('offers the nearest zones for a wrong one; a press uses it, with all else that was said', async () => {
    const reply = await slash('digest on 8:45 Berlim INF');
    expect(reply.card.title).toMatch(/^I don’t know the time zone “Berlim”\. Did you mean Europe\/Berlin/);
    expect(await setting()).toBeNull();
    expect(text(await press(reply, 'Use Europe/Berlin'))).toContain('Daily digest on: 08:45, Europe/Berlin');
    expect(await setting()).toMatchObject({ localTime: '08:45', zone: 'Europe/Berlin', topics: ['inf'] });
  });

  it('asks for the zone where nothing tells it, rather than guess', async () => {
    const nowhere = { zone: async () => undefined };
    const reply = await slash('digest on 7', nowhere);
    expect(reply.card.title).toBe('In which time zone is 07:00?');
    await press(reply, 'Use Europe/London', nowhere);
    expect(await setting()).toMatchObject({ localTime: '07:00', zone: 'Europe/London' });
  });

  it('offers the nearest topics for an unknown one, and says what a time looks like', async () => {
    const reply = await slash('digest on 9 Berlin venezula');
    expect(reply.card.title).toBe('I don’t know the topic “venezula”. Did you mean Venezuela?');
    await press(reply, 'Venezuela');
    expect(await setting()).toMatchObject({ topics: ['venezuela'], zone: 'Europe/Berlin' });
    expect((await slash('digest on 25 Berlin')).card.kind).not.toBe('notice');
  });

  it('is for those who manage the channel; the others are told who does, and a button gives nobody rights', async () => {
    const guest = { mayManage: async () => false, person: 'guest' };
    for (const words of ['digest on 9 Berlin', 'digest off', 'watch INF', 'unwatch INF']) {
      const said = text(await slash(words, guest));
      expect(said).toContain('Only those who manage this channel may change what it gets');
      expect(said).toContain('Ask a member who created this channel, or an admin.');
    }
    expect(await setting()).toBeNull();
    const status = await slash('digest status', guest);
    expect(status.card.title).toBe('Daily digest: off');
  });
});

describe('a question that merely begins with such a word', () => {
  it.each([
    'digest of the talks',
    'digest on the talks',
    'digest on 9 May',
    'digest now that Pompeo left?',
    'watch out for Pompeo',
    'watch the press conference',
    'catchup on INF',
    'unwatch the talks?',
  ])('stays a question: "%s"', async (words) => {
    const { card } = await slash(words);
    expect(card.actions.map(({ verb }) => verb)).not.toContain('digest');
    expect(['brief', 'conflict', 'abstained', 'nearest', 'ambiguous', 'error']).toContain(card.kind);
  });
});

describe('/digest now, status and off', () => {
  it('previews for the asker alone what would be posted, and counts it as told to nobody', async () => {
    await slash('digest on 9 Berlin');
    const preview = await slash('digest now');
    expect(preview.visibility).toBe('asker');
    expect(preview.card.notice).toBe('A preview, for you alone. It comes Thursday 14 May, 09:00 (in 1 h).');
    expect(preview.card.sections.flatMap(({ lines }) => lines)).toHaveLength(5);
    const again = await slash('digest now');
    expect(again.card.sections).toEqual(preview.card.sections);
    const more = await press(preview, `${preview.card.hidden} more`);
    const factsOn = ({ card }: Reply) =>
      card.sections.flatMap(({ lines }) => lines.map(({ factId }) => factId));
    expect(factsOn(more).filter((id) => factsOn(preview).includes(id))).toEqual([]);
    expect(text(await press(preview, 'Why these'))).toContain('weight 95 of 100; on ');
    expect((await press(preview, 'Show sources')).card.kind).toBe('source');
  });

  it('tells when the next one comes, and what became of the last ones and why', async () => {
    await slash('digest on 9 Berlin');
    bed.at('2026-05-14T07:00:00Z');
    await bed.plan();
    await bed.work();
    bed.at('2026-05-15T20:00:00Z');
    await bed.plan();
    bed.at('2026-05-16T07:00:00Z');
    await bed.plan();
    bed.chat.next({ answer: { kind: 'doubtful', why: 'The answer was lost.' } });
    await bed.work();
    bed.chat.look({ kind: 'unsure', why: 'The app lacks the scope channels:history.' });
    bed.pass(60_000);
    await bed.work();
    bed.chat.look(null);
    const said = text(await slash('digest status'));
    expect(said).toContain('Daily digest: 09:00, Europe/Berlin');
    expect(said).toContain('Next: Sunday 17 May, 09:00 (in 24 h)');
    expect(said).toContain('Thursday 14 May, 09:00 · posted at 09:00, 5 facts');
    expect(said).toContain('Friday 15 May, 09:00 · skipped: missed: Readout came back 13 h after it was due');
    expect(said).toContain(
      'Saturday 16 May, 09:00 · unknown, it may or may not have been posted and is not posted again: The app lacks the scope channels:history.',
    );
  });

  it('switches off and on again from its own buttons, and says why the platform switched it off', async () => {
    const on = await slash('digest on 9 Berlin INF');
    const off = await press(on, 'Switch off');
    expect(off.card.title).toBe('Daily digest off');
    expect(await setting()).toMatchObject({ active: false });
    await press(off, 'Switch on again');
    expect(await setting()).toMatchObject({ active: true, zone: 'Europe/Berlin', topics: ['inf'] });
    expect((await slash('digest off')).card.title).toBe('Daily digest off');
    expect((await slash('digest off')).card.title).toBe('The daily digest is off here already');
  });

  it('changes it from the posted card, for who may, also after a restart', async () => {
    await slash('digest on 9 Berlin');
    bed.at('2026-05-14T07:00:00Z');
    await bed.plan();
    await bed.work();
    const { card } = bed.chat.in(place().channel)[0]!;
    const posted = { card, visibility: 'channel' } as const;
    const status = await press(posted, 'Change digest', { person: 'ben' });
    expect(status.visibility).toBe('asker');
    expect(status.card.title).toBe('Daily digest: 09:00, Europe/Berlin');
    const guest = { person: 'ben', mayManage: async () => false };
    expect(text(await press(status, 'Switch off', guest))).toContain('Only those who manage');
    await press(status, 'Nothing on quiet days', { person: 'ben' });
    expect(await setting()).toMatchObject({ quiet: 'nothing', zone: 'Europe/Berlin' });
    expect((await press(posted, '59 more', { person: 'eve' })).card.title).toBe('More of this digest');
  });
});

describe('/watch and /unwatch', () => {
  it('watches topics by any of their names, lists them, and stops', async () => {
    expect((await slash('watch')).card.title).toBe('No topic is watched here');
    expect((await slash('watch missile treaty')).card.title).toBe('Watching INF');
    expect((await slash('watch INF')).card.title).toBe('INF: watched here already');
    const unknown = await slash('watch venezula');
    expect(unknown.card.title).toContain('Did you mean Venezuela?');
    expect((await press(unknown, 'Venezuela')).card.title).toBe('Watching Venezuela');
    const list = await slash('watch');
    expect(list.card.title).toBe('Watched here: INF and Venezuela');
    expect(text(await slash('digest status'))).toContain('Watching INF and Venezuela.');
    expect((await press(list, 'Stop INF')).card.title).toBe('No longer watching INF');
    expect((await slash('unwatch INF')).card.title).toBe('INF: not watched here');
    expect((await slash('unwatch all')).card.title).toBe('No longer watching Venezuela');
  });
});

describe('/catchup', () => {
  it('shows each person what is new since they last read, for them alone', async () => {
    const tenant = 'slack:T9';
    const first = await slash('catchup', { tenant });
    expect(first.visibility).toBe('asker');
    expect(first.card.title).toBe('What there is to know');
    bed.pass(3600_000);
    expect((await slash('catchup', { tenant })).card).toMatchObject({
      title: 'New since Thursday 14 May, 08:00',
      lede: 'Nothing new has come in.',
    });
    bed.pass(1000);
    await bed.comes(articleOf('c', ['The harbour of Kalmar is closed.']), tenant);
    bed.pass(1000);
    const news = await slash('catchup', { tenant });
    expect(text(news)).toContain('The harbour of Kalmar is closed.');
    expect(text(await slash('catchup', { tenant, person: 'ben' }))).toContain('Harbour');
    expect(text(await slash('catchup', { tenant: 'slack:T8', person: 'eve' }))).not.toContain('Kalmar');
  });
});

describe('where nothing can be posted', () => {
  it('says so plainly, and still previews', async () => {
    const page = { tenant: 'local', channel: 'page-1' };
    for (const words of ['digest on 9 Berlin', 'watch INF'])
      expect((await slash(words, page)).card.title).toBe(
        'There is no channel here that anything could be posted in',
      );
    expect((await slash('digest now', page)).card.kind).toBe('digest');
    expect((await slash('catchup', page)).card.kind).toBe('digest');
  });
});

describe('autocomplete', () => {
  const complete = (option: string, prefix: string) =>
    chat.complete({ ...place(), command: 'digest', subcommand: 'on', option, prefix });

  it('offers zones by city, abbreviation and name, each with its clock', async () => {
    expect((await complete('zone', ''))[0]).toEqual({ name: 'UTC · 06:00', value: 'UTC' });
    for (const [typed, zone] of [
      ['berl', 'Europe/Berlin'],
      ['EST', 'America/New_York'],
      ['mumb', 'Asia/Kolkata'],
      ['Berlim', 'Europe/Berlin'],
      ['america/new', 'America/New_York'],
    ] as const)
      expect((await complete('zone', typed)).map(({ value }) => value)[0], typed).toBe(zone);
    for (const prefix of ['', 'a', 'x'.repeat(6000), '\u202e<@1>'])
      expect((await complete('zone', prefix)).length).toBeLessThanOrEqual(25);
  });

  it('completes the last of several topics', async () => {
    expect((await complete('topics', 'INF, ven')).map(({ value }) => value)).toEqual(['INF, Venezuela']);
  });
});
