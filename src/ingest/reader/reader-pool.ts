import type { Outcome } from '../ingest-outcome.ts';
import { failed } from '../ingest-outcome.ts';
import { FairQueue, type Owner } from './fair-queue.ts';
import type { ReaderRequest } from './protocol.ts';
import { type ProcessLimits, ReaderProcess } from './reader-process.ts';

/** The owner of a job, and whether somebody waits for it. */
export interface JobOwner extends Owner {
  /** False if nobody waits for the job. One process is then left for other jobs. */
  readonly urgent?: boolean;
}

export interface PoolOptions {
  /** The most processes. They start when needed. */
  readonly processes: number;
  /** The processes that stay running when idle. */
  readonly keptWarm: number;
  /** A process ends after this long without a job, in milliseconds. */
  readonly idleMs: number;
  readonly limits: ProcessLimits;
}

interface Job {
  readonly request: ReaderRequest;
  readonly urgent: boolean;
  readonly settle: (answer: Outcome<unknown>) => void;
}

interface Idle {
  readonly process: ReaderProcess;
  readonly timer: NodeJS.Timeout;
}

/** Distributes jobs among reader processes: tenants in turn, urgent jobs first, one job per process at a time. */
export class ReaderPool {
  readonly #options: PoolOptions;
  readonly #urgent = new FairQueue<Job>();
  readonly #background = new FairQueue<Job>();
  readonly #alive = new Set<ReaderProcess>();
  #idle: Idle[] = [];
  #backgroundRunning = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Runs a job when its turn comes. Never rejects. */
  run(request: ReaderRequest, owner: JobOwner): Promise<Outcome<unknown>> {
    const { promise, resolve } = Promise.withResolvers<Outcome<unknown>>();
    if (this.#closed) return Promise.resolve(failed('aborted', 'Stopped.'));
    const urgent = owner.urgent ?? true;
    (urgent ? this.#urgent : this.#background).add(owner, { request, urgent, settle: resolve });
    this.#startNext();
    return promise;
  }

  /** Ends every process. Running and waiting jobs fail with `aborted`. */
  close(): void {
    this.#closed = true;
    for (const job of [...this.#urgent.clear(), ...this.#background.clear()])
      job.settle(failed('aborted', 'Stopped.'));
    for (const { timer } of this.#idle) clearTimeout(timer);
    this.#idle = [];
    for (const process of this.#alive) process.kill();
  }

  #startNext(): void {
    while (!this.#closed && (this.#idle.length > 0 || this.#alive.size < this.#options.processes)) {
      const handed = this.#urgent.next() ?? this.#nextInBackground();
      if (!handed) return;
      const process = this.#takeIdle() ?? this.#start();
      const { request, urgent, settle } = handed.task;
      if (!urgent) this.#backgroundRunning++;
      void process.run(request, this.#options.limits).then((answer) => {
        if (!urgent) this.#backgroundRunning--;
        handed.done();
        if (!process.dead) this.#rest(process);
        settle(answer);
        this.#startNext();
      });
    }
  }

  /** With several processes, one is left for jobs that somebody waits for. */
  #nextInBackground() {
    const most = Math.max(1, this.#options.processes - 1);
    return this.#backgroundRunning < most ? this.#background.next() : null;
  }

  #start(): ReaderProcess {
    const { memoryMb, maxAnswerBytes } = this.#options.limits;
    const process: ReaderProcess = new ReaderProcess(memoryMb, maxAnswerBytes, () => {
      this.#alive.delete(process);
      this.#forget(process);
    });
    this.#alive.add(process);
    return process;
  }

  #takeIdle(): ReaderProcess | null {
    const last = this.#idle.pop();
    if (!last) return null;
    clearTimeout(last.timer);
    return last.process;
  }

  #rest(process: ReaderProcess): void {
    if (this.#closed) {
      process.kill();
      return;
    }
    const timer = setTimeout(() => {
      if (this.#alive.size > this.#options.keptWarm) process.kill();
    }, this.#options.idleMs);
    timer.unref();
    this.#idle.push({ process, timer });
  }

  #forget(process: ReaderProcess): void {
    for (const { timer } of this.#idle.filter((one) => one.process === process)) clearTimeout(timer);
    this.#idle = this.#idle.filter((one) => one.process !== process);
  }
}
