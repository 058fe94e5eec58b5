/** A fault as it is stored: a code, and what its sentence is filled with. Its words are the reader's. */
export interface Fault {
  readonly code: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

/** The text that a database keeps of a fault. */
export const storedFault = ({ code, with: filled }: Fault): string =>
  JSON.stringify(filled === undefined ? { code } : { code, with: filled });

const isFilling = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** Reads a stored fault; null for a text without a code, which is a sentence of an earlier version. */
export function readFault(text: string): Fault | null {
  if (!text.startsWith('{')) return null;
  try {
    const { code, with: filled = {} } = JSON.parse(text) as { code?: unknown; with?: unknown };
    if (typeof code !== 'string' || typeof filled !== 'object' || filled === null) return null;
    const known = Object.entries(filled).filter(([, value]) => isFilling(value));
    return { code, with: Object.fromEntries(known) as Record<string, string | number> };
  } catch {
    return null;
  }
}
