/** The connection broke after the request was on its way: whether Discord has it is not known. */
const BROKEN = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
/** How often such a request is sent again. */
const AGAIN = 2;

function isBroken(error: unknown): boolean {
  const { name, code, cause } = error as { name?: string; code?: unknown; cause?: unknown };
  return name === 'AbortError' || BROKEN.has(String(code)) || (cause instanceof Error && isBroken(cause));
}

/**
 * Sends again what shows nothing twice (it bears a nonce, or Discord takes it once) where the connection broke before the
 * answer; discord.js itself repeats only some of these. Rejects as the last attempt does.
 */
export async function persist<T>(send: () => Promise<T>): Promise<T> {
  for (let left = AGAIN; ; left--) {
    try {
      return await send();
    } catch (error) {
      if (left === 0 || !isBroken(error)) throw error;
    }
  }
}
