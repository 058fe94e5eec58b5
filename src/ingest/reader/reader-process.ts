import { type ChildProcess, spawn } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname, extname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../ingest-outcome.ts';
import { failed } from '../ingest-outcome.ts';
import { FrameReader, frameHeader } from './frames.ts';
import { usageOf } from './process-usage.ts';
import type { ReaderRequest } from './protocol.ts';

export interface ProcessLimits {
  /** The limit of V8's heap, in megabytes. The whole process may use `OVERHEAD_MB` more. */
  readonly memoryMb: number;
  /**
   * The limit of processor time for one job, in milliseconds, counted from when its modules are loaded. The limit of
   * wall-clock time is `CLOCK_FACTOR` times as long, because a process waits for the processor on a busy machine.
   */
  readonly timeoutMs: number;
  /** The largest result, in bytes. */
  readonly maxAnswerBytes: number;
}

/**
 * The time limit for loading a job's modules, in milliseconds. It may take long on a busy machine. It does not depend
 * on the input.
 */
const LOADING_MS = 60_000;

/** Memory of a process besides V8's old heap, in megabytes: code, buffers, young heap. */
const OVERHEAD_MB = 256;
const CHECK_MS = 200;

const CLOCK_FACTOR = 4;

/** The program's source is TypeScript in a checkout and JavaScript in the npm package. */
const ENTRY = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));

/**
 * The environment of a reader process: no variables of the bot's, so no secrets, except the folder of the compile
 * cache.
 */
function environment(): NodeJS.ProcessEnv {
  const cache = getCompileCacheDir();
  const { SystemRoot } = process.env;
  return {
    ...(cache ? { NODE_COMPILE_CACHE: dirname(cache) } : {}),
    ...(SystemRoot ? { SystemRoot } : {}),
  };
}

interface Job {
  readonly settle: (answer: Outcome<unknown>) => void;
  readonly limits: ProcessLimits;
  timer: NodeJS.Timeout;
  /** The process's processor time (ms) when the job's work began; null while its modules are loaded. */
  begunAt: number | null;
}

/**
 * A child process that parses untrusted input. It is killed if a job takes too much time or memory, or if it sends too
 * much or something unexpected. It cannot be used again then. An idle process does not keep the bot running.
 */
export class ReaderProcess {
  readonly #child: ChildProcess;
  readonly #memoryMb: number;
  readonly #frames: FrameReader;
  readonly #onDeath: () => void;
  #job: Job | null = null;
  #checking: NodeJS.Timeout | null = null;
  #dead = false;

  /** `onDeath` is called once, when the process accepts no more jobs. `entry` is its program. */
  constructor(memoryMb: number, maxAnswerBytes: number, onDeath: () => void, entry = ENTRY) {
    this.#memoryMb = memoryMb;
    this.#onDeath = onDeath;
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${memoryMb}`, '--max-semi-space-size=16', '--disable-proto=delete', entry],
      { stdio: ['pipe', 'ignore', 'ignore', 'pipe'], env: environment(), windowsHide: true },
    );
    this.#child = child;
    this.#frames = new FrameReader(
      maxAnswerBytes,
      (payload) => this.#answered(payload),
      () => this.#end(failed('page_broken', 'Reading it gave more than can be taken in.')),
    );
    this.#answers.on('data', (chunk: Buffer) => this.#frames.push(chunk));
    // Errors of the pipes are ignored, because the process's exit follows.
    this.#answers.on('error', () => {});
    this.#requests.on('error', () => {});
    child.on('error', () => this.#end(failed('page_broken', 'The reader process could not be started.')));
    child.on('close', (code, signal) => this.#end(this.#reasonOf(code, signal)));
    for (const handle of [child, this.#requests, this.#answers] as { unref?(): void }[]) handle.unref?.();
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Runs a job in the process, which must be idle. Never rejects. */
  run(request: ReaderRequest, limits: ProcessLimits): Promise<Outcome<unknown>> {
    const { promise, resolve } = Promise.withResolvers<Outcome<unknown>>();
    const { bytes, ...header } = request;
    // This timer keeps the bot's process alive until the result arrives.
    this.#job = { settle: resolve, limits, timer: this.#killAfter(LOADING_MS), begunAt: null };
    this.#startChecking();
    const json = Buffer.from(JSON.stringify(header));
    for (const part of [frameHeader(json.length), json, frameHeader(bytes.length), bytes])
      this.#requests.write(part);
    return promise;
  }

  /** Ends the process. A running job fails with `aborted`. */
  kill(): void {
    this.#end(failed('aborted', 'Stopped.'));
  }

  get #requests(): Writable {
    return this.#child.stdio[0] as Writable;
  }

  get #answers(): Readable {
    return this.#child.stdio[3] as Readable;
  }

  #killAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#end(tookTooLong(ms)), ms);
  }

  #answered(payload: Buffer): void {
    const job = this.#job;
    const begins = payload.length === 0;
    if (!job || (begins && job.begunAt !== null)) {
      this.#end(failed('page_broken', 'The reader process answered unasked.'));
      return;
    }
    clearTimeout(job.timer);
    // An empty frame means that the modules are loaded and the work begins.
    if (begins) {
      const usage = usageOf(this.#child.pid);
      job.begunAt = usage?.cpuMs ?? 0;
      job.timer = this.#killAfter(job.limits.timeoutMs * (usage ? CLOCK_FACTOR : 1));
      return;
    }
    this.#stopChecking();
    this.#job = null;
    job.settle(answerOf(payload));
  }

  /** Checks the process's size, because V8's limit does not include buffers and the stacks of regular expressions. */
  #startChecking(): void {
    const limit = (this.#memoryMb + OVERHEAD_MB) * 1_048_576;
    this.#checking = setInterval(() => {
      const usage = usageOf(this.#child.pid);
      if (!usage) return;
      const job = this.#job;
      if (usage.residentBytes > limit) this.#end(this.#outOfMemory());
      else if (job && job.begunAt !== null && usage.cpuMs - job.begunAt > job.limits.timeoutMs)
        this.#end(tookTooLong(job.limits.timeoutMs));
    }, CHECK_MS);
    this.#checking.unref();
  }

  #stopChecking(): void {
    if (this.#checking) clearInterval(this.#checking);
    this.#checking = null;
  }

  #outOfMemory() {
    return failed('page_memory', `Reading it needs more than ${this.#memoryMb} MB.`);
  }

  /** V8 aborts the process when its heap is full. */
  #reasonOf(code: number | null, signal: NodeJS.Signals | null) {
    if (signal === 'SIGABRT' || code === 134) return this.#outOfMemory();
    return failed('page_broken', 'Reading it ended early.');
  }

  #end(outcome: Outcome<unknown>): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#stopChecking();
    this.#child.kill('SIGKILL');
    const job = this.#job;
    this.#job = null;
    if (job) clearTimeout(job.timer);
    this.#onDeath();
    job?.settle(outcome);
  }
}

function tookTooLong(ms: number) {
  return failed('page_timeout', `Reading it took longer than ${ms / 1000} seconds.`);
}

function answerOf(payload: Buffer): Outcome<unknown> {
  try {
    return JSON.parse(payload.toString('utf8')) as Outcome<unknown>;
  } catch {
    return failed('page_broken', 'Reading it gave nothing that can be understood.');
  }
}
