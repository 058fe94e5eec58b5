/** Error codes of connections that broke after the request was sent. Discord may have received it. */
const BROKEN_CONNECTION_CODES = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
/** The number of retries. */
const MAX_RETRIES = 2;

function isBroken(error: unknown): boolean {
  const { name, code, cause } = error as { name?: string; code?: unknown; cause?: unknown };
  return (
    name === 'AbortError' ||
    BROKEN_CONNECTION_CODES.has(String(code)) ||
    (cause instanceof Error && isBroken(cause))
  );
}

/**
 * Retries an idempotent request after its connection broke: one with a nonce, or one that Discord accepts only once.
 * discord.js retries only some of these. Rejects with the last attempt's error.
 */
export async function retryIdempotent<T>(send: () => Promise<T>): Promise<T> {
  for (let left = MAX_RETRIES; ; left--) {
    try {
      return await send();
    } catch (error) {
      if (left === 0 || !isBroken(error)) throw error;
    }
  }
}
