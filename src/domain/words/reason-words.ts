import { type Fault, readFault, storedFault } from '../fault.ts';
import { EN, type Words } from './en.ts';

/** Why something was not posted: in English for the log, and as a fault for the database. */
export interface Reason {
  readonly why: string;
  readonly fault?: Fault;
}

/** Describes a stored reason in a language. Text of an earlier version is returned as it is. */
export function reasonWords(stored: string, words: Words): string {
  const fault = readFault(stored);
  if (fault === null) return stored;
  const filled = fault.with ?? {};
  const inner = typeof filled.why === 'string' ? { why: reasonWords(filled.why, words) } : {};
  return words.reasons.get(fault.code)?.({ ...filled, ...inner }) ?? otherWords(fault);
}

/** Formats a fault whose code no catalogue has: its code and its values. */
const otherWords = ({ code, with: filled = {} }: Fault): string => [code, ...Object.values(filled)].join(' ');

/** Returns the reason for a fault. */
export const reasonOf = (fault: Fault): Reason => ({ why: reasonWords(storedFault(fault), EN), fault });

/** Serialises a reason for the database. */
export const storedReason = ({ why, fault }: Reason): string => (fault ? storedFault(fault) : why);
