import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/card.ts';
import { digestChat, textOf } from './digest-chat.ts';

let at: Awaited<ReturnType<typeof digestChat>>;
beforeEach(async () => {
  at = await digestChat();
});
afterEach(() => at.bed.store.close());

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
    const reply = await at.slash(`digest on ${words}`);
    expect(reply.visibility).toBe('asker');
    expect(await at.setting()).toMatchObject({
      localTime,
      zone,
      topics: [],
      quiet: 'line',
      createdBy: 'ada',
      active: true,
    });
    expect(textOf(reply)).toContain(`Daily digest on: ${localTime}, ${zone}`);
    expect(textOf(reply)).toContain('Next: ');
  });

  it('takes topics and what a quiet day gets, and keeps what is not named when it is changed', async () => {
    expect(textOf(await at.slash('digest on 9 Berlin inf, Arms control skip quiet days'))).toContain(
      'On INF and Arms control. A day without news gets nothing.',
    );
    expect(textOf(await at.slash('digest on 10'))).toContain('Daily digest changed: 10:00, Europe/Berlin');
    expect(await at.setting()).toMatchObject({
      topics: ['inf', 'arms-control'],
      quiet: 'nothing',
      localTime: '10:00',
    });
    await at.slash('digest on 10 Berlin all');
    expect(await at.setting()).toMatchObject({ topics: [] });
  });

  it('takes the fields of a chat that has them, also a zone by its choice’s name', async () => {
    const values = {
      subcommand: 'on',
      time: '9',
      zone: 'Asia/Tokyo · 15:00',
      topics: 'START, INF',
      quiet: 'nothing',
    };
    await at.chat.command({ ...at.place(), eventId: null, command: 'digest', values });
    expect(await at.setting()).toMatchObject({
      localTime: '09:00',
      zone: 'Asia/Tokyo',
      topics: ['start', 'inf'],
      quiet: 'nothing',
    });
  });

  it.each(['digest on 25:00 Berlin', 'digest on 13pm', 'digest on 9:75'])(
    'tells of a wrong time: %s',
    async (said) => {
      expect((await at.slash(said)).card).toMatchObject({
        title: expect.stringMatching(/^I don’t know the time/),
        lede: expect.stringContaining('09:30'),
      });
    },
  );

  it('offers the nearest zones for a wrong one; a press uses it, with all else that was said', async () => {
    const reply = await at.slash('digest on 8:45 Berlim INF');
    expect(reply.card.title).toMatch(/^I don’t know the time zone “Berlim”\. Did you mean Europe\/Berlin/);
    expect(await at.setting()).toBeNull();
    expect(textOf(await at.press(reply, 'Use Europe/Berlin'))).toContain(
      'Daily digest on: 08:45, Europe/Berlin',
    );
    expect(await at.setting()).toMatchObject({ localTime: '08:45', zone: 'Europe/Berlin', topics: ['inf'] });
  });

  it('asks for the zone if nothing tells it, rather than guess', async () => {
    const nowhere = { zone: async () => undefined };
    const reply = await at.slash('digest on 7', nowhere);
    expect(reply.card.title).toBe('In which time zone is 07:00?');
    await at.press(reply, 'Use Europe/London', nowhere);
    expect(await at.setting()).toMatchObject({ localTime: '07:00', zone: 'Europe/London' });
  });

  it('offers the nearest topics for an unknown one, and says what a time looks like', async () => {
    const reply = await at.slash('digest on 9 Berlin venezula');
    expect(reply.card.title).toBe('I don’t know the topic “venezula”. Did you mean Venezuela?');
    await at.press(reply, 'Venezuela');
    expect(await at.setting()).toMatchObject({ topics: ['venezuela'], zone: 'Europe/Berlin' });
    expect((await at.slash('digest on 25 Berlin')).card.kind).not.toBe('notice');
  });

  it('is for those who manage the channel; the others are told who does, and a button gives nobody rights', async () => {
    const guest = { mayManage: async () => false, person: 'guest' };
    for (const words of ['digest on 9 Berlin', 'digest off', 'watch INF', 'unwatch INF']) {
      const said = textOf(await at.slash(words, guest));
      expect(said).toContain('Only those who manage this channel may change what it gets');
      expect(said).toContain('Ask a member who created this channel, or an admin.');
    }
    expect(await at.setting()).toBeNull();
    const status = await at.slash('digest status', guest);
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
    const { card } = await at.slash(words);
    expect(card.actions.map(({ verb }) => verb)).not.toContain('digest');
    expect(['brief', 'conflict', 'abstained', 'nearest', 'ambiguous', 'error']).toContain(card.kind);
  });
});

