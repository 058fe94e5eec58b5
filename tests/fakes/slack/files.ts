import type { ServerResponse } from 'node:http';
import type { Json } from './seen.ts';
import type { Grant } from './tokens.ts';

/** The properties of an uploaded file. */
export interface Upload {
  readonly name: string;
  readonly bytes?: Uint8Array | string;
  readonly mimetype?: string;
  /** True if it is deleted before it is read. Its messages then have a tombstone. */
  readonly deleted?: boolean;
  /** True for a file in another organisation's channel. Events then have only its id. */
  readonly isStub?: boolean;
  /** Other fields of the file object, for kinds that have no bytes. */
  readonly extra?: Json;
}

/** Creates Slack's file storage: file objects, `files.info`, and bytes for a token with `files:read`. */
export function createFiles(origin: () => string) {
  const files = new Map<string, { readonly json: Json; readonly bytes: Buffer }>();

  return {
    /** Stores a file. Returns it as an entry of a message's `files`. */
    add({ name, bytes = '', mimetype = 'text/plain', deleted, isStub, extra = {} }: Upload): Json {
      const id = `F${files.size + 1}`;
      const data = Buffer.from(bytes);
      const address = `${origin()}/files-pri/T1-${id}/${encodeURIComponent(name)}`;
      const json: Json = {
        id,
        name,
        title: name,
        mimetype,
        filetype: name.split('.').at(-1),
        mode: 'hosted',
        size: data.length,
        user: 'U1',
        created: 1,
        is_external: false,
        is_public: true,
        url_private: address,
        url_private_download: `${address}?download=1`,
        ...extra,
      };
      if (deleted) return { id, mode: 'tombstone', name, title: name };
      files.set(id, { json, bytes: data });
      return isStub ? { id, created: 1, mode: 'file_access', file_access: 'check_file_info' } : json;
    },
    info(id: unknown): Json {
      const file = files.get(String(id));
      return file ? { ok: true, file: file.json } : { ok: false, error: 'file_not_found' };
    },
    /** Serves a file's bytes. Without the scope it redirects to the login page. */
    serve(path: string, grant: Grant | undefined, response: ServerResponse): void {
      const file = files.get(/^\/files-pri\/T1-(\w+)\//.exec(path)?.[1] ?? '');
      if (!grant || grant.refused || !grant.scopes.has('files:read'))
        return void response.writeHead(302, { location: `${origin()}/login` }).end();
      if (!file) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': String(file.json.mimetype) }).end(file.bytes);
    },
  };
}

export type Files = ReturnType<typeof createFiles>;
