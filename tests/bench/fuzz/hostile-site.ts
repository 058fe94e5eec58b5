import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pick, type Random } from '../search/random.ts';
import { hostileText } from './hostile-text.ts';

type Body = readonly [type: string, text: string];

const HTML = 'text/html; charset=utf-8';
const XML = 'application/rss+xml';

/** Draws a number of repetitions. A page has up to about two megabytes. */
const many = (random: Random): number => Math.floor(1 + random() ** 3 * 100_000);

const item = (random: Random, at: number): string =>
  `<item><title>${at} ${hostileText(random).slice(0, 300)}</title><link>https://x.example/${'/'.repeat(many(random) % 5_000)}${at}</link><guid>${'g'.repeat(many(random) % 3_000)}</guid></item>`;

/** The kinds of pages and feeds that have stopped a reader, or could. */
const KINDS: readonly ((random: Random) => Body)[] = [
  (random) => [HTML, `<!DOCTYPE${'[]'.repeat(many(random))}`],
  (random) => [HTML, '<p><a>'.repeat(many(random))],
  (random) => [HTML, `<html><title>t</title>${'<div>'.repeat(many(random))}<p>${hostileText(random)}</p>`],
  (random) => [
    HTML,
    `<article><h1>${hostileText(random)}</h1>${`<p>${hostileText(random)}</p>`.repeat(20)}</article>`,
  ],
  (random) => [HTML, '<!--'.repeat(many(random))],
  (random) => ['text/plain', `\n${'\t'.repeat(many(random))}x\ry`],
  (random) => ['text/plain', hostileText(random).repeat(20)],
  (random) => ['text/markdown', `# a${' '.repeat(many(random))}b\n${'['.repeat(many(random) % 3_000)}`],
  (random) => [XML, `<rss ${'<feed '.repeat(many(random))}<item>`],
  (random) => [XML, `<rss version="2.0"><channel><title>t</title>${'<item>'.repeat(many(random))}`],
  (random) => [
    XML,
    `<rss version="2.0"><channel><title>t</title>${Array.from({ length: 1 + (many(random) % 300) }, (_, at) => item(random, at)).join('')}</channel></rss>`,
  ],
  (random) => [
    XML,
    `<rss ${Array.from({ length: many(random) % 2_000 }, (_, at) => `xmlns:a${at}="u"`).join(' ')}><channel><item/></channel></rss>`,
  ],
  (random) => [
    'application/feed+json',
    `{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(many(random))}`,
  ],
  (random) => [pick(random, [HTML, XML, 'application/pdf', 'image/png', '']), hostileText(random)],
];

/** Starts a web site on which every page is hostile. The same seed gives the same pages in the same order. */
export async function startHostileSite(random: Random) {
  const server = createServer((_request, response) => {
    const [type, text] = pick(random, KINDS)(random);
    const headers = {
      'content-type': type,
      ...(random() < 0.05 ? { 'content-encoding': 'constructor' } : {}),
    };
    response.writeHead(pick(random, [200, 200, 200, 200, 404, 500]), headers);
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
