import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestChat, textOf } from './digest-chat.ts';

let at: Awaited<ReturnType<typeof digestChat>>;
beforeEach(async () => {
  at = await digestChat();
});
afterEach(() => at.bed.store.close());

describe('the rhythm of a digest', () => {
  it.each([
    ['every weekday at 9 Berlin', { days: [1, 2, 3, 4, 5], slots: ['09:00'] }, 'Weekday digest on: 09:00'],
    ['mondays and thursdays 8am', { days: [1, 4], slots: ['08:00'] }, 'Monday and Thursday digest on: 08:00'],
    ['9 and 17:00 Berlin', { days: [], slots: ['09:00', '17:00'] }, 'Daily digest on: 09:00 and 17:00'],
    ['weekends at noon', { days: [6, 7], slots: ['12:00'] }, 'Weekend digest on: 12:00'],
    ['weekly on Friday at 16:00', { days: [5], slots: ['16:00'] }, 'Friday digest on: 16:00'],
  ])('is set as it was said: "%s"', async (said, set, title) => {
    expect((await at.slash(`digest on ${said}`)).card.title).toContain(title);
    expect(await at.setting()).toMatchObject({ ...set, active: true });
  });

  it('asks on which day a weekly one comes; a press sets it with all else that was said', async () => {
    const asked = await at.slash('digest on weekly 8am Berlin INF without football');
    expect(asked.card.title).toBe('On which day of the week?');
    expect(await at.setting()).toBeNull();
    await at.press(asked, 'Thursday');
    expect(await at.setting()).toMatchObject({
      days: [4],
      slots: ['08:00'],
      zone: 'Europe/Berlin',
      topics: ['inf'],
      exclude: ['football'],
    });
  });

  it.each([
    ['every other day at 9', 'every other day'],
    ['monthly', 'monthly'],
    ['1, 2, 3, 4, 5, 6, 7, 8 and 9 Berlin', '9 times a day'],
  ])('is refused in words where it is not kept, and nothing is set: "%s"', async (said, rhythm) => {
    const reply = await at.slash(`digest on ${said}`);
    expect(reply.card.title).toBe(`A digest cannot come ${rhythm}`);
    expect(await at.setting()).toBeNull();
    await at.press(reply, reply.card.actions[0]!.label);
    expect(await at.setting()).toMatchObject({ active: true, days: [] });
  });
});

describe('how often a day', () => {
  it('asks for the times that it does not know; a press sets the usual ones', async () => {
    const asked = await at.slash('digest on twice a day Berlin INF');
    expect(asked.card.title).toBe('At which times of the day?');
    expect(await at.setting()).toBeNull();
    await at.press(asked, 'Every day at 09:00 and 17:00');
    expect(await at.setting()).toMatchObject({ slots: ['09:00', '17:00'], topics: ['inf'] });
  });

  it('is kept as the times say', async () => {
    await at.slash('digest on 8 and 16:00 twice a day Berlin');
    expect(await at.setting()).toMatchObject({ slots: ['08:00', '16:00'] });
  });
});

describe('a channel with two digests', () => {
  it('is told what no digest can do before it is asked which one is meant', async () => {
    await at.slash('digest on 9 Berlin');
    await at.slash('digest add Friday 16:00');
    expect((await at.slash('digest on every fortnight')).card.title).toContain('cannot come every fortnight');
    expect((await at.slash('digest on 10am')).card.title).toBe('Which digest?');
  });
});

describe('a schedule without a command', () => {
  it.each(['every weekday at 8 Berlin', 'daily at 9', 'Mondays 7am'])('is offered: "%s"', async (said) => {
    const reply = await at.slash(said);
    expect(reply.card.title).toContain('Did you mean /brief digest on');
    await at.press(reply, reply.card.actions[0]!.label);
    expect(await at.setting()).toMatchObject({ active: true });
  });

  it.each(['every day', 'Monday talks', 'daily bread'])('is not seen in: "%s"', async (said) => {
    const reply = await at.slash(said);
    expect(await at.setting()).toBeNull();
    expect(reply.card.title).not.toContain('digest on Monday talks');
  });
});

