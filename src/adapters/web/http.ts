import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_FILE_BYTES } from '../../chat/pasted/answer-pasted.ts';
import type { Words } from '../../domain/words/en.ts';
import { WORD_LANGUAGES, wordsForLocale } from '../../domain/words/words-for-locale.ts';
import { acceptedLanguage } from '../../http/accept-language.ts';
import { HttpError } from '../../http/http-error.ts';
import { bodyReader } from '../../http/read-body.ts';

/** The longest JSON body, in bytes. */
const LONGEST_BODY = 256 * 1024;

/** The words of the language that the browser asks for by its `Accept-Language` header. */
export const wordsOf = ({ headers }: IncomingMessage): Words =>
  wordsForLocale(acceptedLanguage(headers['accept-language'], WORD_LANGUAGES));

/** Creates a reader of bodies up to `each` bytes. Its errors are in the browser's language. */
function localReader(each: number, together: number): (request: IncomingMessage) => Promise<Buffer> {
  const read = bodyReader({ each, together });
  return (request) =>
    read(request).catch((error: HttpError) => {
      const { page } = wordsOf(request);
      const said: Readonly<Record<number, string>> = {
        400: page.brokeOff,
        413: page.tooLong(Math.floor(each / 1024)),
        503: page.tooMuch,
      };
      throw new HttpError(error.status, said[error.status] ?? error.message, error.headers);
    });
}

const readBody = localReader(LONGEST_BODY, 64 * LONGEST_BODY);

/** Reads an uploaded file, up to the size limit for files. */
export const readFileBody = localReader(MAX_FILE_BYTES, 4 * MAX_FILE_BYTES);

/** Security headers: only the page's own files load or run, and no other page may frame it. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  vary: 'accept-language',
};

export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...HEADERS, 'content-type': type, ...headers });
  response.end(body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

/**
 * Refuses calls that the page itself did not make: another site's script by its Origin header, and a name that was
 * pointed at this machine (DNS rebinding) by the Host header.
 */
export function checkCaller(request: IncomingMessage): void {
  const { host, origin } = request.headers;
  const { page } = wordsOf(request);
  const name = host?.replace(/:\d+$/, '');
  if (name !== '127.0.0.1' && name !== 'localhost' && name !== '[::1]') throw new HttpError(403, page.openAt);
  if (origin !== undefined && origin !== `http://${host}`) throw new HttpError(403, page.onlyThisPage);
}

/** Reads a request's JSON object, bounded in size. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new HttpError(415, 'Send JSON.');
  const body = await readBody(request);
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Invalid JSON is refused below.
  }
  throw new HttpError(400, 'Send a JSON object.');
}
