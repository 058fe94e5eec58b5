import type { Failure } from '../ingest-outcome.ts';

/** Failures that would tell a stranger what a name leads to, or who answers inside the operator's network. */
const TELLING: ReadonlySet<string> = new Set([
  'private_address',
  'not_found_host',
  'refused',
  'timeout',
  'network',
]);

/** A failure as people in a chat may read it. The whole of it belongs in the log and on the command line. */
export function failureInChat(failure: Failure): Failure {
  if (!TELLING.has(failure.code)) return failure;
  return { ...failure, code: 'unreachable', message: 'This address cannot be read from here.' };
}
