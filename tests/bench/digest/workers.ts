import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { OutletSetting } from './outlets.ts';
import { type Moment, startWire, type Wire } from './wire.ts';

/** What a worker process is started with. */
export interface WorkerSetting extends OutletSetting {
  /** A file's path or postgres://…. */
  readonly target: string;
  /** How far the worker's clock is ahead of the machine's, in milliseconds. */
  readonly ahead: number;
  /** How often it looks at the clock, in milliseconds. */
  readonly tick?: number;
}

/** What a worker is told: the time, to say what it weighs (with `live`, which costs a collection), to stop. */
export type ToWorker =
  | { readonly ahead: number }
  | { readonly weigh: 'quickly' | 'live' }
  | { readonly stop: true };

/** What a worker process uses: resident bytes, what it holds on to of them, and microseconds of the processor since it began. */
export interface Weight {
  readonly rss: number;
  /** Bytes that are left once all garbage is collected; 0 where that was not asked for. */
  readonly live: number;
  readonly cpu: number;
}

/** One replica: a process that is killed and started again, with wires of its own to both services. */
export interface Slot {
  start(ahead: number): Promise<void>;
  tell(told: ToWorker): void;
  /** Calls at each moment of a request on its wires; one listener at a time, null for none. */
  watch(listener: ((moment: Moment, path: string) => void) | null): void;
  /** Kills the process with SIGKILL; resolves once it is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a worker process; resolves once it works. */
export async function startWorker(
  setting: WorkerSetting,
  heard: (line: string) => void,
): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'worker-process.ts'), [JSON.stringify(setting)]);
  child.on('message', (message: { said?: string }) => {
    if (message.said) heard(message.said);
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`a worker ended with ${code} before it was ready`);
    }),
  ]);
  return child;
}

/** What a worker process weighs now. */
export function weigh(worker: ChildProcess, how: 'quickly' | 'live' = 'quickly'): Promise<Weight> {
  return new Promise((resolve) => {
    const take = (message: Partial<Weight>): void => {
      if (message.rss === undefined) return;
      worker.off('message', take);
      resolve(message as Weight);
    };
    worker.on('message', take);
    worker.send({ weigh: how } satisfies ToWorker);
  });
}

/** Lets a worker process end its posts and go. */
export async function stopWorker(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.send({ stop: true } satisfies ToWorker);
  await ended;
}

/** Makes a slot; `heard` takes what its worker has to say to an operator. */
export async function slotFor(
  services: { readonly slack: string; readonly discord: string },
  target: string,
  heard: (line: string) => void,
): Promise<Slot> {
  let child: ChildProcess | null = null;
  let watch: ((moment: Moment, path: string) => void) | null = null;
  const at = (moment: Moment, path: string): void => watch?.(moment, path);
  const wires: { slack: Wire; discord: Wire } = {
    slack: await startWire(services.slack, at),
    discord: await startWire(services.discord, at),
  };

  return {
    async start(ahead) {
      child = await startWorker(
        { target, ahead, tick: 200, slack: wires.slack.origin, discord: wires.discord.origin },
        heard,
      );
    },
    tell: (told) => void child?.send(told),
    watch(listener) {
      watch = listener;
    },
    async kill() {
      const gone = once(child!, 'exit');
      child!.kill('SIGKILL');
      await gone;
    },
    async stop() {
      if (child) await stopWorker(child);
      await wires.slack.stop();
      await wires.discord.stop();
    },
  };
}
