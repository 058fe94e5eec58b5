import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Place } from '../../chat/commands/command-spec.ts';
import { newId } from '../../chat/ids.ts';
import { type PrivateKey, privateKey } from '../../domain/conversation-key.ts';

const COOKIE = /(?:^|;\s*)readout=([\w-]{12})(?:;|$)/;

/** The tenant of the page and the terminal. */
export const LOCAL = 'local';

/** A person's id, a hash of their cookie: ids are logged, and the cookie proves who asks. */
const idOf = (cookie: string): string => createHash('sha256').update(cookie).digest('base64url').slice(0, 16);

/** Who asks: a browser is known by a cookie of random letters, so that its cards are its own. */
export function personOf(request: IncomingMessage, response: ServerResponse): string {
  const known = COOKIE.exec(request.headers.cookie ?? '')?.[1];
  if (known) return idOf(known);
  const fresh = newId();
  response.setHeader('set-cookie', `readout=${fresh}; HttpOnly; SameSite=Strict; Path=/`);
  return idOf(fresh);
}

/** The place of a question: the page is one channel for each browser; its threads are separate. */
export function placeOf(person: string, thread: unknown): Place & { readonly thread: PrivateKey } {
  const name = typeof thread === 'string' && /^[\w-]{1,40}$/.test(thread) ? thread : 'main';
  return {
    tenant: LOCAL,
    channel: `page-${person}`,
    person,
    thread: privateKey('page', person, name),
    mayManage: async () => true,
    // The page is served to this machine only.
    zone: async () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
