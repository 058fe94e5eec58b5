import { EN, type Words } from '../domain/words/en.ts';
import type { Failure } from './ingest-outcome.ts';

/** Why something could not be read, in one line. `name` is its site or its file's name. */
export function readingTrouble(name: string, { code, status }: Failure, { reading }: Words = EN): string {
  if (code === 'http_status' && status !== undefined) return reading.httpStatus(name, status);
  if (code === 'not_text') return reading.readable;
  return reading.lines.get(code)?.(name) ?? reading.other(name);
}

/** The host of an address, as a person names the site. */
export const hostOf = (url: string): string => URL.parse(url)?.host.replace(/^www\./, '') ?? 'this address';
