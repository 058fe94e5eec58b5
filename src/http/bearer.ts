import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

/** The longest token that is looked up, in characters. */
const LONGEST = 200;

/** The token of a request's `Authorization: Bearer …` (RFC 6750). Throws 401 if there is none. */
export function bearerToken({ headers }: IncomingMessage): string {
  const [, token] = /^Bearer +([\w.~+/-]+=*) *$/i.exec((headers.authorization ?? '').slice(0, LONGEST)) ?? [];
  if (token === undefined) throw unauthorized();
  return token;
}

/** The refusal of a missing, wrong or revoked token. It does not reveal which. */
export const unauthorized = (): HttpError =>
  new HttpError(401, 'This needs a valid token: Authorization: Bearer rdo_….', {
    'www-authenticate': 'Bearer realm="readout"',
  });
