import { EN, type Words } from '../domain/words/en.ts';
import type { Failure } from './ingest-outcome.ts';

/** Describes in one line why something could not be read. `name` is its site's or file's name. */
export function readingTrouble(name: string, { code, status }: Failure, { reading }: Words = EN): string {
  if (code === 'http_status' && status !== undefined) return reading.httpStatus(name, status);
  if (code === 'not_text') return reading.readable;
  return reading.lines.get(code)?.(name) ?? reading.other(name);
}

/** Returns an address's host as people write it. */
export const hostOf = (url: string): string => URL.parse(url)?.host.replace(/^www\./, '') ?? 'this address';
