import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedDate } from '../../../src/ingest/parse/published-date.ts';

const DATES: readonly (readonly [string, string | null])[] = [
  // ISO 8601 and similar.
  ['2026-03-24T09:30:00.123+01:00', '2026-03-24T08:30:00.000Z'],
  ['20260324T0930Z', '2026-03-24T09:30:00.000Z'],
  ['2026/3/4', '2026-03-04'],
  ['2026-03-24 09:30:00', '2026-03-24'],
  ['2026-03-24T24:00:00Z', '2026-03-25T00:00:00.000Z'],
  ['2026年3月24日 09:30 JST', '2026-03-24T00:30:00.000Z'],
  ['1774344600', '2026-03-24T09:30:00.000Z'],
  ['1774344600000', '2026-03-24T09:30:00.000Z'],
  // RFC 822 as servers write it.
  ['Fri, 13-Feb-26 7:05 GMT', '2026-02-13T07:05:00.000Z'],
  ['13 Feb 71', '1971-02-13'],
  ['Thu, 30 Apr 2026 08:57:00 CEST', '2026-04-30T06:57:00.000Z'],
  ['Thu, 30 Apr 2026 5:57 p.m. EDT', '2026-04-30T21:57:00.000Z'],
  ['Thu, 30 Apr 2026 12:05 AM +05:30', '2026-04-29T18:35:00.000Z'],
  ['Thu, 30 Apr 2026 08:57:60 UTC', '2026-04-30T08:57:59.000Z'],
  ['Sat, 26 Dec 2026 09:00:00 IST', '2026-12-26'],
  // asctime and date(1).
  ['Tue Mar 24 09:30:00 2026', '2026-03-24'],
  ['Tue Mar 24 10:30:00 CET 2026', '2026-03-24T09:30:00.000Z'],
  ['Tue Mar 24 2026 09:30:00 GMT+0100 (Central European Standard Time)', '2026-03-24T08:30:00.000Z'],
  // Month names of other languages.
  ['Do, 05 Mär 2026 10:00:00 +0100', '2026-03-05T09:00:00.000Z'],
  ['mer. 4 févr. 2026', '2026-02-04'],
  ['24 de março de 2026', '2026-03-24'],
  ['lun, 07 dic 2026 08:00:00 +0100', '2026-12-07T07:00:00.000Z'],
  ['24. maaliskuuta 2026', '2026-03-24'],
  ['2026. március 24.', '2026-03-24'],
  ['2 października 2026', '2026-10-02'],
  ['24 березня 2026', '2026-03-24'],
  ['5 Ağu 2026', '2026-08-05'],
  ['11 mrt. 2026', '2026-03-11'],
  // Dates in numbers only count if their order is certain.
  ['24.03.2026 09:30', '2026-03-24'],
  ['24/03/2026', '2026-03-24'],
  ['3/24/2026', '2026-03-24'],
  ['03/04/2020', null],
  // Not dates.
  ['31 April 2026', null],
  ['yesterday', null],
  ['12:30', null],
  ['2026', null],
  ['', null],
];

describe('a publication date', () => {
  it.each(DATES)('%s is read as %s', (text, date) => {
    expect(publishedDate(text)).toBe(date);
  });

  it('is an ISO date or nothing, whatever is written', () => {
    const piece = fc.constantFrom(
      '24',
      '3',
      '2026',
      'Mar',
      'мар',
      ':',
      '09:30',
      '-',
      '/',
      ' ',
      '+0100',
      'GMT',
      'PM',
      '年',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const date = publishedDate(text);
          expect(date === null || !Number.isNaN(Date.parse(date))).toBe(true);
        },
      ),
    );
  });
});
