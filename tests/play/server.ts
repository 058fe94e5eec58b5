import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkCaller, readJson, send, sendJson } from '../../src/adapters/web/http.ts';
import { HttpError } from '../../src/http/http-error.ts';
import { type Act, type ChatName, type Entry, PEOPLE, type Side } from './entry.ts';

const PAGE = join(import.meta.dirname, 'page');
const BOT_PAGE = join(import.meta.dirname, '../../src/adapters/web/page');
const FILES: Readonly<Record<string, readonly [path: string, type: string]>> = {
  '/': [join(PAGE, 'index.html'), 'text/html'],
  '/play.css': [join(PAGE, 'play.css'), 'text/css'],
  '/entries.css': [join(PAGE, 'entries.css'), 'text/css'],
  '/cards.css': [join(BOT_PAGE, 'cards.css'), 'text/css'],
  '/icon.svg': [join(BOT_PAGE, 'icon.svg'), 'image/svg+xml'],
  '/dialog.css': [join(PAGE, 'dialog.css'), 'text/css'],
  '/dialog.js': [join(PAGE, 'dialog.js'), 'text/javascript'],
  '/composer.css': [join(PAGE, 'composer.css'), 'text/css'],
  '/play.js': [join(PAGE, 'play.js'), 'text/javascript'],
  '/composer.js': [join(PAGE, 'composer.js'), 'text/javascript'],
  '/draw.js': [join(PAGE, 'draw.js'), 'text/javascript'],
};

export interface PageParts {
  readonly sides: Readonly<Record<ChatName, Side>>;
  readonly entries: readonly Entry[];
  readonly listeners: Set<(entry: Entry) => void>;
  /** The address of the bot's own page. */
  readonly botPage: string;
}

const filledIn = (value: unknown): string | readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : words(value);

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

function fileIn(value: unknown): Act['file'] {
  if (typeof value !== 'object' || value === null) return null;
  const { field, name, base64 } = value as Record<string, unknown>;
  return { field: words(field), name: words(name), bytes: Buffer.from(words(base64), 'base64') };
}

function actOf(given: Readonly<Record<string, unknown>>): Act {
  const values = Object.entries((given.values ?? {}) as Record<string, unknown>);
  const filled = Object.entries((given.filled ?? {}) as Record<string, unknown>).map(
    ([name, value]) => [name, filledIn(value)] as const,
  );
  return {
    kind: words(given.kind),
    person: PEOPLE.find((name) => name === given.person) ?? 'Ada',
    channel: words(given.channel),
    under: words(given.under) || null,
    text: words(given.text),
    token: words(given.token),
    command: words(given.command),
    subcommand: words(given.subcommand),
    option: words(given.option),
    filled: Object.fromEntries(filled),
    file: fileIn(given.file),
    values: Object.fromEntries(values.filter(([, value]) => words(value) !== '')) as Record<string, string>,
  };
}

/** Serves the page to this machine only. Returns its address and a function that stops it. */
export async function servePage({ sides, entries, listeners, botPage }: PageParts, port: number) {
  const sideOf = ({ chat }: Record<string, unknown>): Side => sides[chat === 'discord' ? 'discord' : 'slack'];
  const follow = (request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const tell = (entry: Entry) => void response.write(`data: ${JSON.stringify(entry)}\n\n`);
    for (const entry of entries) tell(entry);
    response.write('event: current\ndata: {}\n\n');
    listeners.add(tell);
    request.on('close', () => listeners.delete(tell));
  };
  const routes: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => unknown>> = {
    'GET /events': follow,
    'GET /setup': (_request, response) =>
      sendJson(response, 200, {
        people: PEOPLE,
        botPage,
        chats: Object.entries(sides).map(([chat, side]) => ({
          chat,
          channels: side.channels,
          offers: side.offers(),
        })),
      }),
    'POST /act': async (request, response) => {
      const given = await readJson(request);
      await sideOf(given).act(actOf(given));
      sendJson(response, 200, {});
    },
    'POST /complete': async (request, response) => {
      const given = await readJson(request);
      sendJson(response, 200, await sideOf(given).complete(actOf(given)));
    },
  };
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      checkCaller(request);
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const [path, type] = FILES[pathname] ?? [];
      if (path) return send(response, 200, `${type}; charset=utf-8`, readFileSync(path, 'utf8'));
      const route = routes[`${request.method} ${pathname}`];
      if (!route) throw new HttpError(404, 'There is nothing here.');
      await route(request, response);
    };
    answer().catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      const status = error instanceof HttpError ? error.status : 500;
      sendJson(response, status, { error: (error as Error).message });
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
