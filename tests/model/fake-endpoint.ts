import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Received {
  readonly path: string;
  readonly authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: what was sent is what is tested
  readonly body: any;
}

type Reply = (response: ServerResponse, received: Received) => void;

/** Replies with this content as an OpenAI-compatible endpoint does. */
export const says =
  (content: string | null): Reply =>
  (response) =>
    void response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ choices: [{ message: { role: 'assistant', content, refusal: null } }] }));

/** Starts an OpenAI-compatible endpoint on the wire. A test sets its reply. */
export async function startFakeEndpoint(reply: Reply) {
  const received: Received[] = [];
  const told = { reply };
  const server = createServer(async (request: IncomingMessage, response) => {
    const one = {
      ...{ path: request.url ?? '', authorization: request.headers.authorization },
      body: JSON.parse((await text(request)) || 'null'),
    };
    received.push(one);
    told.reply(response, one);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    replies(next: Reply): void {
      told.reply = next;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
