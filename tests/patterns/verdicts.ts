import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { check } from 'recheck';
import { keyOf, type Pattern } from './collect.ts';

const FILE = join(import.meta.dirname, 'verdicts.json');

/**
 * What is known of a pattern. `safe`: its time grows with the text's length. `polynomial`: it grows with a power of the length.
 * `exponential`: a text of some hundred characters never ends.
 */
export type Verdict = 'safe' | 'polynomial' | 'exponential';

/** The verdicts that were found before, by pattern. A pattern's verdict never changes, so that it is found once. */
export const knownVerdicts = (): Map<string, Verdict> =>
  new Map(Object.entries(JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Verdict>));

export function saveVerdicts(verdicts: ReadonlyMap<string, Verdict>): void {
  const sorted = [...verdicts].sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** Lengths of the texts by which a suspicion is tried, in UTF-16 units. */
const TRIED = [100, 1_000, 5_000, 20_000];
/** A text of 20,000 characters takes a linear pattern well under this, in milliseconds. */
const SLOW_MS = 60;
const GIVEN_UP_MS = 2_000;

/** A text of about this length that the pattern may need long for. */
type Attack = (length: number) => string;

/** The processor time that the pattern takes for a text, in milliseconds; infinite if it is not done after two seconds. */
function timeOf({ source, flags }: Pattern, text: string): number {
  const pattern = new RegExp(source, flags);
  const begun = process.threadCpuUsage();
  try {
    // A timeout ends a regular expression too: V8 looks for it when it backtracks.
    runInNewContext('text.replace(pattern, "")', { text, pattern }, { timeout: GIVEN_UP_MS });
  } catch {
    return Number.POSITIVE_INFINITY;
  }
  // The machine may be busy with other work, so that the clock on the wall says nothing.
  return process.threadCpuUsage(begun).user / 1_000;
}

/** Tries an attack at growing lengths. */
function tryAttack(pattern: Pattern, attack: Attack): Verdict {
  for (const length of TRIED) {
    const text = attack(length);
    const time = Math.min(timeOf(pattern, text), timeOf(pattern, text));
    if (time > SLOW_MS) return length < 1_000 ? 'exponential' : 'polynomial';
  }
  return 'safe';
}

const repeated = (pump: string, length: number): string => pump.repeat(Math.ceil(length / pump.length));

const SIGNS = [
  'a',
  'A',
  '1',
  ' ',
  '\t',
  '\n',
  '"',
  "'",
  '“',
  '(',
  ')',
  '[',
  '<',
  '*',
  '-',
  ':',
  ';',
  '.',
  ',',
  '/',
  '@',
  '_',
];

/** Tries what the pattern itself is made of: its words and signs, each many times, and something after it that fits nothing. */
function tryOwnPieces(pattern: Pattern): Verdict {
  const words = pattern.source.replace(/\\p\{[^}]*\}|\\./g, ' ').match(/[\p{L}<>!/-]+/gu) ?? [];
  const pieces = [...new Set([...words, ...SIGNS])];
  const pumps = pieces.flatMap((piece) => [piece, `${piece} `, `${piece},a`, `a${piece}`]);
  let worst: Verdict = 'safe';
  for (const pump of new Set(pumps))
    for (const suffix of ['\u0000', '\n\u0000']) {
      const found = tryAttack(pattern, (length) => repeated(pump, length) + suffix);
      if (found === 'exponential') return found;
      if (found === 'polynomial') worst = found;
    }
  return worst;
}

/**
 * Finds the verdict, in at most so many milliseconds of recheck. What recheck proves stands. What it only suspects, because a
 * step counter of its own grew, is tried with its attack; what it does not come to an end with, with the pattern's own pieces.
 */
export async function findVerdict(pattern: Pattern, timeoutMs: number): Promise<Verdict> {
  // recheck knows no indices (d). They change nothing about the time.
  const result = await check(pattern.source, pattern.flags.replaceAll('d', ''), { timeout: timeoutMs });
  if (result.status === 'safe') return 'safe';
  if (result.status === 'unknown') return tryOwnPieces(pattern);
  const isProven = result.checker === 'automaton';
  if (isProven) return result.complexity.type === 'exponential' ? 'exponential' : 'polynomial';
  const { pumps, suffix } = result.attack;
  const found = tryAttack(
    pattern,
    (length) =>
      pumps.map(({ prefix, pump }) => prefix + repeated(pump, length / pumps.length)).join('') + suffix,
  );
  return found === 'safe' ? tryOwnPieces(pattern) : found;
}

/** Finds the verdicts of patterns that have none, two at a time. */
export async function findMissing(
  patterns: readonly Pattern[],
  known: Map<string, Verdict>,
  timeoutMs: number,
): Promise<void> {
  const missing = [...new Map(patterns.map((one) => [keyOf(one), one])).values()].filter(
    (one) => !known.has(keyOf(one)),
  );
  const work = async (): Promise<void> => {
    for (let one = missing.pop(); one; one = missing.pop())
      known.set(keyOf(one), await findVerdict(one, timeoutMs));
  };
  await Promise.all([work(), work()]);
}
