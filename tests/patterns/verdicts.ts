import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { check } from 'recheck';
import { keyOf, type Pattern } from './collect.ts';

const FILE = join(import.meta.dirname, 'verdicts.json');

/**
 * How a pattern's time grows with the text's length. `safe`: about linearly. `polynomial`: with a power of it.
 * `exponential`: a text of some hundred characters never finishes.
 */
export type Verdict = 'safe' | 'polynomial' | 'exponential';

/** Loads the stored verdicts by pattern. A pattern's verdict never changes. */
export const knownVerdicts = (): Map<string, Verdict> =>
  new Map(Object.entries(JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Verdict>));

export function saveVerdicts(verdicts: ReadonlyMap<string, Verdict>): void {
  const sorted = [...verdicts].sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** The lengths of the texts with which a suspicion is tested, in UTF-16 units. */
const TRIED = [100, 1_000, 5_000, 20_000];
/** A linear pattern takes well under this time for 20,000 characters, in milliseconds. */
const SLOW_MS = 60;
const GIVEN_UP_MS = 2_000;

/** Builds a text of about this length for which the pattern may need long. */
type Attack = (length: number) => string;

/** Measures the processor time of a pattern on a text, in milliseconds; infinite if it takes more than two seconds. */
function timeOf({ source, flags }: Pattern, text: string): number {
  const pattern = new RegExp(source, flags);
  const begun = process.threadCpuUsage();
  try {
    // The timeout also ends a regular expression: V8 checks it while backtracking.
    runInNewContext('text.replace(pattern, "")', { text, pattern }, { timeout: GIVEN_UP_MS });
  } catch {
    return Number.POSITIVE_INFINITY;
  }
  // Processor time, because the machine may be busy with other work.
  return process.threadCpuUsage(begun).user / 1_000;
}

/** Tests an attack at growing lengths. */
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

/** Tests texts made of the pattern's own words and signs, each repeated, with a non-matching end. */
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
 * Finds a pattern's verdict, with a time limit for recheck in milliseconds. What recheck proves is final. What it only
 * suspects is tested with its attack; if it does not finish, with the pattern's own pieces.
 */
export async function findVerdict(pattern: Pattern, timeoutMs: number): Promise<Verdict> {
  // recheck does not know the flag d (indices), which does not affect the time.
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

/** Finds missing verdicts, two at a time. */
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
