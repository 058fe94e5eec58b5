import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { topicInSentence } from '../../answer/cards/topic-in-sentence.ts';
import type { ReadoutAccess } from '../../answer/query-core.ts';
import type { Chat } from '../../chat/call-types.ts';
import type { Command } from '../../chat/commands/command-spec.ts';
import { OperatorError } from '../../domain/errors.ts';
import { LOCAL } from '../../domain/tenant.ts';
import { EN } from '../../domain/words/en.ts';
import { WORD_LANGUAGES, wordsForLocale } from '../../domain/words/words-for-locale.ts';
import { closeServer, createGuardedServer, listenOn } from '../../http/guarded-server.ts';
import { answerHealth, type HealthChecks, isHealthPath } from '../../http/health-routes.ts';
import { HttpError } from '../../http/http-error.ts';
import type { LocalRoute } from '../../http/local-route.ts';
import { done } from '../../ingest/ingest-outcome.ts';
import { renderHtml } from '../../render/html.ts';
import { articlePage } from './article-page.ts';
import { type Previews, viewsOf } from './card-views.ts';
import { suggestionsFor } from './completion.ts';
import { chatPageHtml, documentHtml, errorHtml } from './document.ts';
import { checkCaller, readFileBody, readJson, send, sendJson, wordsOf } from './http.ts';
import { personOf, placeOf } from './session.ts';

export interface WebParts {
  readonly chat: Chat;
  readonly readout: ReadoutAccess;
  readonly commands: readonly Command[];
  readonly previews: Previews;
  readonly health: HealthChecks;
  /** The operator's routes: metrics and the admin page. */
  readonly local?: readonly LocalRoute[];
}

/** The chat page's template; its words are filled in. */
const TEMPLATE = 'index.html';
/** The page's other files, read once at the start. There is no build, and nothing is loaded from other hosts. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/cards.css': ['cards.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/completion.js': ['completion.js', 'text/javascript; charset=utf-8'],
  '/history.js': ['history.js', 'text/javascript; charset=utf-8'],
  '/icon.svg': ['icon.svg', 'image/svg+xml'],
};

/** The topics that the page offers. */
const MOST_TOPICS = 6;

const JSON_TYPE = 'application/json; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Maps method and path to handlers. */
function routesOf({ chat, readout, commands, previews }: WebParts): ReadonlyMap<string, Handler> {
  const call = (request: IncomingMessage, response: ServerResponse, thread: unknown) => ({
    ...placeOf(personOf(request, response), thread),
    locale: wordsOf(request).locale,
    eventId: null,
  });
  const routes: Record<string, Handler> = {
    'POST /api/message': async (request, response) => {
      const { text, thread } = await readJson(request);
      const reply = await chat.message({ ...call(request, response, thread), text: textOf(text) });
      sendJson(response, 200, reply && viewsOf(reply, previews));
    },
    'POST /api/file': async (request, response, url) => {
      const value = (name: string) => url.searchParams.get(name) ?? '';
      if (request.headers['content-type'] !== 'application/octet-stream')
        throw new HttpError(415, 'Send the file as application/octet-stream.');
      const bytes = await readFileBody(request);
      const file = {
        name: value('name').slice(0, 200) || 'file',
        size: bytes.length,
        contentType: null,
        load: async () => done(bytes),
      };
      const place = call(request, response, value('thread'));
      const reply = await chat.message({ ...place, text: value('text').slice(0, 1000), files: [file] });
      sendJson(response, 200, reply && viewsOf(reply, previews));
    },
    'POST /api/action': async (request, response) => {
      const { token, thread, inPlace } = await readJson(request);
      const where = { ...call(request, response, thread), inPlace: inPlace === true };
      const reply = await chat.press({ ...where, token: textOf(token) });
      sendJson(response, 200, reply && viewsOf(reply, previews));
    },
    'GET /api/complete': async (request, response, url) => {
      const typed = (url.searchParams.get('text') ?? '').slice(0, 200);
      const place = placeOf(personOf(request, response), null);
      const words = wordsOf(request);
      sendJson(response, 200, await suggestionsFor(typed, commands, { chat, place, words }));
    },
    'GET /api/topics': async (request, response) => {
      const { platform } = wordsOf(request);
      const own = (await readout.open(LOCAL)).of(LOCAL);
      const inEnglish = topicInSentence(own);
      const topics = own.topics().slice(0, MOST_TOPICS);
      sendJson(
        response,
        200,
        topics.map(({ topic: { label } }) => ({
          title: platform.whatAbout(platform === EN.platform ? inEnglish(label) : label),
          question: EN.platform.whatAbout(inEnglish(label)),
        })),
      );
    },
    'GET /card': async (request, response, url) => {
      const id = url.searchParams.get('id') ?? '';
      const where = call(request, response, null);
      const { page } = wordsOf(request);
      const reply = /^[\w-]{1,40}$/.test(id) ? await chat.press({ ...where, token: `back~${id}` }) : null;
      if (!reply || reply.card.kind === 'error') throw new HttpError(404, page.cardGone);
      const shown = renderHtml({ ...reply.card, actions: [] });
      send(response, 200, HTML, documentHtml(reply.card.title, shown, page));
    },
    'GET /article': async (request, response, url) => {
      const { page } = wordsOf(request);
      const own = (await readout.open(LOCAL)).of(LOCAL);
      const shown = articlePage(own, url.searchParams.get('fact') ?? '', page);
      if (!shown) throw new HttpError(404, page.articleGone);
      send(response, 200, HTML, shown);
    },
  };
  return new Map(Object.entries(routes));
}

