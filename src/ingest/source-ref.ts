import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Outcome } from './ingest-outcome.ts';
import { done, failed } from './ingest-outcome.ts';

/** One thing to read. Whether a URL is a page or a feed shows only in its answer. */
export type SourceRef =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'stdin' };

/** What is taken from a folder; a file named outright may have any other ending and is then known by its content. */
const ARTICLE_FILES = new Set([
  ...['.txt', '.md', '.markdown', '.html', '.htm', '.xhtml'],
  ...['.pdf', '.docx', '.eml'],
]);

/** How a source is named in what is printed about it. */
export function nameOf(ref: SourceRef): string {
  return ref.kind === 'url' ? ref.url : ref.kind === 'file' ? ref.path : '-';
}

/**
 * Says what an argument of `ingest` is: `-` for standard input, a URL, a file, or a folder, which stands for the
 * articles in it and below, in the order of their names. Error codes: bad_scheme, not_found, unreadable, empty_folder.
 */
export async function sourcesOf(argument: string): Promise<Outcome<readonly SourceRef[]>> {
  if (argument === '-') return done([{ kind: 'stdin' }]);
  if (/^https?:\/\//i.test(argument)) return done([{ kind: 'url', url: argument }]);
  const scheme = /^([a-z][a-z\d+.-]+):\/\//i.exec(argument)?.[1];
  if (scheme) return failed('bad_scheme', `Only http and https URLs are read, not ${scheme}.`);
  let stats: Stats;
  try {
    stats = await stat(argument);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return failed('not_found', `There is no file or folder ${argument}. A URL begins with https://.`);
    return failed('unreadable', `${argument} cannot be read (${code}).`);
  }
  if (!stats.isDirectory()) return done([{ kind: 'file', path: argument }]);
  const names = (await readdir(argument, { recursive: true }))
    .filter((name) => ARTICLE_FILES.has(extname(name).toLowerCase()) && !/(?:^|[\\/])\./.test(name))
    .sort();
  if (names.length === 0)
    return failed('empty_folder', `${argument} holds no .txt, .md, .html, .pdf, .docx or .eml file.`);
  return done(names.map((name) => ({ kind: 'file', path: join(argument, name) })));
}
