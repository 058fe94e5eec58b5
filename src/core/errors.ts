/**
 * A fault that the operator can mend: printed without a stack.
 * `code` names the kind for scripts; the message says what is wrong and what to do next.
 */
export class OperatorError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
