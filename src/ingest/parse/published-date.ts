const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * A publisher's date as ISO 8601: the instant where a zone is given, else the bare day; null where it can't be read for
 * certain (as 03/04/2020 cannot). ISO 8601, RFC 822 and English long dates are read.
 *
 * @example publishedDate('Tue, 14 May 2019 21:20:00 GMT') === '2019-05-14T21:20:00.000Z'
 */
export function publishedDate(text: string | null | undefined): string | null {
  const value = text?.trim() ?? '';
  const iso =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?/i.exec(
      value,
    );
  if (iso) {
    const [, year, month, day, hour, minute, second = '00', zone] = iso;
    return instant(`${year}-${month}-${day}`, hour ? `${hour}:${minute}:${second}` : null, zone);
  }
  const date =
    /(?:^|\s|,)(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?[\s-]+(\d{4})\b/i.exec(
      value,
    );
  if (!date) return null;
  const month = MONTHS.indexOf((date[2] ?? date[3] ?? '').slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return null;
  const day = `${date[5]}-${String(month).padStart(2, '0')}-${(date[1] ?? date[4] ?? '').padStart(2, '0')}`;
  const time =
    /\b(\d{2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|UT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[+-]\d{4})\b/.exec(value);
  return instant(day, time ? `${time[1]}:${time[2]}:${time[3] ?? '00'}` : null, time?.[4]);
}

/** Zones that RFC 822 names. */
const NAMED_ZONES: Record<string, string> = {
  Z: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  UT: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

function instant(day: string, time: string | null, zone: string | undefined): string | null {
  const midnight = new Date(`${day}T00:00:00Z`);
  // An impossible day (31 April) rolls over instead of failing.
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return null;
  if (!time || !zone) return day;
  const offset =
    NAMED_ZONES[zone.toUpperCase()] ??
    zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, h, m) => `${h}:${m ?? '00'}`);
  const at = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(at.getTime()) ? day : at.toISOString();
}
