import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { OperatorError } from '../domain/errors.ts';

/** Encryption keys for tokens. The current one encrypts; all of them decrypt. */
export interface Keys {
  readonly current: Key;
  readonly old: readonly Key[];
}

interface Key {
  /** The id stored beside encrypted text. It reveals nothing of the key. */
  readonly id: string;
  readonly bytes: Buffer;
}

const KEY_BYTES = 32;
/** 96 bits, as AES-GCM requires (NIST SP 800-38D, 8.2). */
const IV_BYTES = 12;

function keyOf(text: string, variable: string): Key {
  const hex = /^[0-9a-f]{64}$/i.test(text);
  const bytes = Buffer.from(text, hex ? 'hex' : 'base64');
  if (bytes.length !== KEY_BYTES)
    throw new OperatorError(
      'setting-invalid',
      `${variable} must be 32 bytes in base64 or hex. Make one: node -e "console.log(require('crypto').randomBytes(32).toString('base64'))"`,
    );
  const id = createHash('sha256').update('readout key ').update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}

/** Reads READOUT_KEY, and READOUT_KEY_OLD (one or several, separated by commas) while keys are being changed. */
export function readKeys(env: NodeJS.ProcessEnv): Keys {
  const current = env.READOUT_KEY?.trim();
  if (!current)
    throw new OperatorError(
      'setting-missing',
      `READOUT_KEY is not set; tokens of workspaces are kept encrypted under it. Make one and keep it: node -e "console.log(require('crypto').randomBytes(32).toString('base64'))"`,
    );
  const old = (env.READOUT_KEY_OLD ?? '').split(',').map((text) => text.trim());
  return {
    current: keyOf(current, 'READOUT_KEY'),
    old: old.filter((text) => text !== '').map((text) => keyOf(text, 'READOUT_KEY_OLD')),
  };
}

/** Encrypts with AES-256-GCM, bound to `purpose`: text encrypted for one tenant cannot be decrypted for another. */
export function seal(keys: Keys, text: string, purpose: string): string {
  const { id, bytes } = keys.current;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', bytes, iv).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return ['v1', id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** Derives the secret that signs posts to a webhook, so that it is not stored. It changes with READOUT_KEY. */
export const webhookSecret = ({ current }: Keys, id: string): string =>
  createHmac('sha256', current.bytes).update(`webhook ${id}`).digest('hex');

/** Returns the id of the key that encrypted this. */
export const keyIdOf = (sealed: string): string => sealed.split('.')[1] ?? '';

/** Decrypts. Throws OperatorError `key-wrong` if no key fits or the text was tampered with. */
export function unseal(keys: Keys, sealed: string, purpose: string): string {
  const [version, id, iv, tag, body] = sealed.split('.');
  const key = [keys.current, ...keys.old].find((one) => one.id === id);
  if (version !== 'v1' || !key || iv === undefined || tag === undefined || body === undefined)
    throw new OperatorError(
      'key-wrong',
      'Stored tokens were encrypted under another key than READOUT_KEY. Put the former key back, or into READOUT_KEY_OLD; without it the workspace has to install the app again.',
    );
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(iv, 'base64url'), {
      authTagLength: 16,
    })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return decipher.update(Buffer.from(body, 'base64url')).toString('utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new OperatorError(
      'key-wrong',
      'A stored token does not open under its key: the row was changed from outside. Let the workspace install the app again.',
      { cause },
    );
  }
}

/** Decrypts; null if no key fits or the text was tampered with. */
export function tryUnseal(keys: Keys, sealed: string, purpose: string): string | null {
  try {
    return unseal(keys, sealed, purpose);
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
}
