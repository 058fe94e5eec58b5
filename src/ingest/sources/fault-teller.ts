import { OperatorError } from '../../domain/errors.ts';

/** A fault of our own in words: the database's are the operator's to mend, any other has its kind alone. */
const wordsOf = (error: unknown): string =>
  error instanceof OperatorError ? error.message : error instanceof Error ? error.name : 'unknown';

/** Tells of each fault once until it ended: polling is tried again every few seconds, and an outage is one line. */
export function createFaultTeller(tell: (fault: string) => void): {
  failed(error: unknown): void;
  ended(): void;
} {
  const told = new Set<string>();
  return {
    failed(error) {
      const fault = wordsOf(error);
      if (!told.has(fault)) tell(fault);
      told.add(fault);
    },
    ended: () => told.clear(),
  };
}
