import Fuse from 'fuse.js';

/** Names that people write and the zone database lacks or reads otherwise: the place whose clock they mean. */
const SPOKEN: Readonly<Record<string, string>> = {
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  gmt: 'UTC',
  utc: 'UTC',
  bst: 'Europe/London',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  eet: 'Europe/Helsinki',
  msk: 'Europe/Moscow',
  ist: 'Asia/Kolkata',
  jst: 'Asia/Tokyo',
};

/** What a person's words for a zone turned out to mean. */
export type ZoneReading = { readonly zone: string } | { readonly near: readonly string[] };

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');
const cityOf = (zone: string): string => plain(zone.split('/').at(-1)!);
const byName = new Map([
  ...ZONES.map((zone) => [cityOf(zone), zone] as const),
  ...ZONES.map((zone) => [plain(zone), zone] as const),
]);
const fuse = new Fuse(
  ZONES.map((zone) => ({ zone, city: cityOf(zone) })),
  { keys: ['city', 'zone'], threshold: 0.4, ignoreLocation: true },
);

/** The database's own spelling of a zone, old names such as "Asia/Calcutta" among them; null where it knows none. */
function canonical(text: string): string | null {
  if (!text.includes('/')) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text.trim() }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/**
 * Reads a zone as people write it: "Europe/Berlin", "berlin", "EST", "new york". An abbreviation means the clock of the
 * place that most people mean by it, summer time included. What is no zone gets the nearest right ones, three at the most.
 */
export function readZone(text: string): ZoneReading {
  const zone = SPOKEN[plain(text)] ?? byName.get(plain(text)) ?? canonical(text);
  if (zone) return { zone };
  const near = fuse.search(text.trim().slice(0, 60), { limit: 3 }).map(({ item }) => item.zone);
  return { near };
}