/** Shows an error page for a refused request. Rethrows other faults. */
function refusePage(response: ServerResponse, error: unknown): void {
  if (!(error instanceof HttpError)) throw error;
  send(response, error.status, HTML, errorHtml(error.status, error.message, wordsOf(response.req).page));
}

/** Describes to the operator why the port cannot be used. */
function portFault(port: number, { code }: NodeJS.ErrnoException): OperatorError {
  const why = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${code})`;
  return new OperatorError(
    'port-unusable',
    `Port ${port} ${why}. Set PORT to another one, for example PORT=${port + 1}.`,
  );
}

/**
 * Serves the chat page on the loopback address. Resolves with the port (0 asks for any free one) and a stop function.
 */
export async function startWeb(
  parts: WebParts,
  port: number,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const folder = join(import.meta.dirname, 'page');
  const files = new Map(
    Object.entries(FILES).map(([path, [file, type]]) => [
      path,
      { type, body: readFileSync(join(folder, file), 'utf8') },
    ]),
  );
  const template = readFileSync(join(folder, TEMPLATE), 'utf8');
  const pages = new Map(
    WORD_LANGUAGES.map((language) => {
      const words = wordsForLocale(language);
      return [words, chatPageHtml(template, words.page)] as const;
    }),
  );
  const routes = routesOf(parts);
  const server = createGuardedServer({
    refuse(response, { status, message, headers }) {
      const { page } = wordsOf(response.req);
      const error = status === 500 ? page.wentWrong : message;
      send(response, status, JSON_TYPE, JSON.stringify({ error }), headers);
    },
    async handle(request, response, url) {
      checkCaller(request);
      for (const route of parts.local ?? []) if (await route(request, response, url)) return;
      // Node omits the body of a response to HEAD.
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      if (method === 'GET' && isHealthPath(url.pathname))
        return answerHealth(parts.health, url.pathname, response, { brief: false });
      if (method === 'GET' && url.pathname === '/')
        return send(response, 200, HTML, pages.get(wordsOf(request)) ?? template);
      const file = method === 'GET' ? files.get(url.pathname) : undefined;
      if (file) return send(response, 200, file.type, file.body);
      const handler = routes.get(`${method} ${url.pathname}`);
      const nothing = new HttpError(404, wordsOf(request).page.nothingHere);
      if (!handler && method === 'GET' && /\btext\/html\b/.test(request.headers.accept ?? ''))
        return refusePage(response, nothing);
      if (!handler) throw nothing;
      const answered = handler(request, response, url);
      const isPage = method === 'GET' && !url.pathname.startsWith('/api/');
      return isPage ? answered.catch((error: unknown) => refusePage(response, error)) : answered;
    },
  });
  const opened = await listenOn(server, port, '127.0.0.1').catch((error: NodeJS.ErrnoException) => {
    throw portFault(port, error);
  });
  return { port: opened, stop: () => closeServer(server) };
}
