const NAMED: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' };

/**
 * Reads a time of day as people write it: "9", "9am", "09:30", "9.30 pm", "2130", "noon". Gives `HH:MM`; null where it is none.
 *
 * @example readTime('9pm') // '21:00'
 */
export function readTime(text: string): string | null {
  const said = text.trim().toLowerCase();
  if (NAMED[said]) return NAMED[said];
  const read = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(?:h|o['’]clock)?\s*(?:([ap])\.?m\.?)?$/.exec(said);
  if (!read) return null;
  const [, hours = '', minutes = '00', half] = read;
  const hour = Number(hours);
  if (Number(minutes) > 59 || hour > 23) return null;
  if (half && (hour < 1 || hour > 12)) return null;
  const ofDay = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return `${String(ofDay).padStart(2, '0')}:${minutes}`;
}
