import { createHmac, type Hmac, timingSafeEqual } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TenantId } from '../domain/tenant.ts';

/** The bytes of a seal at the end of a file. */
export const SEAL_BYTES = 32;
/** The bytes that are hashed per turn of the event loop: some milliseconds' work. */
const AT_ONCE = 1 << 22;

/**
 * Begins the seal of one of a library's saved files: an HMAC with the database's secret and the tenant. A file that is
 * damaged, made by others or moved from another library has none that fits, and is not read.
 */
export type FileSeal = () => Hmac;

/** Creates the seal of a tenant's saved files (null: the shared library's). */
export function fileSeal(secret: Buffer, tenant: TenantId): FileSeal {
  const key = createHmac('sha256', secret).update(JSON.stringify(tenant)).digest();
  return () => createHmac('sha256', key);
}

/** Returns the content of a sealed file; null if its seal does not fit. Without a seal, all bytes are content. */
export async function unsealed(bytes: Uint8Array, seal: FileSeal | null): Promise<Uint8Array | null> {
  if (!seal) return bytes;
  const size = bytes.length - SEAL_BYTES;
  if (size < 0) return null;
  const hmac = seal();
  for (let at = 0; at < size; at += AT_ONCE) {
    if (at > 0) await nextTurn();
    hmac.update(bytes.subarray(at, Math.min(size, at + AT_ONCE)));
  }
  return timingSafeEqual(hmac.digest(), bytes.subarray(size)) ? bytes.subarray(0, size) : null;
}

const jsonSeal = (value: object, seal: FileSeal): string =>
  seal().update(JSON.stringify(value)).digest('base64url');

/** Serialises an object with its seal. */
export const sealedJson = (value: object, seal: FileSeal): string =>
  JSON.stringify({ ...value, seal: jsonSeal(value, seal) });

/** Parses an object with its seal. Throws if the seal does not fit or it is no JSON. */
export function unsealedJson<Value extends object>(text: string, seal: FileSeal): Value {
  const { seal: given, ...value } = JSON.parse(text) as Record<string, unknown>;
  if (given !== jsonSeal(value, seal)) throw new Error('The seal does not fit.');
  return value as Value;
}
