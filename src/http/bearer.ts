import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

/** The longest Authorization header that is parsed, in characters. The rest is ignored. */
const LONGEST = 200;

/** Returns the token of a request's `Authorization: Bearer …` header (RFC 6750). Throws 401 if there is none. */
export function bearerToken({ headers }: IncomingMessage): string {
  const [, token] = /^Bearer +([\w.~+/-]+=*) *$/i.exec((headers.authorization ?? '').slice(0, LONGEST)) ?? [];
  if (token === undefined) throw unauthorized();
  return token;
}

/** Creates the error for a missing, wrong or revoked token. It does not reveal which. */
export const unauthorized = (): HttpError =>
  new HttpError(401, 'This needs a valid token: Authorization: Bearer rdo_….', {
    'www-authenticate': 'Bearer realm="readout"',
  });
