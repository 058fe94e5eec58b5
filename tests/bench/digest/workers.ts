import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { PublisherSetting } from './publishers.ts';
import { type Moment, startWire, type Wire } from './wire.ts';

/** The settings of a worker process. */
export interface WorkerSetting extends PublisherSetting {
  /** A file's path or postgres://…. */
  readonly target: string;
  /** How far the worker's clock is ahead of the machine's, in milliseconds. */
  readonly ahead: number;
  /** The interval between two checks of the clock, in milliseconds. */
  readonly tick?: number;
}

/** A message to a worker: the time, to report its memory (with `live`, which forces a garbage collection), to stop. */
export type ToWorker =
  | { readonly ahead: number }
  | { readonly weigh: 'quickly' | 'live' }
  | { readonly stop: true };

/** A worker process's usage: resident bytes, live bytes, and processor time in microseconds. */
export interface Weight {
  readonly rss: number;
  /** Bytes left after a garbage collection; 0 if none was forced. */
  readonly live: number;
  readonly cpu: number;
}

/** One replica: a worker process that is killed and restarted, with its own proxies to both services. */
export interface Slot {
  start(ahead: number): Promise<void>;
  tell(told: ToWorker): void;
  /** Sets the listener for the stages of requests through its proxies; null removes it. */
  watch(listener: ((moment: Moment, path: string) => void) | null): void;
  /** Kills the process with SIGKILL. Resolves when it has exited. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a worker process. Resolves when it is running. */
export async function startWorker(
  setting: WorkerSetting,
  onLine: (line: string) => void,
): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'worker-process.ts'), [JSON.stringify(setting)]);
  child.on('message', (message: { said?: string }) => {
    if (message.said) onLine(message.said);
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`a worker ended with ${code} before it was ready`);
    }),
  ]);
  return child;
}

/** Returns the current usage of a worker process. */
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

/** Tells a worker process to finish its posts and exit. */
export async function stopWorker(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.send({ stop: true } satisfies ToWorker);
  await ended;
}

/** Creates a replica's slot. `onLine` is called with each line that its worker logs for the operator. */
export async function slotFor(
  services: { readonly slack: string; readonly discord: string },
  target: string,
  onLine: (line: string) => void,
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
        onLine,
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
