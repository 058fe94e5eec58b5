import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a local web server for one suite. `origin` is "http://127.0.0.1:port". */
export async function startServer(handle: Handle) {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends a whole response with a content type. */
export function answer(
  response: ServerResponse,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
) {
  response.writeHead(200, { 'content-type': type, ...headers });
  response.end(body);
}

/** Builds a news page with a few paragraphs. */
export function pageOf(title: string, paragraphs: readonly string[], head = ''): string {
  return `<!doctype html><html><head><title>${title} | The Daily Test</title><meta property="og:site_name" content="The Daily Test">${head}</head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article><footer>All rights reserved</footer></body></html>`;
}
