/** Languages besides English in which a question may name a country. The names come from Node (Unicode CLDR). */
const LANGUAGES = ['es', 'fr', 'de', 'pt', 'ru', 'uk'];

/** Other English names: short forms and the seat of the government, by which newspapers call it. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  US: ['USA', 'America', 'Washington'],
  GB: ['UK', 'Britain', 'London'],
  RU: ['Russian Federation', 'Moscow', 'Kremlin'],
  CN: ['PRC', 'Beijing'],
  KP: ['DPRK', 'Pyongyang'],
  KR: ['Republic of Korea', 'Seoul'],
  JP: ['Tokyo'],
  DE: ['Berlin'],
  FR: ['Paris'],
  IT: ['Rome'],
  ES: ['Madrid'],
  UA: ['Kyiv', 'Kiev'],
  BY: ['Minsk'],
  PL: ['Warsaw'],
  TR: ['Turkey', 'Ankara'],
  IR: ['Tehran'],
  IQ: ['Baghdad'],
  SY: ['Damascus'],
  IL: ['Jerusalem'],
  EG: ['Cairo'],
  SA: ['Riyadh'],
  AE: ['UAE', 'Emirates'],
  IN: ['New Delhi'],
  PK: ['Islamabad'],
  AF: ['Kabul'],
  VE: ['Caracas'],
  CU: ['Havana'],
  MX: ['Mexico City'],
  BR: ['Brasília', 'Brasilia'],
  CA: ['Ottawa'],
  AU: ['Canberra'],
  TW: ['Taipei'],
  CZ: ['Czech Republic'],
  MM: ['Burma'],
  CD: ['DRC', 'DR Congo'],
};

const names = (language: string) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });

/** Region codes by their English names and the names that newspapers use instead, in lower case. */
const codes = new Map<string, string>();
const english = names('en');
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
  const name = english.of(code);
  if (name && !codes.has(name.toLowerCase())) codes.set(name.toLowerCase(), code);
}
for (const name of ['Britain', 'Turkey', 'Czech Republic', 'Burma'])
  codes.set(name.toLowerCase(), Object.entries(ALSO).find(([, also]) => also.includes(name))![0]);

/** Region codes by all English names, in lower case. */
const codesOfAll = new Map([
  ...Object.entries(ALSO).flatMap(([code, also]) => also.map((name) => [name.toLowerCase(), code] as const)),
  ...codes,
]);

/** Returns the ISO 3166 code of a country by one of its English names, in any case; null if it is no country. */
export const countryCode = (name: string): string | null => codesOfAll.get(name.toLowerCase()) ?? null;

/** Created once, because each takes a millisecond. */
let foreign: readonly Intl.DisplayNames[] | null = null;

const known = new Map<string, readonly string[]>();

/** Returns every name by which a country may be asked for; empty if it is no country. */
export function countryAliases(name: string): readonly string[] {
  const code = codes.get(name.toLowerCase());
  if (!code) return [];
  const before = known.get(code);
  if (before) return before;
  foreign ??= LANGUAGES.map(names);
  const elsewhere = foreign.flatMap((language) => language.of(code) ?? []);
  const all = [...new Set([english.of(code)!, ...(ALSO[code] ?? []), ...elsewhere])];
  known.set(code, all);
  return all;
}
