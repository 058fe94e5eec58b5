import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';

const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['KB', 2 ** 10],
  ['MB', 2 ** 20],
  ['GB', 2 ** 30],
]);

/** The share of V8's heap limit for libraries. The rest of the process needs memory, too. */
const SHARE_OF_HEAP = 0.8;

/**
 * Parses READOUT_MEMORY: bytes, or a number with KB, MB or GB. Returns null if it is malformed.
 *
 * @example bytesIn('512MB') === 536_870_912
 */
export function bytesIn(text: string): number | null {
  const [, number, unit] = /^(\d{1,15}(?:\.\d{1,3})?) ?([KMG]B)?$/i.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(number) * UNITS.get((unit ?? '').toUpperCase())!);
  return number === undefined || bytes < 1 ? null : bytes;
}

/**
 * Returns the memory budget of open libraries, in bytes: the setting, or a quarter of the machine's or container's
 * memory.
 */
export function memoryBudget(setting: string | undefined): number {
  const wanted = setting === undefined ? null : bytesIn(setting);
  const machine = Math.min(totalmem(), process.constrainedMemory() || totalmem());
  return Math.min(wanted ?? machine / 4, SHARE_OF_HEAP * getHeapStatistics().heap_size_limit);
}
