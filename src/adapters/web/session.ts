import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Place } from '../../chat/commands/command-spec.ts';
import { newId } from '../../chat/ids.ts';
import { type PrivateKey, privateKey } from '../../domain/conversation-key.ts';
import { LOCAL } from '../../domain/tenant.ts';

const COOKIE = /(?:^|;\s*)readout=([\w-]{12})(?:;|$)/;

/** Hashes the cookie to a person's id, because ids are logged and the cookie authenticates. */
const idOf = (cookie: string): string => createHash('sha256').update(cookie).digest('base64url').slice(0, 16);

/** Identifies a browser by a random cookie, so that cards belong to it. */
export function personOf(request: IncomingMessage, response: ServerResponse): string {
  const known = COOKIE.exec(request.headers.cookie ?? '')?.[1];
  if (known) return idOf(known);
  const fresh = newId();
  response.setHeader('set-cookie', `readout=${fresh}; HttpOnly; SameSite=Strict; Path=/`);
  return idOf(fresh);
}

/** Builds the place of a question. Each browser is one channel with separate threads. */
export function placeOf(person: string, thread: unknown): Place & { readonly thread: PrivateKey } {
  const name = typeof thread === 'string' && /^[\w-]{1,40}$/.test(thread) ? thread : 'main';
  return {
    tenant: LOCAL,
    channel: `page-${person}`,
    person,
    thread: privateKey('page', person, name),
    mayManage: async () => true,
    passedOn: 'copy',
    // The page is served to this machine only, so its zone is the person's.
    zone: async () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
