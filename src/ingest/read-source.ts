import { readFile, stat } from 'node:fs/promises';
import type { ArticleSource } from '../domain/article.ts';
import { fetchDocument } from './fetch/meta-refresh.ts';
import type { Outcome } from './ingest-outcome.ts';
import { done, failed } from './ingest-outcome.ts';
import { readItems } from './parse/feed-articles.ts';
import type { Draft } from './parsed-article.ts';
import { addressOf, draftOf, type ReadDeps, type ReadResult } from './read-page.ts';
import type { SourceRef } from './source-ref.ts';
import { nameOf } from './source-ref.ts';

/** For scripts outside this repository that look at a document before they read it. @public */
export { headOf } from './reader/detect-format.ts';

/** A document's bytes and their origin. */
interface Loaded {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
  readonly source: ArticleSource;
}

const MAX_FILE_BYTES = 5_000_000;

/** Reads a source: an article, or all of a feed's. Never throws because of the source's content. */
export async function readSource(ref: SourceRef, deps: ReadDeps): Promise<readonly ReadResult[]> {
  const name = nameOf(ref);
  const one = (outcome: Outcome<Draft>) => [{ source: name, outcome }];
  const loaded = await load(ref, deps);
  if (!loaded.ok) return one(loaded);
  const { bytes, contentType, source } = loaded.value;
  const address = addressOf(source);
  const document = await deps.pages.document({ bytes, contentType, address });
  if (!document.ok) return one(document);
  if (document.value.kind === 'feed') return readItems(document.value.feed.items, address ?? name, deps);
  const { article } = document.value;
  return one(article.ok ? done(draftOf(article.value, source)) : article);
}

/** Loads a source's bytes. Error codes: those of `safeFetch`, and too_large and unreadable for files. */
async function load(ref: SourceRef, deps: ReadDeps): Promise<Outcome<Loaded>> {
  if (ref.kind === 'url') {
    const { allow, signal } = deps;
    const fetched = await fetchDocument(
      deps.fetch,
      ref.url,
      { allow, ...(signal ? { signal } : {}) },
      deps.pages,
    );
    if (!fetched.ok) return fetched;
    const { body, headers, url } = fetched.value;
    return done({
      bytes: body,
      contentType: headers['content-type'] ?? 'text/html',
      source: { kind: 'url', url },
    });
  }
  const path = ref.kind === 'stdin' ? '-' : ref.path;
  try {
    const bytes = ref.kind === 'stdin' ? await readAll(deps.stdin) : await readWhole(path);
    return bytes.ok ? done({ bytes: bytes.value, source: { kind: 'file', path } }) : bytes;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return failed('unreadable', `${path} cannot be read (${code ?? message}).`);
  }
}

async function readWhole(path: string): Promise<Outcome<Uint8Array>> {
  const { size } = await stat(path);
  if (size > MAX_FILE_BYTES)
    return failed('too_large', `The file has ${(size / 1_000_000).toFixed(1)} MB; up to 5 MB are read.`);
  return done(await readFile(path));
}

async function readAll(input: AsyncIterable<Uint8Array | string> | undefined): Promise<Outcome<Uint8Array>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input ?? []) {
    chunks.push(Buffer.from(chunk as Uint8Array));
    size += chunk.length;
    if (size > MAX_FILE_BYTES) return failed('too_large', 'Standard input is longer than 5 MB.');
  }
  return done(Buffer.concat(chunks));
}
