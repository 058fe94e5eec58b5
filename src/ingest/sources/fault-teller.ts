import { OperatorError } from '../../domain/errors.ts';

/** Describes a fault of the bot: a database fault by its message, any other fault by its kind. */
const wordsOf = (error: unknown): string =>
  error instanceof OperatorError ? error.message : error instanceof Error ? error.name : 'unknown';

/** Reports each fault once until it has ended, because polling is retried every few seconds. */
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
