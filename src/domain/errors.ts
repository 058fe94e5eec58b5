/**
 * An error that the operator can fix: printed without a stack. `code` names the kind for scripts; the message says
 * what is wrong and what to do next.
 */
export class OperatorError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The stack frames in a log line: enough to find the fault. */
const PLACES = 8;

/**
 * The loggable part of any error: kind, code and place, and the message only if it is ours. A parser's or service's
 * message may quote a person's words or a token.
 */
export function faultFields(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error instanceof OperatorError ? { message: error.message } : {}),
    at: frames.slice(0, PLACES).map((line) => line.trim().slice('at '.length)),
  };
}