describe('words that decide what is told', () => {
  it.each([
    ['9 Berlin without football, cricket', { include: [], exclude: ['football', 'cricket'] }],
    ['9 Berlin INF except “prize draw” and lottery', { exclude: ['prize draw', 'lottery'], topics: ['inf'] }],
    ['with the words tariffs or quotas at 9 Berlin', { include: ['tariffs', 'quotas'], slots: ['09:00'] }],
    ['9 Berlin mentioning missiles but not parades', { include: ['missiles'], exclude: ['parades'] }],
  ])('are read: "%s"', async (said, set) => {
    await at.slash(`digest on ${said}`);
    expect(await at.setting()).toMatchObject(set);
  });

  it('stay when something else is changed, and are taken back by "nothing"', async () => {
    await at.slash('digest on 9 Berlin without football');
    expect(textOf(await at.slash('digest on 10'))).toContain('Nothing with “football”.');
    await at.slash('digest on without nothing');
    expect(await at.setting()).toMatchObject({ exclude: [], slots: ['10:00'] });
  });

  it('keep lines out and let only wanted ones in, in every form of the word', async () => {
    const lines = async (words: string) => {
      await at.slash(`digest on 9 Berlin ${words}`);
      const { sections } = (await at.slash('digest now')).card;
      return sections.flatMap((section) => section.lines.map(({ claim }) => claim));
    };
    const all = await lines('all');
    expect(all.some((claim) => /Ushakov/.test(claim))).toBe(true);
    for (const claim of await lines('all without Ushakov')) expect(claim).not.toMatch(/Ushakov/);
    const treaties = await lines('all without nothing with the word treaty');
    expect(treaties.length).toBeGreaterThan(0);
    expect(treaties.length).toBeLessThan(5);
  });

  it('are offered for a topic that nothing bears', async () => {
    const reply = await at.slash('digest on 9 Berlin zeppelins');
    await at.press(reply, 'Lines with “zeppelins”');
    expect(await at.setting()).toMatchObject({ include: ['zeppelins'], topics: [] });
  });
});

describe('several digests of a channel', () => {
  beforeEach(async () => {
    await at.slash('digest on 9 Berlin');
  });

  it('stand side by side, each with its number, in its own rhythm', async () => {
    const added = await at.slash('digest add Friday 16:00 INF');
    expect(added.card.title).toBe('Friday digest (#2) on: 16:00, Europe/Berlin');
    expect(await at.setting()).toMatchObject({ number: 1, topics: [] });
    const status = textOf(await at.slash('digest status'));
    expect(status).toContain('2 digests here');
    expect(status).toContain(
      'Daily digest (#1): 09:00, Europe/Berlin. Next: Thursday 14 May, 09:00 (in 1 h).',
    );
    expect(status).toContain(
      'Friday digest (#2): 16:00, Europe/Berlin. Next: Friday 15 May, 16:00 (in 32 h). On INF.',
    );
    await at.bed.runTo('2026-05-15T14:05:00Z', 5 * 60_000);
    const posts = at.bed.chat.in('C1').filter(({ card }) => card.kind === 'digest');
    expect(posts).toHaveLength(3);
  });

  it('ask which one is meant where that is not said', async () => {
    await at.slash('digest add Friday 16:00');
    const which = await at.slash('digest on 10am');
    expect(which.card.title).toBe('Which digest?');
    await at.press(which, '#2 16:00, Europe/Berlin');
    const slots = async () =>
      (await at.bed.service.status('slack:T1', 'C1')).digests.map(({ subscription }) => subscription.slots);
    expect(await slots()).toEqual([['09:00'], ['10:00']]);
    await at.slash('digest off #2');
    expect(await slots()).toEqual([['09:00']]);
    expect((await at.slash('digest off #7')).card.title).toBe('There is no digest #7 here');
    await at.slash('digest add Monday 7am');
    await at.press(await at.slash('unsubscribe'), 'All of them');
    expect(await slots()).toEqual([]);
  });

  it('are paused and resumed; what would have come meanwhile is not made up for', async () => {
    const paused = await at.slash('pause the digest');
    expect(paused.card.title).toBe('Daily digest paused');
    expect(textOf(await at.slash('digest status'))).toContain('Paused since Thursday 14 May, 08:00.');
    await at.bed.runTo('2026-05-16T06:00:00Z', 3600_000);
    await at.press(paused, 'Resume');
    await at.bed.runTo('2026-05-16T08:00:00Z', 600_000);
    const posts = at.bed.chat.in('C1').filter(({ card }) => card.kind === 'digest');
    expect(posts).toHaveLength(1);
    expect((await at.slash('resume')).card.title).toBe('No digest is paused here');
  });
});