describe('/digest now, status and off', () => {
  it('previews for the asker alone what would be posted, and counts it as told to nobody', async () => {
    await at.slash('digest on 9 Berlin');
    const preview = await at.slash('digest now');
    expect(preview.visibility).toBe('asker');
    expect(preview.card.notice).toBe('A preview, for you alone. It comes Thursday 14 May, 09:00 (in 1 h).');
    expect(preview.card.sections.flatMap(({ lines }) => lines)).toHaveLength(5);
    const again = await at.slash('digest now');
    expect(again.card.sections).toEqual(preview.card.sections);
    const more = await at.press(preview, `${preview.card.hidden} more`);
    const factsOn = ({ card }: Reply) =>
      card.sections.flatMap(({ lines }) => lines.map(({ factId }) => factId));
    expect(factsOn(more).filter((id) => factsOn(preview).includes(id))).toEqual([]);
    expect(textOf(await at.press(preview, 'Why these'))).toContain('a main point of its article; on ');
    expect((await at.press(preview, 'Sources')).card.kind).toBe('source');
  });

  it('tells when the next one comes, and what became of the last ones and why', async () => {
    await at.slash('digest on 9 Berlin');
    at.bed.at('2026-05-14T07:00:00Z');
    await at.bed.plan();
    await at.bed.work();
    at.bed.at('2026-05-15T20:00:00Z');
    await at.bed.plan();
    at.bed.at('2026-05-16T07:00:00Z');
    await at.bed.plan();
    at.bed.chat.next({ answer: { kind: 'doubtful', why: 'The answer was lost.' } });
    await at.bed.work();
    at.bed.chat.look({ kind: 'unsure', why: 'The app lacks the scope channels:history.' });
    at.bed.pass(60_000);
    await at.bed.work();
    at.bed.chat.look(null);
    const said = textOf(await at.slash('digest status'));
    expect(said).toContain('Daily digest: 09:00, Europe/Berlin');
    expect(said).toContain('Next: Sunday 17 May, 09:00 (in 24 h)');
    expect(said).toContain('Thursday 14 May, 09:00 · posted at 09:00, 5 lines');
    expect(said).toContain('Friday 15 May, 09:00 · skipped: missed: Readout came back 13 h after it was due');
    expect(said).toContain(
      'Saturday 16 May, 09:00 · unknown, it may or may not have been posted and is not posted again: The app lacks the scope channels:history.',
    );
  });

  it('switches off and on again from its own buttons, and says why the platform switched it off', async () => {
    const on = await at.slash('digest on 9 Berlin INF');
    const off = await at.press(on, 'Switch off');
    expect(off.card.title).toBe('Daily digest off');
    expect(await at.setting()).toMatchObject({ active: false });
    await at.press(off, 'Switch on again');
    expect(await at.setting()).toMatchObject({ active: true, zone: 'Europe/Berlin', topics: ['inf'] });
    expect((await at.slash('digest off')).card.title).toBe('Daily digest off');
    expect((await at.slash('digest off')).card.title).toBe('The daily digest is off here already');
  });

  it('lets those who may change it from the posted card, even after a restart', async () => {
    await at.slash('digest on 9 Berlin');
    at.bed.at('2026-05-14T07:00:00Z');
    await at.bed.plan();
    await at.bed.work();
    const { card } = at.bed.chat.in(at.place().channel).at(-1)!;
    const posted = { card, visibility: 'channel' } as const;
    const status = await at.press(posted, 'Change digest', { person: 'ben' });
    expect(status.visibility).toBe('asker');
    expect(status.card.title).toBe('Daily digest: 09:00, Europe/Berlin');
    const guest = { person: 'ben', mayManage: async () => false };
    expect(textOf(await at.press(status, 'Switch off', guest))).toContain('Only those who manage');
    await at.press(status, 'Nothing on quiet days', { person: 'ben' });
    expect(await at.setting()).toMatchObject({ quiet: 'nothing', zone: 'Europe/Berlin' });
    expect((await at.press(posted, '59 more', { person: 'eve' })).card.title).toBe('More of this digest');
  });
});

describe('where nothing can be posted', () => {
  it('says so plainly, and still previews', async () => {
    const page = { tenant: 'local', channel: 'page-1' };
    for (const words of ['digest on 9 Berlin', 'watch INF'])
      expect((await at.slash(words, page)).card.title).toBe(
        'There is no channel here that anything could be posted in',
      );
    expect((await at.slash('digest now', page)).card.kind).toBe('digest');
    expect((await at.slash('catchup', page)).card.kind).toBe('digest');
  });
});

describe('autocomplete', () => {
  const complete = (option: string, prefix: string) =>
    at.chat.complete({ ...at.place(), command: 'digest', subcommand: 'on', option, prefix });

  it('offers zones by city, abbreviation and name, each with its clock', async () => {
    expect((await complete('zone', ''))[0]).toEqual({ name: 'UTC · 06:00', value: 'UTC' });
    for (const [typed, zone] of [
      ['ber', 'Europe/Berlin'],
      ['par', 'Europe/Paris'],
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
