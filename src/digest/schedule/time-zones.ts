import { countryCode } from '../../language/lexicon/country-names.ts';
import { editDistance, maxEdits } from '../../search/query/spell-correct.ts';
import {
  COMMON_ZONES,
  LONG_ZONE_NAMES,
  OFFSET_PLACES,
  REGION_ZONES,
  RENAMED_ZONES,
  SPOKEN_ZONES,
} from './zone-names.ts';

/** The zone that words name, or up to three similar names if they name none. */
export type ZoneReading = { readonly zone: string } | { readonly near: readonly string[] };

/** Longer than any zone name, in UTF-16 units. */
const MAX_LENGTH = 80;

/** Normalises a name: lower case, no accents, dots or quotation marks, single spaces. */
const normalized = (text: string): string =>
  text
    .slice(0, MAX_LENGTH)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/(?<=\p{L})\./gu, '')
    .replace(/["'“”„«»`’]/g, '')
    .replace(/[\s_]+/g, ' ')
    .trim();

/** Returns the tz database's current name of a zone: "Europe/Kyiv" for the runtime's "Europe/Kiev". */
const currentName = (zone: string): string => RENAMED_ZONES.get(zone) ?? zone;

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').map(currentName)];
const cityOf = (zone: string): string => normalized(zone.split('/').at(-1)!);
const zoneByName = new Map([
  ...ZONES.map((zone) => [cityOf(zone), zone] as const),
  ...ZONES.map((zone) => [normalized(zone), zone] as const),
]);

/** All names that a misspelling is compared with. */
const names = [
  ...ZONES.map((zone) => ({ name: cityOf(zone), zone })),
  ...[...SPOKEN_ZONES].map(([name, zone]) => ({ name, zone })),
];
/** The longest text that is treated as a misspelling, in UTF-16 units. */
const MAX_MISSPELT_LENGTH = 30;

/** Returns zones whose names are within two edits of the text, the closest first. */
function similarZones(said: string, most: number): string[] {
  if (said.length > MAX_MISSPELT_LENGTH) return [];
  const allowed = maxEdits(said.length);
  const found = names.map(({ name, zone }) => ({ zone, slips: editDistance(said, name, allowed) }));
  const close = found.filter(({ slips }) => slips <= allowed).sort((a, b) => a.slips - b.slips);
  return [...new Set(close.map(({ zone }) => zone))].slice(0, most);
}

const OFFSET = /^\(?(utc|gmt)? ?([-+−–])\s?(\d{1,2})(?:[:.h]?(\d{2})|([.,]5))?\)?$/;

/**
 * Returns the zone of a UTC offset: "UTC+2", "+05:30", "GMT-3.5". Returns null if it is not an offset. Whole hours have
 * their own zones, whose names have the opposite sign; other offsets map to a place with that offset.
 */
function offsetZone(said: string): string | null {
  const [, , sign, hours, minutes, half] = OFFSET.exec(said) ?? [];
  if (!sign || !hours) return null;
  const size = Number(hours) * 60 + (half ? 30 : Number(minutes ?? 0));
  if (size > (sign === '+' ? 14 : 12) * 60 && !OFFSET_PLACES.has(size)) return null;
  if (size === 0) return 'UTC';
  if (size % 60 > 0) return OFFSET_PLACES.get(sign === '+' ? size : -size) ?? null;
  return `Etc/GMT${sign === '+' ? '-' : '+'}${size / 60}`;
}

/** Whether a text has the form of a UTC offset, valid or not. Such a text is not a topic. */
export const isOffset = (text: string): boolean => OFFSET.test(normalized(text));

/** Returns the runtime's spelling of a zone, including old names such as "Asia/Calcutta", or null if unknown. */
function canonical(text: string): string | null {
  if (!text.includes('/')) return null;
  try {
    return currentName(
      new Intl.DateTimeFormat('en', { timeZone: text.trim().replaceAll(' ', '_') }).resolvedOptions()
        .timeZone,
    );
  } catch {
    return null;
  }
}

/** Removes the words for time from "India Standard Time" or "Berlin time". Returns null if there are none. */
function withoutTimeWords(said: string): string | null {
  const bare = said
    .replace(/^\((?:utc|gmt)[^)]*\) ?/, '')
    .replace(/^(?:the |time in |local time in )+/, '')
    .replace(/\b(?:standard |daylight |summer |local )?time ?(?:zone)?\b/, '')
    .replace(/[()]|\bus & canada\b/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return bare === said || bare === '' ? null : bare;
}

const named = (said: string): string | undefined => SPOKEN_ZONES.get(said) ?? zoneByName.get(said);

/** Returns a zone's UTC offsets in winter and summer. Zones with equal offsets have the same clock. */
function offsetsOf(zone: string): string {
  const form = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const year = new Date().getUTCFullYear();
  const shown = (month: number) =>
    form.formatToParts(Date.UTC(year, month, 15)).find(({ type }) => type === 'timeZoneName')!.value;
  return `${shown(0)} ${shown(6)}`;
}

const isCommon = (zone: string): boolean => COMMON_ZONES.includes(zone);
const rank = (zone: string): number => (isCommon(zone) ? COMMON_ZONES.indexOf(zone) : COMMON_ZONES.length);
const commonFirst = (a: string, b: string): number => rank(a) - rank(b);

/** Returns a country's zones, the best known first; empty if it is not a country. */
function zonesIn(country: string): readonly string[] {
  const code = countryCode(country);
  const zones = code === null ? [] : (new Intl.Locale(`und-${code}`).getTimeZones?.() ?? []);
  return zones.map(currentName).sort(commonFirst);
}

/** By country code and year: a country of many zones takes milliseconds. */
const knownClocks = new Map<string, readonly string[]>();

/** Returns one zone for each different clock in a country. */
function clocksIn(country: string): readonly string[] {
  const code = countryCode(country);
  if (code === null) return [];
  const key = `${code} ${new Date().getUTCFullYear()}`;
  const known = knownClocks.get(key);
  if (known) return known;
  const zones = zonesIn(country);
  const clocks = zones.map(offsetsOf);
  const found = zones.filter((_, at) => clocks.indexOf(clocks[at]!) === at);
  knownClocks.set(key, found);
  return found;
}

/**
 * Splits a place at its first or last comma, or before a final country name. Returns an empty list for a single name.
 */
function splitPlace(text: string): readonly string[] {
  const parts = text.split(',').map(normalized);
  if (parts.length > 1) return [parts[0]!, parts.at(-1)!];
  const words = normalized(text).split(' ');
  const last = [2, 1].find((count) => words.length > count && countryCode(words.slice(-count).join(' ')));
  return last ? [words.slice(0, -last).join(' '), words.slice(-last).join(' ')] : [];
}

/**
 * Returns the zone of "Berlin, Germany" or "Portland, OR": the city's if it is in that country or region, otherwise the
 * country's if it has one clock.
 */
function placeZone(text: string): string | null {
  const [city = '', land = ''] = splitPlace(text);
  if (!city || !land) return null;
  const isCertain = text.includes(',');
  const ofCity = named(city);
  const inCountry = zonesIn(land);
  if (ofCity && inCountry.includes(ofCity)) return ofCity;
  if (!isCertain) return null;
  const ofRegion = REGION_ZONES.get(land) ?? SPOKEN_ZONES.get(land);
  if (ofRegion) return ofCity && offsetsOf(ofCity) === offsetsOf(ofRegion) ? ofCity : ofRegion;
  const ofLand = clocksIn(land);
  if (ofLand.length === 1) return ofLand[0]!;
  return ofLand.length > 1 ? (REGION_ZONES.get(city) ?? null) : null;
}

/**
 * Returns the zone that words name, or null. It does not search for similar names, so it is fast enough to try word by
 * word.
 */
export function zoneNamed(text: string): string | null {
  const said = normalized(text);
  const bare = withoutTimeWords(said);
  const exact = named(said) ?? offsetZone(said) ?? canonical(text.slice(0, MAX_LENGTH));
  const byTime =
    bare === null
      ? undefined
      : (named(said.replace(/ time$/, '')) ?? LONG_ZONE_NAMES.get(bare) ?? named(bare));
  const zone = exact ?? byTime ?? placeZone(text.slice(0, MAX_LENGTH));
  if (zone) return zone;
  const clocks = clocksIn(bare ?? said);
  return clocks.length === 1 ? clocks[0]! : null;
}

/**
 * Parses a time zone: "Europe/Berlin", "berlin", "EST", "Bogotá", "India Standard Time", "Portland, OR", "UTC+5:30". An
 * abbreviation means the zone that most people mean by it, with its daylight saving time. The result has the tz
 * database's current name, or similar names if there is no match.
 */
export function readZone(text: string): ZoneReading {
  const zone = zoneNamed(text);
  if (zone) return { zone };
  const said = normalized(text);
  const asked = withoutTimeWords(said) ?? said;
  const clocks = clocksIn(asked);
  if (clocks.length > 0) return { near: clocks.slice(0, 3) };
  const city = splitPlace(text)[0];
  return { near: city && named(city) ? [named(city)!] : similarZones(asked, 3) };
}

/**
 * Suggests up to `most` zones for a partly typed name: those that begin with it, then those that contain it, common
 * ones first. For empty text it returns the common ones.
 */
export function zonesFor(typed: string, most: number): readonly string[] {
  const said = normalized(typed);
  if (said === '') return COMMON_ZONES.slice(0, most);
  const spoken = [...SPOKEN_ZONES].filter(([name]) => name.startsWith(said)).map(([, zone]) => zone);
  const begins = ZONES.filter(
    (zone) => cityOf(zone).startsWith(said) || normalized(zone).startsWith(said),
  ).sort(commonFirst);
  const containing = ZONES.filter((zone) => normalized(zone).includes(said));
  const exact = zoneNamed(typed);
  const first = exact ? [exact] : [];
  const all = [...first, ...begins, ...spoken, ...containing];
  return [...new Set(all.length > 0 ? all : similarZones(said, 5))].slice(0, most);
}
