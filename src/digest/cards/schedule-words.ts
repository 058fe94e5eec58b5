import { EN, type Words } from '../../domain/words/en.ts';

/** "Wednesday 26 November, 09:00": an instant by a zone's clock. */
export function momentIn(zone: string, at: Date, { locale }: Words = EN): string {
  const date = { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone } as const;
  const day = new Intl.DateTimeFormat(locale, date).format(at);
  // English sets a comma after the weekday; the time's is enough.
  return `${locale === EN.locale ? day.replace(',', '') : day}, ${clockIn(zone, at)}`;
}

/** "09:00": what a zone's clock shows at an instant. */
export function clockIn(zone: string, at: Date): string {
  const form = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(at);
}

/** "in 5 h", "in 40 min", "in 3 days": how long it is until then; "now" where it has come. */
export function until(at: Date, now: Date, { moment }: Words = EN): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  if (minutes <= 0) return moment.now;
  if (minutes < 60) return moment.minutes(minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? moment.hours(hours) : moment.days(Math.round(hours / 24));
}

/** "A, B and C", or "all topics" for none. */
export const listed = (names: readonly string[], none: string): string => EN.and(names) || none;
