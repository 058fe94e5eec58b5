import { faultFields, OperatorError } from '../domain/errors.ts';

type WriteLog = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** Whether an error is the database's (unreachable, full, locked, read-only). The operator must fix it. */
export const isStoreFault = (error: unknown): error is OperatorError =>
  error instanceof OperatorError && error.code.startsWith('store-');

/** Kinds of work that fail separately: with a full disk, reading works and writing does not. */
export type Work = 'reading' | 'writing';

/** Tracks a database outage. Logs a line when the first kind of work fails, and another when all work again. */
export interface Outage {
  isOut(work: Work): boolean;
  failed(work: Work, error: unknown): void;
  worked(work: Work): void;
}

export function createOutage(tell: WriteLog): Outage {
  const out = new Set<Work>();
  return {
    isOut: (work) => out.has(work),
    failed(work, error) {
      if (out.size === 0)
        tell(
          faultFields(error),
          'Questions are answered, but nothing is remembered: cards have no buttons until the database takes writes.',
        );
      out.add(work);
    },
    worked(work) {
      if (out.delete(work) && out.size === 0)
        tell({}, 'The database takes writes again: cards have their buttons.');
    },
  };
}
