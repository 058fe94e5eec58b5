import { CHANNEL, type Json } from './seen.ts';

/** Discord's file server: what is uploaded has an address that whoever holds it may fetch. */
export function createAttachments(origin: () => string, nextId: () => string) {
  const files = new Map<string, { readonly bytes: Buffer; readonly type: string }>();
  return {
    /** Keeps a file; gives it as a message's `attachments` bear it. */
    add(name: string, data: Uint8Array | string, type = 'text/plain', extra: Json = {}): Json {
      const id = nextId();
      const path = `/attachments/${CHANNEL}/${id}/${encodeURIComponent(name)}`;
      const bytes = Buffer.from(data);
      files.set(path, { bytes, type });
      const url = `${origin()}${path}?ex=6a0000&is=690000&hm=abc&`;
      return {
        id,
        filename: name,
        size: bytes.length,
        url,
        proxy_url: url,
        content_type: type,
        ...extra,
      };
    },
    of: (path: string) => files.get(path) ?? null,
  };
}
