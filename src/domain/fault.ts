/** A stored fault: a code and the values in its message. The message itself is made in the reader's language. */
export interface Fault {
  readonly code: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

/** Serialises a fault for the database. */
export const storedFault = ({ code, with: filled }: Fault): string =>
  JSON.stringify(filled === undefined ? { code } : { code, with: filled });

const isFilling = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** Parses a stored fault. Returns null for text without a code: earlier versions stored a sentence. */
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
