import type { Failure } from '../ingest-outcome.ts';

/** Failures that would reveal what a name resolves to or who answers within the operator's network. */
const REVEALING_CODES: ReadonlySet<string> = new Set([
  'private_address',
  'not_found_host',
  'refused',
  'timeout',
  'network',
]);

/** Reduces a failure to what people in chats may read. The log and the command line get all of it. */
export function failureInChat(failure: Failure): Failure {
  if (!REVEALING_CODES.has(failure.code)) return failure;
  return { ...failure, code: 'unreachable', message: 'This address cannot be read from here.' };
}
