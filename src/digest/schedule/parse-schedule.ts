import { readTime } from './clock-time.ts';
import { readZone } from './time-zones.ts';

/** What a text about when and on what a digest is wanted says, as far as it says it. */
export interface WantedWords {
  /** `HH:MM`. */
  readonly time: string | null;
  /** IANA name. */
  readonly zone: string | null;
  readonly quiet: 'line' | 'nothing' | null;
  /** What is left: topics, or what was no time or zone. */
  readonly rest: string;
}

/** Words that only join: "on every day at 9 in Berlin". */
const JOINS = /^(?:at|in|on|every|each|day|daily|weekday|mornings?|time|zone|timezone)$/i;
const QUIET: readonly (readonly [RegExp, 'line' | 'nothing'])[] = [
  [/\b(?:skip|no|not on)\s+quiet\s+days?\b/i, 'nothing'],
  [/\bquiet(?:\s+days?)?\s*[:=]?\s*nothing\b/i, 'nothing'],
  [/\bquiet(?:\s+days?)?\s*[:=]?\s*(?:a\s+)?line\b/i, 'line'],
];

const LONGEST_ZONE = 3;

/**
 * Reads time, zone and topics out of one free text, in any order of the first two: "9am Berlin INF, START",
 * "at 09:30 in New York", "Europe/Berlin 8 quiet nothing".
 *
 * @example readWanted('9am Berlin INF') // { time: '09:00', zone: 'Europe/Berlin', quiet: null, rest: 'INF' }
 */
export function readWanted(text: string): WantedWords {
  let said = text;
  let quiet: WantedWords['quiet'] = null;
  for (const [words, meaning] of QUIET)
    if (words.test(said)) {
      quiet = meaning;
      said = said.replace(words, ' ');
    }
  const words = said.trim().split(/\s+/).filter(Boolean);
  const upTo = (at: number, count: number): string | null =>
    at + count <= words.length
      ? words
          .slice(at, at + count)
          .join(' ')
          .replace(/[,;]$/, '')
      : null;
  let time: string | null = null;
  let zone: string | null = null;
  let at = 0;
  const took = (count: number, take: (text: string) => boolean): boolean => {
    const text = upTo(at, count);
    if (text === null || !take(text)) return false;
    at += count;
    return true;
  };
  const takeTime = (text: string): boolean => {
    if (time !== null) return false;
    time = readTime(text);
    return time !== null;
  };
  const takeZone = (text: string): boolean => {
    if (zone !== null) return false;
    const read = readZone(text);
    zone = 'zone' in read ? read.zone : null;
    return zone !== null;
  };
  while (at < words.length) {
    if (took(2, takeTime) || took(1, takeTime)) continue;
    let isZone = false;
    for (let count = LONGEST_ZONE; count > 0 && !isZone; count--) isZone = took(count, takeZone);
    if (isZone) continue;
    if (!JOINS.test(words[at]!)) break;
    at++;
  }
  return {
    time,
    zone,
    quiet,
    rest: words
      .slice(at)
      .join(' ')
      .replace(/^[,;\s]+/, ''),
  };
}
