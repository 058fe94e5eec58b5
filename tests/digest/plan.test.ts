import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePlannedCard } from '../../src/digest/planned-card.ts';
import { dueOn } from '../../src/digest/schedule/due-time.ts';
import { clearDueHints } from '../../src/digest/store/due-subscriptions.ts';
import { subscriptionOf } from '../../src/digest/store/subscriptions.ts';
import { storedFault } from '../../src/domain/fault.ts';
import { EVERY_TENANT } from '../../src/storage/database.ts';
import { articleOf, type DigestBed, digestBed, TENANT } from './harness.ts';

let bed: DigestBed;
beforeEach(async () => {
  bed = await digestBed();
});
afterEach(() => bed.store.close());

const claimsOn = (channel: string) =>
  bed.chat
    .in(channel)
    .map(({ card }) => card.sections.flatMap(({ lines }) => lines.map(({ claim }) => claim)));

describe('what a morning tells', () => {
  it('tells the shipped article’s main facts first, the rest on the days after, each once, then is quiet', async () => {
    const subscription = await bed.subscribe('C1');
    await bed.runTo('2026-06-12T09:00:00Z', 3 * 3600_000);
    const days = claimsOn('C1');
    expect(days).toHaveLength(30);
    const all = days.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(60);
    expect(days[0]!.length).toBe(5);
    for (const day of days) expect(day.length).toBeLessThanOrEqual(5);
    expect(bed.chat.in('C1').at(-1)!.card).toMatchObject({ lede: 'Nothing new today.', sections: [] });
    expect((await bed.ledger(subscription)).every(({ state }) => state === 'sent')).toBe(true);
    expect(bed.chat.in('C1')[0]!.card.title).toBe('Thursday 14 May · daily briefing');
  });

  it('tells what came since the last digest first, names each line’s article, and says the same thing once', async () => {
    await bed.subscribe('C1');
    await bed.runTo('2026-05-14T07:00:00Z');
    const fire = 'The town of Kalmar closed its harbour after a fire in the old warehouse.';
    await bed.comes(articleOf('a', [fire, 'Ferries to Gotland stay in port until Thursday.']));
    await bed.comes(
      articleOf('b', ['After a fire in the old warehouse the town of Kalmar closed its harbour.']),
    );
    await bed.runTo('2026-05-15T07:00:00Z', 3600_000);
    const { card } = bed.chat.in('C1')[1]!;
    const lines = card.sections.flatMap((section) => section.lines);
    expect(lines.map(({ claim }) => claim)).toEqual([
      fire,
      'Ferries to Gotland stay in port until Thursday.',
    ]);
    expect(lines[0]).toMatchObject({ otherSources: 1, attribution: 'the article says' });
    expect(card.sections.map(({ heading }) => heading)).toEqual(['Report a']);
    // A fact that says the same as yesterday's is no news, whoever says it.
    await bed.comes(
      articleOf('c', ['The town of Kalmar closed the harbour after a fire in its old warehouse.']),
    );
    await bed.runTo('2026-05-16T07:00:00Z', 3600_000);
    expect(claimsOn('C1')[2]).not.toContain(
      'The town of Kalmar closed the harbour after a fire in its old warehouse.',
    );
  });

  it('sets side by side what two articles say against each other, as a possible contradiction, and names what was told before', async () => {
    await bed.subscribe('C1', { topics: ['harbour'] });
    const said = 'Kalmar approved the sale of the old harbour warehouse to a shipping company.';
    const denied = 'Kalmar did not approve the sale of the old harbour warehouse to a shipping company.';
    const denying = (id: string) => {
      const reading = articleOf(id, [denied]);
      return { ...reading, facts: reading.facts.map((fact) => ({ ...fact, stance: 'denied' as const })) };
    };
    await bed.comes(articleOf('a', [said]));
    await bed.comes(denying('b'));
    await bed.subscribe('C2', { topics: ['quay'] });
    await bed.comes(articleOf('c', [said.replaceAll('harbour', 'quay')], ['quay']));
    await bed.runTo('2026-05-14T07:00:00Z');
    const [section] = bed.chat.in('C1')[0]!.card.sections;
    expect(section).toMatchObject({ style: 'conflict', badge: 'Possibly: Sources differ' });
    expect(section!.lines.map(({ claim }) => claim)).toEqual([said, denied]);

    const later = denying('d');
    await bed.comes({
      ...later,
      topics: [{ id: 'quay', label: 'Quay', aliases: [] }],
      facts: later.facts.map((fact) => ({
        ...fact,
        topics: ['quay'],
        claim: fact.claim.replaceAll('harbour', 'quay'),
      })),
    });
    await bed.runTo('2026-05-15T07:00:00Z', 3600_000);
    const [second] = bed.chat.in('C2')[1]!.card.sections;
    expect(second!.lines[0]!.note).toContain('told before, possibly against it: Kalmar approved');
  });

  it('keeps to a channel’s topics, and gives a quiet day what the channel chose', async () => {
    await bed.subscribe('C1', { topics: ['harbour'], quiet: 'nothing' });
    const quiet = await bed.subscribe('C2', { topics: ['harbour'], quiet: 'line' });
    await bed.runTo('2026-05-14T07:00:00Z');
    expect(bed.chat.in('C1')).toEqual([]);
    expect(bed.chat.in('C2')[0]!.card.lede).toBe('Nothing new today.');
    expect((await bed.service.status(TENANT, 'C1')).deliveries[0]).toMatchObject({
      state: 'skipped',
      error: storedFault({ code: 'nothing_new' }),
    });
    expect((await bed.ledger(quiet))[0]!.state).toBe('sent');
  });

  it('never tells another tenant’s news', async () => {
    await bed.subscribe('C1', { topics: ['harbour'] });
    await bed.comes(articleOf('x', ['The harbour of Visby is closed.']), 'slack:T2');
    await bed.runTo('2026-05-14T07:00:00Z');
    expect(bed.chat.in('C1')[0]!.card.sections).toEqual([]);
  });

  it('offers the rest behind a button, and says how old the sources are', async () => {
    await bed.subscribe('C1', { topics: ['harbour'] });
    await bed.comes(
      articleOf(
        'a',
        Array.from({ length: 12 }, (_, at) => `Pier number ${at + 1} in Kalmar is closed.`),
      ),
    );
    await bed.runTo('2026-05-14T07:00:00Z');
    const { card } = bed.chat.in('C1')[0]!;
    expect(card.hidden).toBe(7);
    expect(card.footer).toEqual(['5 of 12 new lines', '1 source', 'newest 2 h ago']);
    expect(card.actions.map(({ label }) => label)).toEqual([
      'Sources',
      '7 more',
      'Change digest',
      'Why these',
    ]);
  });
});

