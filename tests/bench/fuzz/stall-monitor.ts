import { Session } from 'node:inspector';
import { PerformanceObserver } from 'node:perf_hooks';

/** A period without a turn of the event loop. Times are in milliseconds; `from` and `to` are wall-clock times. */
export interface Stall {
  readonly from: number;
  readonly to: number;
  /** The main thread's CPU time. If it is much shorter than the stall, the thread waited for a core or the disk. */
  readonly cpu: number;
  /** The part that was garbage collection. */
  readonly gc: number;
  /** The functions that took longest, with the time in each and its callees. */
  readonly functions: readonly string[];
}

const TICK = 10;
/**
 * The main thread's CPU time between two turns that is always reported, whatever the load of the machine, in
 * milliseconds.
 */
export const MOST_CPU_MS = 100;
const SAMPLES_EVERY_US = 5_000;
/** The interval at which the profile is restarted, to bound its memory; in milliseconds. */
const PROFILE_FOR = 10_000;
const SHOWN = 8;

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}
interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
  readonly startTime: number;
  readonly endTime: number;
}

/**
 * Returns the functions of the last `ms` of a CPU profile, and garbage collection, by the time in each and its callees.
 */
function busiest(
  { nodes, samples = [], timeDeltas = [], startTime, endTime }: Profile,
  ms: number,
): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const total = new Map<string, number>();
  let at = startTime;
  samples.forEach((sample, index) => {
    at += timeDeltas[index]!;
    if (at < endTime - ms * 1_000) return;
    const names = new Set<string>();
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const { functionName, url, lineNumber } = byId.get(id)!.callFrame;
      const place = url.split('/').slice(-2).join('/');
      if (url.startsWith('file:')) names.add(`${functionName || '(anonymous)'} ${place}:${lineNumber + 1}`);
      else if (functionName === '(garbage collector)' || functionName === '(program)')
        names.add(functionName);
    }
    for (const name of names) total.set(name, (total.get(name) ?? 0) + timeDeltas[index]! / 1_000);
  });
  const sorted = [...total].sort(([, left], [, right]) => right - left);
  return sorted.slice(0, SHOWN).map(([name, time]) => `${name} ${time.toFixed(0)} ms`);
}

/**
 * Calls `onStall` after each stretch in which this process's event loop took no turn for over `leastMs`, or for over
 * `MOST_CPU_MS` of its own CPU time.
 */
export function monitorStalls(leastMs: number, onStall: (stall: Stall) => void): void {
  const session = new Session();
  session.connect();
  /** Sends a command. A session of the same thread answers before `post` returns. */
  const post = (method: string, values: object = {}): unknown => {
    let result: unknown;
    session.post(method, values, (_error, answer) => {
      result = answer;
    });
    return result;
  };
  post('Profiler.enable');
  post('Profiler.setSamplingInterval', { interval: SAMPLES_EVERY_US });
  post('Profiler.start');
  const cpuNow = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  let gc = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) gc += duration;
  }).observe({ entryTypes: ['gc'] });
  let last = Date.now();
  let lastCpu = cpuNow();
  let profiledSince = last;
  const restart = (): Profile => {
    const { profile } = post('Profiler.stop') as { profile: Profile };
    post('Profiler.start');
    profiledSince = Date.now();
    return profile;
  };
  const look = (): void => {
    const now = Date.now();
    const gap = now - last - TICK;
    const cpu = cpuNow() - lastCpu;
    if (gap > leastMs || cpu > MOST_CPU_MS) {
      const stall = {
        from: last,
        to: now,
        cpu: Math.round(cpu),
        functions: busiest(restart(), Math.max(gap, TICK)),
      };
      // The observer reports collections in a later turn.
      setTimeout(() => {
        onStall({ ...stall, gc: Math.round(gc) });
        gc = 0;
      }, TICK).unref();
    } else {
      if (now - profiledSince > PROFILE_FOR) restart();
      gc = 0;
    }
    last = Date.now();
    lastCpu = cpuNow();
  };
  setInterval(look, TICK).unref();
}
