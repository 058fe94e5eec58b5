/** Why a source could not be read: `code` for scripts, `message` for people, with a fix if there is one. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** The HTTP status that a server answered with. */
  readonly status?: number;
  /** The server's Retry-After header: seconds or a date. */
  readonly retryAfter?: string;
}

/** The result of a step that can fail because of the source. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(code: string, message: string): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, message } };
}