/** Returns the ledger's row for a day missed by a number of hours. */
const cameBack = (hours: number): string => storedFault({ code: 'came_back', with: { hours } });

describe('the clock', () => {
  it('catches up for six hours, then skips the day and says so', async () => {
    const subscription = await bed.subscribe('C1');
    bed.at('2026-05-14T12:59:00Z');
    await bed.plan();
    await bed.work();
    expect(bed.chat.in('C1')).toHaveLength(1);
    bed.at('2026-05-17T14:00:00Z');
    await bed.plan();
    await bed.work();
    expect(bed.chat.in('C1')).toHaveLength(1);
    expect(
      (await bed.ledger(subscription)).map(({ localDate, state, error }) => [localDate, state, error]),
    ).toEqual([
      ['2026-05-17', 'skipped', cameBack(7)],
      ['2026-05-16', 'skipped', cameBack(31)],
      ['2026-05-15', 'skipped', cameBack(55)],
      ['2026-05-14', 'sent', null],
    ]);
    await bed.runTo('2026-05-18T07:00:00Z', 3600_000);
    expect(bed.chat.in('C1')).toHaveLength(2);
  });

  it('jumps back an hour over a digest, and posts none twice', async () => {
    await bed.subscribe('C1');
    await bed.runTo('2026-05-14T07:05:00Z');
    bed.at('2026-05-14T06:05:00Z');
    await bed.runTo('2026-05-14T09:00:00Z');
    expect(bed.chat.in('C1')).toHaveLength(1);
  });

  it('jumps forward a day and back again, and posts none twice and loses none of the days to come', async () => {
    const subscription = await bed.subscribe('C1');
    await bed.runTo('2026-05-14T07:05:00Z');
    bed.at('2026-05-15T07:05:00Z');
    await bed.plan();
    await bed.work();
    bed.at('2026-05-14T07:06:00Z');
    await bed.runTo('2026-05-17T08:00:00Z', 600_000);
    const dates = (await bed.ledger(subscription)).map(({ localDate }) => localDate);
    expect(dates).toEqual(['2026-05-17', '2026-05-16', '2026-05-15', '2026-05-14']);
    expect(bed.chat.in('C1')).toHaveLength(4);
  });

  it('comes back from a clock that was a year ahead', async () => {
    await bed.subscribe('C1');
    bed.at('2027-05-14T06:00:00Z');
    await bed.plan();
    bed.at('2026-05-14T06:30:00Z');
    await bed.runTo('2026-05-14T08:00:00Z');
    expect(bed.chat.in('C1')).toHaveLength(1);
  });

  it('follows a zone whose rules change, once a day', async () => {
    const subscription = await bed.subscribe('C1');
    await bed.runTo('2026-05-14T08:00:00Z', 600_000);
    // The zone abolishes summer time: nine o'clock is an hour later from now on.
    bed.rules((date, time, zone) => dueOn(date, time, zone === 'Europe/Berlin' ? 'Etc/GMT-1' : zone));
    await clearDueHints(bed.store.db, EVERY_TENANT);
    await bed.runTo('2026-05-15T07:59:00Z', 600_000);
    expect(bed.chat.in('C1')).toHaveLength(1);
    await bed.runTo('2026-05-16T09:00:00Z', 600_000);
    expect((await bed.ledger(subscription)).map(({ due }) => due)).toEqual([
      '2026-05-16T08:00:00.000Z',
      '2026-05-15T08:00:00.000Z',
      '2026-05-14T07:00:00.000Z',
    ]);
  });

  it('sends one a day even if the time is changed after today’s was sent, or if it is switched off and on', async () => {
    const subscription = await bed.subscribe('C1');
    await bed.runTo('2026-05-14T07:05:00Z');
    await bed.subscribe('C1', { localTime: '10:00' });
    await bed.service.switchOff(TENANT, 'C1');
    await bed.subscribe('C1', { localTime: '11:00' });
    expect((await bed.service.status(TENANT, 'C1')).next?.toISOString()).toBe('2026-05-15T09:00:00.000Z');
    await bed.runTo('2026-05-15T09:00:00Z', 600_000);
    expect((await bed.ledger(subscription)).map(({ due }) => due)).toEqual([
      '2026-05-15T09:00:00.000Z',
      '2026-05-14T07:00:00.000Z',
    ]);
  });

  it('makes up for no day before it was switched on', async () => {
    bed.at('2026-05-14T07:00:30Z');
    await bed.subscribe('C1');
    await bed.runTo('2026-05-15T06:59:00Z', 600_000);
    expect(bed.chat.in('C1')).toEqual([]);
    expect(await subscriptionOf(bed.store.db, TENANT, 'C1')).toMatchObject({
      nextDue: '2026-05-15T07:00:00.000Z',
    });
  });
});

it('posts a digest as it was planned, whatever comes in meanwhile', async () => {
  const subscription = await bed.subscribe('C1');
  bed.at('2026-05-14T07:00:00Z');
  await bed.plan();
  await bed.comes(articleOf('late', ['The harbour burns.']));
  await bed.work();
  const [planned] = await bed.ledger(subscription);
  expect(bed.chat.in('C1')[0]!.card).toEqual(parsePlannedCard(planned!.payload)!.card);
});
