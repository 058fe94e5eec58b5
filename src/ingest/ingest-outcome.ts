/** Why a source could not be read: `code` for scripts, `message` for people, naming what to do where something can be done. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** The HTTP status that a server answered with. */
  readonly status?: number;
  /** The Retry-After header of a server that asks to be left alone for a while: seconds, or a date. */
  readonly retryAfter?: string;
}

/** What came out of a step that can fail for reasons of the source's own. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(code: string, message: string): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, message } };
}
