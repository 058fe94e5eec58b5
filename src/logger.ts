import pino from 'pino';

type Line = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** The log of a running bot: ids, kinds and faults, never message text or tokens. */
export interface Log {
  debug: Line;
  info: Line;
  warn: Line;
  error: Line;
}

/** Matches tokens: Slack's, and those in Authorization headers. */
const TOKENS = /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\b(?:Bearer|Bot) [\w.-]{20,}/g;

/** The shortest secret that is removed. Shorter ones would match ordinary words. */
const SHORTEST_SECRET = 8;

/** Removes tokens from a log line; a second guard in case one was logged. */
export function withoutSecrets(line: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  return known.reduce(
    (text, secret) => text.replaceAll(secret, '[secret]'),
    line.replace(TOKENS, '[secret]'),
  );
}

/** Creates a logger that writes JSON lines to standard error. `secrets` are removed from every line. */
export function createLog(level: string, secrets: readonly string[] = []): Log {
  const out = pino.destination({ dest: 2, sync: true });
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void out.write(withoutSecrets(line, secrets)) },
  );
}
