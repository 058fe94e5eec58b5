import pino from 'pino';

type Line = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** What is written about a running bot: ids, kinds and faults, never what somebody wrote, never a token. */
export interface Log {
  debug: Line;
  info: Line;
  warn: Line;
  error: Line;
}

/** What tokens look like, wherever they came from: Slack's, and what an Authorization header bears. */
const TOKENS = /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\b(?:Bearer|Bot) [\w.-]{20,}/g;

/** Shorter ones would be found in ordinary words. */
const SHORTEST_SECRET = 8;

/** Takes tokens out of a line: a second guard, behind never writing one. */
export function withoutSecrets(line: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  return known.reduce(
    (text, secret) => text.replaceAll(secret, '[secret]'),
    line.replace(TOKENS, '[secret]'),
  );
}

/** A log of JSON lines on standard error, so that standard output stays a person's. `secrets` are never written. */
export function createLog(level: string, secrets: readonly string[] = []): Log {
  const out = pino.destination({ dest: 2, sync: true });
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void out.write(withoutSecrets(line, secrets)) },
  );
}
