import Fuse from 'fuse.js';

/** Names that people write and the zone database lacks or reads otherwise: the place whose clock they mean. */
const SPOKEN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    UTC: 'utc, gmt, z, zulu',
    'America/New_York':
      'est, edt, et, eastern, eastern time, nyc, ny, boston, washington, washington dc, dc, philadelphia, atlanta, miami',
    'America/Chicago': 'cst, cdt, ct, central, central time, dallas, houston, austin',
    'America/Denver': 'mst, mdt, mt, mountain, mountain time',
    'America/Los_Angeles':
      'pst, pdt, pt, pacific, pacific time, la, sf, san francisco, seattle, portland, san diego, silicon valley, california',
    'America/Anchorage': 'akst, akdt, alaska',
    'Pacific/Honolulu': 'hst, hawaii',
    'America/Toronto': 'ottawa, montreal, quebec',
    'America/Sao_Paulo': 'brt, rio, rio de janeiro, brasilia, brazil',
    'Europe/London': 'bst, uk, england, britain, scotland, edinburgh, manchester, glasgow, birmingham',
    'Europe/Berlin':
      'cet, cest, met, mez, mesz, germany, munich, hamburg, frankfurt, cologne, köln, münchen, stuttgart',
    'Europe/Paris': 'france, lyon, marseille',
    'Europe/Madrid': 'spain, barcelona',
    'Europe/Rome': 'italy, milan, milano, roma',
    'Europe/Zurich': 'switzerland, geneva, basel, bern, zürich',
    'Europe/Vienna': 'austria, wien',
    'Europe/Lisbon': 'wet, west, portugal, porto',
    'Europe/Helsinki': 'eet, eest, finland',
    'Europe/Warsaw': 'poland, krakow, warszawa',
    'Europe/Kiev': 'kyiv, ukraine',
    'Europe/Moscow': 'msk, st petersburg, saint petersburg, sochi, москва',
    'Europe/Istanbul': 'turkey, ankara',
    'Asia/Kolkata': 'ist, india, mumbai, bombay, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad',
    'Asia/Dubai': 'gst, uae, abu dhabi',
    'Asia/Jerusalem': 'israel, tel aviv',
    'Asia/Shanghai': 'china, beijing, shenzhen, guangzhou',
    'Asia/Hong_Kong': 'hkt',
    'Asia/Singapore': 'sgt',
    'Asia/Tokyo': 'jst, japan, osaka, kyoto',
    'Asia/Seoul': 'kst, korea, south korea',
    'Australia/Sydney': 'aest, aedt, canberra',
    'Australia/Perth': 'awst',
    'Pacific/Auckland': 'nzst, nzdt, new zealand, wellington',
  }).flatMap(([zone, names]) => names.split(', ').map((name) => [name, zone])),
);

/** What is offered before anything is typed. */
const COMMON: readonly string[] = [
  ...[
    'UTC',
    'Europe/London',
    'Europe/Berlin',
    'Europe/Paris',
    'Europe/Madrid',
    'Europe/Rome',
    'Europe/Helsinki',
  ],
  ...['Europe/Moscow', 'Europe/Istanbul', 'America/New_York', 'America/Chicago', 'America/Denver'],
  ...['America/Los_Angeles', 'America/Toronto', 'America/Sao_Paulo', 'Asia/Dubai', 'Asia/Kolkata'],
  ...['Asia/Singapore', 'Asia/Shanghai', 'Asia/Tokyo', 'Asia/Seoul', 'Australia/Sydney', 'Pacific/Auckland'],
];

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

/** "UTC+2", "GMT-5:00": the sign in the database's own name is the other way round. */
function offsetZone(text: string): string | null {
  const [, sign, hours] = /^(?:utc|gmt) ?([-+−–]) ?0?(\d{1,2})(?::?00)?$/.exec(text) ?? [];
  if (!sign || !hours) return null;
  const west = sign !== '+';
  if (Number(hours) > (west ? 12 : 14)) return null;
  return hours === '0' ? 'UTC' : `Etc/GMT${west ? '+' : '-'}${hours}`;
}

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
  const said = plain(text);
  const zone = SPOKEN[said] ?? byName.get(said) ?? offsetZone(said) ?? canonical(text);
  if (zone) return { zone };
  const near = fuse.search(text.trim().slice(0, 60), { limit: 3 }).map(({ item }) => item.zone);
  return { near };
}

/** Zones whose names begin with or hold what is typed, the common ones first, and those alone for nothing typed; `most` at the most. */
export function zonesFor(typed: string, most: number): readonly string[] {
  const said = plain(typed);
  if (said === '') return COMMON.slice(0, most);
  const spoken = Object.keys(SPOKEN).filter((name) => name.startsWith(said));
  const begins = ZONES.filter((zone) => cityOf(zone).startsWith(said) || plain(zone).startsWith(said)).sort(
    (one, other) => Number(COMMON.includes(other)) - Number(COMMON.includes(one)),
  );
  const holds = ZONES.filter((zone) => plain(zone).includes(said));
  const near = fuse.search(typed.trim().slice(0, 60), { limit: 5 }).map(({ item }) => item.zone);
  const exact = readZone(typed);
  const first = 'zone' in exact ? [exact.zone] : [];
  const all = [...first, ...begins, ...spoken.map((name) => SPOKEN[name]!), ...holds];
  return [...new Set(all.length > 0 ? all : near)].slice(0, most);
}
