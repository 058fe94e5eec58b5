import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageReader, type PageReader } from '../../src/ingest/article/page-pool.ts';
import { knownIn } from '../../src/ingest/duplicate-index.ts';
import { safeFetch } from '../../src/ingest/fetch/safe-fetch.ts';
import { type IngestResult, ingest } from '../../src/ingest/pipeline.ts';
import type { ArticleStore } from '../../src/ingest/ports.ts';
import { type SourceRef, sourcesOf } from '../../src/ingest/source-ref.ts';
import { memoryArticles, plainFacts } from './memory.ts';
import { answer, pageOf, startServer } from './server.ts';

const WORDS =
  'harbour board pier ferry voted Tuesday engineers cracks pillars bus crowns shopkeepers relief'.split(' ');
/** Builds a different sentence for every number. */
const sentence = (n: number) =>
  `Report ${n} says the ${WORDS[n % 13]} of district ${n * 7} met the ${WORDS[(n * 5) % 13]} of ward ${n * 11} about plan ${n * 3}.`;
const sentences = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => sentence(from + at));

let folder: string;
let pages: PageReader;
let server: Awaited<ReturnType<typeof startServer>>;
let body = sentences(1, 12);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-test-'));
  pages = createPageReader();
  server = await startServer((request, response) => {
    if (request.url?.startsWith('/story')) return answer(response, 'text/html', pageOf('The pier', body));
    if (request.url === '/feed') {
      const teaser = `<item><title>Teased</title><link>${server.origin}/story?utm_source=rss</link><description>Short…</description></item>`;
      const whole = `<item><title>Whole</title><link>${server.origin}/other</link><description>&lt;p&gt;${sentences(50, 9).join('&lt;/p&gt;&lt;p&gt;')}&lt;/p&gt;</description></item>`;
      return answer(
        response,
        'application/rss+xml',
        `<rss version="2.0"><channel>${teaser}${whole}</channel></rss>`,
      );
    }
    if (request.url === '/picture') return answer(response, 'image/png', 'no text');
    return void response.writeHead(404).end();
  });
});
afterAll(async () => {
  await pages.close();
  await server.close();
  await rm(folder, { recursive: true });
});

async function write(name: string, text: string): Promise<SourceRef> {
  await writeFile(join(folder, name), text);
  return { kind: 'file', path: join(folder, name) };
}

async function run(
  refs: readonly SourceRef[],
  store: ArticleStore | null,
  signal?: AbortSignal,
): Promise<IngestResult[]> {
  const common = { tenant: null, factsOf: plainFacts, now: () => new Date('2024-05-01T12:00:00Z') };
  const keep = store && { ...common, store, known: await knownIn(store, null) };
  const results: IngestResult[] = [];
  const deps = { ...common, keep, fetch: safeFetch, allow: () => true, pages, ...(signal ? { signal } : {}) };
  for await (const result of ingest(refs, deps)) results.push(result);
  return results;
}

const statusOf = (results: readonly IngestResult[]) => results.map(({ status }) => status);
const url = (path: string): SourceRef => ({ kind: 'url', url: `${server.origin}${path}` });

