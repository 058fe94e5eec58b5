import { describe, expect, it } from 'vitest';
import { readTime } from '../../../src/digest/schedule/clock-time.ts';
import { readWanted } from '../../../src/digest/schedule/parse-schedule.ts';
import { readZone, zonesFor } from '../../../src/digest/schedule/time-zones.ts';
import { daysArgument, readDays } from '../../../src/digest/schedule/weekdays.ts';
import {
  LONG_ZONE_NAMES,
  OFFSET_PLACES,
  REGION_ZONES,
  RENAMED_ZONES,
  SPOKEN_ZONES,
} from '../../../src/digest/schedule/zone-names.ts';

describe('a time of day as people write it', () => {
  it.each([
    ['half past nine', '09:30'],
    ['quarter to ten', '09:45'],
    ['20 past 8 in the evening', '20:20'],
    ['halb neun', '08:30'],
    ['9 in the morning', '09:00'],
    ['9 at night', '21:00'],
    ['2 at night', '02:00'],
    ['6p', '18:00'],
    ['6:30 p.m.', '18:30'],
    ['9 Uhr', '09:00'],
    ['9 Uhr 30', '09:30'],
    ['17h', '17:00'],
    ['24:00', '00:00'],
    ['09:30:00', '09:30'],
    ['nine thirty', '09:30'],
    ['12 noon', '12:00'],
    ['12am', '00:00'],
    ['at nine o’clock sharp', '09:00'],
  ])('reads "%s"', (text, time) => expect(readTime(text)).toBe(time));

  it.each(['24:30', '25', '13pm', '9:75', '', 'the', 'a', 'twenty', '9 May', 'nine five', 'half', '9-5'])(
    'takes "%s" for none',
    (text) => expect(readTime(text)).toBeNull(),
  );
});

describe('a zone as people write it', () => {
  it.each([
    ['UTC+5:30', 'Asia/Kolkata'],
    ['GMT+5.5', 'Asia/Kolkata'],
    ['+0545', 'Asia/Kathmandu'],
    ['-03:30', 'America/St_Johns'],
    ['UTC−3', 'Etc/GMT+3'],
    ['Kyiv', 'Europe/Kyiv'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['calcutta', 'Asia/Kolkata'],
    ['Saigon', 'Asia/Ho_Chi_Minh'],
    ['India Standard Time', 'Asia/Kolkata'],
    ['Eastern Daylight Time', 'America/New_York'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['GMT Standard Time', 'Europe/London'],
    ['Pacific Standard Time (Mexico)', 'America/Tijuana'],
    ['Berlin time', 'Europe/Berlin'],
    ['Berlin, Germany', 'Europe/Berlin'],
    ['Portland, OR', 'America/Los_Angeles'],
    ['London, Ontario', 'America/Toronto'],
    ['Tbilisi, Georgia', 'Asia/Tbilisi'],
    ['Atlanta, Georgia', 'America/New_York'],
    ['Bogotá', 'America/Bogota'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['København', 'Europe/Copenhagen'],
    ['Kenya', 'Africa/Nairobi'],
    ['“Berlin”', 'Europe/Berlin'],
  ])('reads "%s"', (text, zone) => expect(readZone(text)).toEqual({ zone }));

  it.each([
    'the',
    'the morning',
    'utc+17',
    'UTC+5:20',
    'gulf',
    'russian',
    '5:30',
    'constructor',
    'x'.repeat(5000),
  ])('takes "%s" for none, and offers nothing far from it', (text) =>
    expect(readZone(text)).toEqual({ near: [] }),
  );

  it('offers the zones of a land with several clocks, the best known first', () => {
    expect(readZone('USA')).toEqual({ near: ['America/New_York', 'America/Chicago', 'America/Denver'] });
  });

  it('names every zone as the tz database does now, and knows each one it names', () => {
    const tables = [RENAMED_ZONES, SPOKEN_ZONES, REGION_ZONES, LONG_ZONE_NAMES, OFFSET_PLACES];
    const zones = new Set(tables.flatMap((table) => [...table.values()]));
    for (const zone of zones) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone }), zone).not.toThrow();
      expect(RENAMED_ZONES.has(zone), zone).toBe(false);
    }
    expect(zonesFor('kie', 3)).toEqual(['Europe/Kyiv']);
  });
});

