/** The parts of the process that a verb uses. They are passed in, so that tests run verbs in-process. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
}

/** Exit codes: 0 success, 1 failure, 2 wrong usage. Scripts rely on them. */
export type ExitCode = 0 | 1 | 2;

/** A verb of the command line, `readout <verb>`. */
export interface Verb {
  readonly name: string;
  /** Its line in `readout --help`. */
  readonly summary: string;
  /** The text of `readout <verb> --help`. */
  readonly help: string;
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}

/** Wrong usage of the command line; printed without a stack trace, exit code 2. */
export class UsageError extends Error {}