describe('what the channel learns', () => {
  const told = () =>
    at.bed.chat
      .in('C1')
      .filter(({ card }) => card.kind === 'notice')
      .map(({ card }) => `${card.shared?.by} ${card.shared?.did} · ${card.title}`);

  it('is that a digest was set up, changed or switched off, and by whom; once', async () => {
    await at.slash('digest on 9 Berlin');
    expect((await at.slash('digest on 9 Berlin')).card.title).toBe(
      'Daily digest is on already: 09:00, Europe/Berlin',
    );
    at.bed.pass(5_000);
    await at.slash('digest on 10');
    at.bed.pass(5_000);
    await at.slash('digest off');
    at.bed.pass(5_000);
    await at.bed.work();
    await at.bed.work();
    expect(told()).toEqual([
      'ada set up a digest here · Daily digest: 09:00, Europe/Berlin',
      'ada changed the digest here · Daily digest: 10:00, Europe/Berlin',
      'ada switched off a digest here · Daily digest: 10:00, Europe/Berlin',
    ]);
  });

  it('is told to nobody in a direct message, where the digest is the person’s own', async () => {
    const direct = { channel: 'D1', isDirect: true, thread: at.place().thread };
    await at.slash('send me this every morning', direct);
    at.bed.pass(5_000);
    await at.bed.work();
    expect(at.bed.chat.in('D1')).toEqual([]);
    expect((await at.bed.service.status('slack:T1', 'D1')).subscription).toMatchObject({ person: 'ada' });
    await at.slash('stop', direct);
    expect((await at.bed.service.status('slack:T1', 'D1')).digests).toEqual([]);
  });

  it.each([
    'digest now',
    'digest status',
    'digest off',
    'digest pause',
    'digest on 10:00',
    'watch INF',
    'unwatch',
    'watch',
  ])('%s is nothing that another person can do in it', async (typed) => {
    const direct = { channel: 'D1', isDirect: true, thread: at.place().thread };
    await at.slash('send me this every morning', direct);
    const before = await at.bed.service.status('slack:T1', 'D1');
    const reply = await at.slash(typed, { ...direct, person: 'ben' });
    expect(reply!.card).toMatchObject({ kind: 'error', title: expect.stringContaining('somebody else’s') });
    expect(await at.bed.service.status('slack:T1', 'D1')).toEqual(before);
  });
});

describe('the bot’s own words', () => {
  it('are in the language of whoever sets a digest up, on the card that is posted too', async () => {
    const set = await at.slash('digest on weekdays 9 Berlin', { locale: 'de' });
    expect(textOf(set)).toContain('Überblick an Werktagen eingerichtet: 09:00, Europe/Berlin');
    expect(textOf(set)).toContain('Zu allen Themen. Ein Tag ohne Neues bekommt eine kurze Zeile.');
    expect(textOf(await at.slash('digest status', { locale: 'es-ES' }))).toContain(
      'Resumen de lunes a viernes: 09:00, Europe/Berlin',
    );
    at.bed.at('2026-05-14T07:00:00Z');
    await at.bed.plan();
    await at.bed.work();
    const { card } = at.bed.chat.in('C1').at(-1)!;
    expect(card.title).toBe('Donnerstag, 14. Mai · Überblick');
    expect(card.actions.map(({ label }) => label)).toContain('Überblick ändern');
  });

  it('are English where the chat names no language that they are in', async () => {
    expect((await at.slash('digest on 9 Berlin', { locale: 'fr' })).card.title).toContain('Daily digest on');
  });
});
