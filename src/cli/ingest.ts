import { nothingWhy } from '../answer/cards/nothing-why.ts';
import type { Reading } from '../domain/reading.ts';
import { EN } from '../domain/words/en.ts';
import { createPageReader } from '../ingest/article/page-pool.ts';
import { knownIn } from '../ingest/duplicate-index.ts';
import { parseAllowHosts } from '../ingest/fetch/allowed-hosts.ts';
import type { SafeFetch } from '../ingest/fetch/safe-fetch.ts';
import { type IngestResult, ingest, type KeepDeps } from '../ingest/pipeline.ts';
import type { ArticleStore } from '../ingest/ports.ts';
import { OPERATOR_LIMITS } from '../ingest/reader/limits.ts';
import { type SourceRef, sourcesOf } from '../ingest/source-ref.ts';
import { foreignLanguage } from '../language/detect-language.ts';
import { readArguments } from './arguments.ts';
import { progressBar } from './progress.ts';
import { type Io, UsageError, type Verb } from './verb.ts';

const HELP = `readout ingest SOURCE…

Reads articles and stores them with their facts. A SOURCE is a file (.txt, .md, .html, .pdf, .docx, .eml, or a saved feed),
a folder of them, a URL of a page or of an RSS, Atom or JSON feed, or - for standard input. For example:
  readout ingest article.txt
  readout ingest --dry-run --json https://example.org/news/feed.xml

An article that is stored already, with the same address or nearly the same text, is updated.
Ctrl-C stops. Nothing is half stored, and the same command continues where it stopped.

  --dry-run      store nothing, show what would be stored
  --tenant ID    store for one workspace or server; without it, for everybody
  --json         print only JSON: one line per article, or {"source","error"} for a failure
  -h, --help     this text

READOUT_ALLOW_HOSTS lists non-public hosts (host or host:port) that may be read. Its entries tenant=host are for chats.
Exit code: 0 all read, 1 something failed, 2 wrong usage.
`;

const OPTIONS = { 'dry-run': { type: 'boolean' }, tenant: { type: 'string' } } as const;

/**
 * The time limit for reading one source, in milliseconds. Operators' own texts may be large, and they can interrupt the
 * command.
 */
const READING_MS = 60_000;
const MEMORY_MB = 1_024;

/** An open store, and a function that closes it. */
export interface OpenArticles {
  readonly articles: ArticleStore;
  close(): Promise<void>;
}

/** Creates the verb with a way to open the store, which a dry run never does. */
export function ingestVerb(open: (env: NodeJS.ProcessEnv) => Promise<OpenArticles>): Verb {
  return {
    name: 'ingest',
    summary: 'read articles from files, URLs and feeds into the store',
    help: HELP,
    async run(args, io) {
      const { values, positionals } = readArguments(args, OPTIONS, 'ingest');
      if (positionals.length === 0)
        throw new UsageError('Name a file, a folder, a URL or -. See readout ingest --help.');
      const tenant = values.tenant ?? null;
      if (tenant !== null && !/^[\w:.-]{1,64}$/.test(tenant))
        throw new UsageError('--tenant needs the id of a workspace or server.');
      const { refs, failures } = await refsOf(positionals);
      const opened = values['dry-run'] || refs.length === 0 ? null : await open(io.env);
      const pages = createPageReader({ limits: OPERATOR_LIMITS, timeoutMs: READING_MS, memoryMb: MEMORY_MB });
      const { facts: factsOf } = pages;
      const stop = new AbortController();
      const onInterrupt = () => stop.abort();
      process.once('SIGINT', onInterrupt);
      const bar = progressBar(io, refs.length);
      let failed = failures.length > 0;
      const now = () => new Date();
      try {
        const keeping: KeepDeps | null = opened && {
          store: opened.articles,
          known: await knownIn(opened.articles, tenant),
          tenant,
          factsOf,
          now,
        };
        const stdin = io.stdin as AsyncIterable<Uint8Array | string>;
        const allow = parseAllowHosts(io.env.READOUT_ALLOW_HOSTS);
        const deps = {
          fetch: fetchLater,
          allow,
          visitItems: true,
          pages,
          stdin,
          signal: stop.signal,
          keep: keeping,
          tenant,
          factsOf,
          now,
        };
        for (const failure of failures) print(failure, values.json === true, io);
        for await (const result of ingest(refs, deps, bar.show)) {
          bar.clear();
          print(result, values.json === true, io);
          failed ||= result.status === 'failed';
        }
      } finally {
        bar.clear();
        process.removeListener('SIGINT', onInterrupt);
        await pages.close();
        await opened?.close();
      }
      if (stop.signal.aborted) io.stderr.write('Stopped. Run the same command again to go on.\n');
      return failed || stop.signal.aborted ? 1 : 0;
    },
  };
}

/** Import the HTTP client on first use: it is slow to load, and files do not need it. */
const fetchLater: SafeFetch = async (url, options) =>
  (await import('../ingest/fetch/safe-fetch.ts')).safeFetch(url, options);

async function refsOf(positionals: readonly string[]) {
  const refs: SourceRef[] = [];
  const failures: IngestResult[] = [];
  for (const argument of positionals) {
    const found = await sourcesOf(argument);
    if (found.ok) for (const ref of found.value) refs.push(ref);
    else failures.push({ status: 'failed', source: argument, error: found.error });
  }
  return { refs, failures };
}

const WORDS = { read: 'read', stored: 'stored', updated: 'updated', unchanged: 'known already' } as const;

function print(result: IngestResult, json: boolean, io: Io): void {
  if (result.status === 'failed') {
    const { source, error } = result;
    const { code, message } = error;
    if (json) io.stdout.write(`${JSON.stringify({ source, error: { code, message } })}\n`);
    else io.stderr.write(`${source}: ${message}\n`);
    return;
  }
  if (json) {
    // Two writes avoid copying megabytes to append a line end.
    io.stdout.write(JSON.stringify(jsonOf(result.reading)));
    io.stdout.write('\n');
  } else {
    const { article, facts } = result.reading;
    const count = facts.filter((fact) => !fact.withdrawn).length;
    const language = foreignLanguage(article);
    const what = language ? `sentences in ${language.name}, without speakers` : 'facts';
    const why = count === 0 ? `; ${nothingWhy(article, EN)}` : '';
    io.stdout.write(`${article.id}  ${article.title}  (${count} ${what}, ${WORDS[result.status]}${why})\n`);
  }
}

function jsonOf({ article, facts }: Reading) {
  const { id, title, text, published, source, byline, site, language, picture } = article;
  const from =
    source.kind === 'file'
      ? { path: source.path }
      : source.kind === 'url'
        ? { url: source.url }
        : { url: source.url, feed: source.feed };
  return { article: { id, title, text, source: from, published, byline, site, language, picture }, facts };
}
