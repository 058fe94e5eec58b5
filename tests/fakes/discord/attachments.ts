import { CHANNEL, type Json } from './seen.ts';

/** Discord's file server: an uploaded file has a public address. */
export function createAttachments(origin: () => string, nextId: () => string) {
  const files = new Map<string, { readonly bytes: Buffer; readonly type: string }>();
  return {
    /** Stores a file. Returns it as an entry of a message's `attachments`. */
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
