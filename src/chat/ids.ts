import { randomBytes } from 'node:crypto';

/** Creates a card id: 12 unguessable characters of letters, digits, - and _, short enough for every button. */
export const newId = (): string => randomBytes(9).toString('base64url');