describe('ingesting', () => {
  it('keeps a text file verbatim, its first line as the title', async () => {
    const text = `Pier to close\n\n${sentences(1, 3).join(' ')}\n`;
    const [result] = await run([await write('a.txt', text)], null);
    expect(result).toMatchObject({
      status: 'read',
      reading: { article: { title: 'Pier to close', text, published: null } },
    });
  });

  it('removes the marks of Markdown', async () => {
    const text = `---\ntitle: "The pier"\ndate: 2024-03-01\n---\n# The pier\n\nThe **board** met [here](https://a.example).\n\n- one\n- two\n`;
    const [result] = await run([await write('a.md', text)], null);
    expect(result).toMatchObject({
      reading: {
        article: { title: 'The pier', published: '2024-03-01', text: 'The board met here.\n\none\n\ntwo' },
      },
    });
  });

  it('gives results in the order of the sources, failures among them', async () => {
    const refs = [
      url('/story'),
      url('/none'),
      await write('b.txt', sentence(3)),
      url('/picture'),
      await write('c.txt', ' '),
    ];
    const results = await run(refs, null);
    expect(results.map((result) => (result.status === 'failed' ? result.error.code : 'ok'))).toEqual([
      'ok',
      'http_status',
      'ok',
      'not_text',
      'empty',
    ]);
  });

  it('reads a feed’s items, and the page behind a teaser', async () => {
    const results = await run([url('/feed')], null);
    const articles = results.flatMap((result) => (result.status === 'failed' ? [] : result.reading.article));
    expect(articles.map(({ title }) => title)).toEqual(['Teased', 'Whole']);
    expect(articles[0]?.text).toContain(sentence(5));
    expect(articles[1]?.source).toEqual({
      kind: 'feed',
      url: `${server.origin}/other`,
      feed: `${server.origin}/feed`,
    });
  });

  it('a second time stores nothing anew', async () => {
    const { store, all } = memoryArticles();
    const refs = [await write('d.txt', sentences(1, 12).join(' ')), url('/story')];
    await run([refs[0]!], store);
    expect(statusOf(await run([refs[0]!], store))).toEqual(['unchanged']);
    expect(all()).toHaveLength(1);
  });

  it('updates an article met again by its address and marks the facts that vanished', async () => {
    const { store, all } = memoryArticles();
    await run([url('/story')], store);
    const before = all()[0]!;
    body = [...sentences(1, 8), ...sentences(90, 5)];
    expect(statusOf(await run([url('/story?utm_source=mail')], store))).toEqual(['updated']);
    body = sentences(1, 12);
    expect(all()).toHaveLength(1);
    const after = all()[0]!;
    expect(after.article.id).toBe(before.article.id);
    const withdrawn = after.facts.filter((fact) => fact.withdrawn).map(({ quote }) => quote);
    expect(withdrawn).toEqual(sentences(9, 4));
    expect(after.facts.filter((fact) => !fact.withdrawn).map(({ quote }) => quote)).toContain(sentence(92));
  });

  it('knows an article by nearly the same text under another address, and no other by likeness', async () => {
    const { store, all } = memoryArticles();
    await run([await write('one.txt', sentences(1, 40).join(' '))], store);
    const reprint = await write('two.txt', [...sentences(1, 39), sentence(99)].join(' '));
    const other = await write('three.txt', [...sentences(1, 15), ...sentences(200, 25)].join(' '));
    expect(statusOf(await run([reprint, other], store))).toEqual(['updated', 'stored']);
    expect(all()).toHaveLength(2);
  });

  it('stopped in the middle leaves whole articles, and goes on where it stopped', async () => {
    const { store, all } = memoryArticles();
    const refs = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => write(`s${n}.txt`, sentences(n * 100, 12).join(' '))),
    );
    const stop = new AbortController();
    const stopping: ArticleStore = {
      ...store,
      async save(tenant, reading) {
        await store.save(tenant, reading);
        if (all().length === 3) stop.abort();
      },
    };
    await run(refs, stopping, stop.signal);
    expect(all()).toHaveLength(3);
    expect(statusOf(await run(refs, store))).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
      'stored',
      'stored',
      'stored',
    ]);
  });
});

describe('a source', () => {
  it('that is a folder stands for the articles in it, and others are told apart', async () => {
    await write('e.xyz', 'not an article');
    const found = await sourcesOf(folder);
    const names = found.ok ? found.value.map((ref) => (ref.kind === 'file' ? ref.path : '')) : [];
    expect(names).toEqual([...names].sort());
    expect(names.some((name) => name.endsWith('a.txt'))).toBe(true);
    expect(names.some((name) => name.endsWith('.xyz'))).toBe(false);
    expect(await sourcesOf('-')).toEqual({ ok: true, value: [{ kind: 'stdin' }] });
    expect(await sourcesOf('HTTPS://a.example/')).toMatchObject({ ok: true, value: [{ kind: 'url' }] });
    expect(await sourcesOf('ftp://a.example/')).toMatchObject({ ok: false, error: { code: 'bad_scheme' } });
    expect(await sourcesOf(join(folder, 'nothing'))).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });
});
