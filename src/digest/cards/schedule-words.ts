import { EN, type Words } from '../../domain/words/en.ts';

/** Formats an instant in a zone: "Wednesday 26 November, 09:00". */
export function formatInstant(zone: string, at: Date, { locale }: Words = EN): string {
  const date = { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone } as const;
  const day = new Intl.DateTimeFormat(locale, date).format(at);
  // The English format adds a comma after the weekday; one comma before the time is enough.
  return `${locale === EN.locale ? day.replace(',', '') : day}, ${formatClock(zone, at)}`;
}

/** Formats an instant's time of day in a zone: "09:00". */
export function formatClock(zone: string, at: Date): string {
  const form = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(at);
}

/** Formats the time left until an instant: "in 5 h", "in 40 min", "in 3 days", or "now" if it has passed. */
export function formatTimeLeft(at: Date, now: Date, { moment }: Words = EN): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  if (minutes <= 0) return moment.now;
  if (minutes < 60) return moment.minutes(minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? moment.hours(hours) : moment.days(Math.round(hours / 24));
}
