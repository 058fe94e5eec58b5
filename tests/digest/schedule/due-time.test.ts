import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesAround, dueSlots } from '../../../src/digest/schedule/due-days.ts';
import { daysAfter, dueOn } from '../../../src/digest/schedule/due-time.ts';
import { assignSlots, slotKey, weekdayOf } from '../../../src/digest/schedule/slots.ts';
import type { Weekday } from '../../../src/digest/schedule/weekdays.ts';
import { dueByLooking } from './reference-model.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

describe('when a digest is due', () => {
  it.each([
    ['a plain day', '2026-05-14', '09:00', 'Europe/Berlin', '2026-05-14T07:00:00.000Z'],
    [
      'a time that the clocks skip comes with the change',
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'one that comes twice counts the first time',
      '2026-10-25',
      '02:30',
      'Europe/Berlin',
      '2026-10-25T00:30:00.000Z',
    ],
    ['half an hour of summer time', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['a skipped midnight', '2026-09-06', '00:30', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    [
      'a skipped last hour comes with the change, on the next date',
      '2026-03-28',
      '23:30',
      'America/Nuuk',
      '2026-03-29T01:00:00.000Z',
    ],
    ['a zone of three quarters', '2026-06-01', '06:00', 'Asia/Kathmandu', '2026-06-01T00:15:00.000Z'],
    ['leap day', '2028-02-29', '09:00', 'Asia/Tokyo', '2028-02-29T00:00:00.000Z'],
    ['the date that Samoa skipped', '2011-12-30', '09:00', 'Pacific/Apia', null],
    ['the far east', '2026-01-01', '00:00', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
  ])('%s', (_, date, time, zone, at) => {
    expect(iso(dueOn(date, time, zone))).toBe(at);
    expect(iso(dueByLooking(date, time, zone))).toBe(at);
  });

  it('is what the zone’s clock says, looked at minute by minute, in every zone and around every change of the clocks', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const changes = [
      '2026-03-08',
      '2026-03-28',
      '2026-03-29',
      '2026-04-05',
      '2026-09-06',
      '2026-10-04',
      '2026-10-25',
      '2026-11-01',
    ];
    const day = fc.oneof(
      fc.integer({ min: 0, max: 1500 }).map((days) => daysAfter('2025-01-01', days)),
      fc
        .tuple(fc.constantFrom(...changes), fc.integer({ min: -1, max: 1 }))
        .map(([date, by]) => daysAfter(date, by)),
    );
    const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(fc.constantFrom(...zones), day, two(23), two(59), (zone, date, hour, minute) => {
        expect(iso(dueOn(date, `${hour}:${minute}`, zone))).toBe(
          iso(dueByLooking(date, `${hour}:${minute}`, zone)),
        );
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is owed', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kolkata', 'America/Nuuk'];

  it('has each slot of the wanted days once, whenever it is looked and however often, and the next one after all that is owed', () => {
    const instant = fc
      .integer({ min: 0, max: 400 * 24 * 60 })
      .map((minutes) => Date.UTC(2026, 0, 1) + minutes * 60_000);
    const times = ['00:00', '02:30', '09:00', '17:45', '23:30'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.subarray(times, { minLength: 1, maxLength: 3 }),
        fc.subarray([1, 2, 3, 4, 5, 6, 7] as Weekday[]),
        fc.uniqueArray(instant, { minLength: 2, maxLength: 6 }),
        (zone, slots, days, instants) => {
          const ledger = new Set<string>();
          const since = new Date(Math.min(...instants)).toISOString();
          for (const at of instants.sort((a, b) => a - b)) {
            const now = new Date(at);
            const wanted = { slots, days, zone, since };
            const { owed, next } = dueSlots(wanted, now, (key) => ledger.has(key));
            for (const { localDate, due } of owed) {
              const [date = '', slot = '1'] = localDate.split('/');
              expect(ledger.has(localDate)).toBe(false);
              expect(due.getTime()).toBeLessThanOrEqual(at);
              expect(datesAround(zone, now)).toContain(date);
              expect(days.length === 0 || days.includes(weekdayOf(date))).toBe(true);
              expect(due).toEqual(dueOn(date, slots[Number(slot) - 1]!, zone));
              ledger.add(localDate);
            }
            expect(next!.getTime()).toBeGreaterThan(at);
            const longest = days.length === 0 ? 26 : 8 * 24;
            expect(next!.getTime() - at).toBeLessThan(longest * 3600_000);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('slots of a day', () => {
  it.each([
    [[], ['09:00'], ['09:00']],
    [['09:00'], ['10:00'], ['10:00']],
    [['09:00'], ['17:00', '09:00'], ['09:00', '17:00']],
    [['09:00', '17:00'], ['17:00'], [null, '17:00']],
    [
      ['09:00', '17:00'],
      ['17:00', '20:00'],
      ['20:00', '17:00'],
    ],
    [
      [null, '17:00'],
      ['08:00', '17:00', '21:00'],
      ['08:00', '17:00', '21:00'],
    ],
    [['09:00', '17:00'], ['09:00'], ['09:00']],
  ])('of %j become for %j: %j', (before, times, after) => {
    expect(assignSlots(before, times)).toEqual(after);
  });

  it('have keys in the order of their dates, in any collation', () => {
    const keys = [slotKey('2026-05-14', 0), slotKey('2026-05-14', 1), slotKey('2026-05-15', 0)];
    expect([...keys].sort()).toEqual(keys);
    expect([...keys].sort(new Intl.Collator('en').compare)).toEqual(keys);
  });
});
