import { readFileSync } from 'node:fs';

/** Units of Linux's /proc: processor time in hundredths of a second, memory in pages. */
const MS_PER_TICK = 10;
const BYTES_PER_PAGE = 4096;

/** The resources that a process has used so far. */
export interface ProcessUsage {
  /** The processor time of all its threads, in milliseconds. */
  readonly cpuMs: number;
  /** Resident memory, in bytes. */
  readonly residentBytes: number;
}

/**
 * Reads a process's resource usage from /proc. Returns null on other systems than Linux, or if the process is gone.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function usageOf(pid: number | undefined): ProcessUsage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field, the program's name in brackets, may contain spaces. Later fields do not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, pages] = [fields[11], fields[12], fields[21]].map(Number) as [
      number,
      number,
      number,
    ];
    return { cpuMs: (user + system) * MS_PER_TICK, residentBytes: pages * BYTES_PER_PAGE };
  } catch {
    return null;
  }
}