describe('a schedule in German and Spanish', () => {
  it.each([
    ['9 und 17:00 New York', { times: ['09:00', '17:00'], zone: 'America/New_York' }],
    ['jeden Montag um 9 Uhr Berlin', { days: [1], times: ['09:00'], zone: 'Europe/Berlin' }],
    ['täglich 8:30', { days: [], times: ['08:30'] }],
    ['9 y 17:00 Madrid', { times: ['09:00', '17:00'], zone: 'Europe/Madrid' }],
    ['cada lunes a las 9', { days: [1], times: ['09:00'] }],
    ['todos los días a las 8 Madrid', { days: [], times: ['08:00'], zone: 'Europe/Madrid' }],
  ])('reads "%s"', (text, wanted) => {
    expect(readWanted(text)).toMatchObject({ ...wanted, rest: '' });
  });

  it('leaves names of places alone', () => {
    expect(readWanted('9 Berlin Las Palmas, La Paz').rest).toBe('Las Palmas, La Paz');
  });
});

describe('days as people write them', () => {
  it.each([
    ['every weekday', [1, 2, 3, 4, 5]],
    ['on workdays', [1, 2, 3, 4, 5]],
    ['business days', [1, 2, 3, 4, 5]],
    ['Mon–Fri', [1, 2, 3, 4, 5]],
    ['monday through thursday', [1, 2, 3, 4]],
    ['fri-mon', [5, 6, 7, 1]],
    ['mon/wed/fri', [1, 3, 5]],
    ['every Tuesday', [2]],
    ['Sundays', [7]],
    ['weekends', [6, 7]],
    ['daily', []],
    ['every day', []],
  ])('reads "%s"', (text, days) => expect(readDays(text)).toEqual({ days }));

  it.each(['every other day', 'biweekly', 'hourly', 'first Monday of the month', 'every 3 days'])(
    'knows "%s" as a rhythm that is not kept',
    (text) => expect(readDays(text)).toHaveProperty('cannot'),
  );

  it.each(['monday meeting', 'the', 'day', 'may', 'mon-constructor', 'second', 'we met'])(
    'takes "%s" for none',
    (text) => expect(readDays(text)).toBeNull(),
  );

  it('are read back as they are typed', () => {
    for (const days of [[1, 2, 3, 4, 5], [6, 7], [2], [1, 4], [1, 3, 5]] as const)
      expect(readDays(daysArgument(days))).toEqual({ days });
  });
});

describe('when a digest is wanted, in one text', () => {
  const isTopic = (words: string) => ['inf', 'ukraine', 'germany'].includes(words.toLowerCase());
  const read = (text: string) => {
    const { times, zone, days, rest } = readWanted(text, isTopic);
    return [times.join(' '), zone, days?.join('') ?? null, rest];
  };

  it.each([
    ['every weekday at 9 Berlin', ['09:00', 'Europe/Berlin', '12345', '']],
    ['INF every Monday at 8', ['08:00', null, '1', 'INF']],
    ['9 in the morning Berlin', ['09:00', 'Europe/Berlin', null, '']],
    ['every evening at 8', ['20:00', null, '', '']],
    ['every evening', ['18:00', null, '', '']],
    ['mon, wed and fri at 7', ['07:00', null, '135', '']],
    ['at 9am and 5pm Berlin, Germany INF', ['09:00 17:00', 'Europe/Berlin', null, 'Germany INF']],
    ['at 9am and 5pm Lyon, France INF', ['09:00 17:00', 'Europe/Paris', null, 'INF']],
    ['9, 17', ['09:00 17:00', null, null, '']],
    ['Ukraine at 9 Berlin', ['09:00', 'Europe/Berlin', null, 'Ukraine']],
    ['9 Berlin Ukraine', ['09:00', 'Europe/Berlin', null, 'Ukraine']],
    ['9am Ukraine', ['09:00', 'Europe/Kyiv', null, '']],
    ['9am UTC+5:30', ['09:00', 'Asia/Kolkata', null, '']],
    ['9 central', ['09:00', 'America/Chicago', null, '']],
    ['central bank at 9', ['09:00', null, null, 'central bank']],
    ['9am Eastern Standard Time', ['09:00', 'America/New_York', null, '']],
    ['every sunday night at 8', ['20:00', null, '7', '']],
    ['of the talks', ['', null, null, 'of the talks']],
  ])('reads "%s"', (text, wanted) => expect(read(text)).toEqual(wanted));

  it('reads any text of the greatest length soon', () => {
    for (const text of ['9 '.repeat(250), 'every '.repeat(80), 'at a '.repeat(100), 'Berlin, '.repeat(60)])
      expect(readWanted(text).rest.length).toBeLessThanOrEqual(text.length);
  });
});

describe('a text of very many words of time', () => {
  it.each(['at ', 'every ', '9am ', 'every 9am ', 'at time in ', '9am United States '])(
    'is read once: twice as much of "%s" takes twice the steps',
    (piece) => {
      const stepsOf = (count: number): number => {
        let steps = 0;
        readWanted(`INF ${piece.repeat(count)}x`, () => {
          steps++;
          return false;
        });
        return steps;
      };
      expect(stepsOf(100)).toBeLessThanOrEqual(2.2 * stepsOf(50) + 20);
    },
  );
});
