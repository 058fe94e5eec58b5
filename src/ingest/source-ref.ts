import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Outcome } from './ingest-outcome.ts';
import { done, failed } from './ingest-outcome.ts';

/** A source to read. Only its response shows whether a URL is a page or a feed. */
export type SourceRef =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'stdin' };

/**
 * The file extensions that are read from a folder. A file that is named itself may have any extension; its content
 * decides.
 */
const ARTICLE_FILES = new Set([
  ...['.txt', '.md', '.markdown', '.html', '.htm', '.xhtml'],
  ...['.pdf', '.docx', '.eml'],
]);

/** Returns a source's name for output. */
export function nameOf(ref: SourceRef): string {
  return ref.kind === 'url' ? ref.url : ref.kind === 'file' ? ref.path : '-';
}

/**
 * Converts an argument of `ingest` to sources: `-` is standard input, then a URL, a file, or a folder, which stands for
 * all articles in it and below, sorted by name. Error codes: bad_scheme, not_found, unreadable, empty_folder.
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
