import { randomBytes } from 'node:crypto';

/** A card's id: 12 characters of letters, digits, - and _, not to be guessed, short enough for every button. */
export const newId = (): string => randomBytes(9).toString('base64url');
