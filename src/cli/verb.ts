/** What a verb of the command line may touch of the process: passed in, so that tests run verbs in-process. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
}

/** 0 ok, 1 failed, 2 wrong use: scripts rely on these. */
export type ExitCode = 0 | 1 | 2;

/** One verb of `readout <verb>`. */
export interface Verb {
  readonly name: string;
  /** One line for `readout --help`. */
  readonly summary: string;
  /** The whole of `readout <verb> --help`. */
  readonly help: string;
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}

/** Wrong use of the command line: printed without a stack, exit code 2. */
export class UsageError extends Error {}
