import type { Failure } from '../../ingest/ingest-outcome.ts';

/** Lists the file formats that can be read. */
export const READABLE = 'I can read text, Markdown, HTML, PDF, Word and e-mail files.';

const STATUS_EXPLANATIONS: ReadonlyMap<number, string> = new Map([
  [401, 'asks for a login'],
  [402, 'asks for a subscription'],
  [403, 'does not let me read this page: it may ask for a subscription or a login'],
  [404, 'has no page at this address'],
  [410, 'has taken this page down'],
  [429, 'asks me to come back later'],
  [451, 'may not show this page here'],
]);

const statusLine = (name: string, status: number): string =>
  `${name} ${STATUS_EXPLANATIONS.get(status) ?? (status >= 500 ? 'has trouble just now' : 'refuses to show this page')} (${status}).`;

type Explanation = (name: string, failure: Failure) => string;

/** The explanation for each error code of `safeFetch` and of the reader process. */
const EXPLANATIONS: ReadonlyMap<string, Explanation> = new Map<string, Explanation>([
  ['unreachable', (name) => `I cannot read ${name} from here: it does not answer, or is no public page.`],
  ['timeout', (name) => `${name} took too long to answer.`],
  ['not_found_host', (name) => `There is no site ${name}, or I cannot reach it.`],
  ['refused', (name) => `${name} does not answer.`],
  ['network', (name) => `The connection to ${name} broke off.`],
  [
    'private_address',
    (name) =>
      `${name} is not on the public internet, so I do not read it. Your operator can allow it in READOUT_ALLOW_HOSTS.`,
  ],
  [
    'bad_port',
    (name) => `${name} is no usual web address. Your operator can allow it in READOUT_ALLOW_HOSTS.`,
  ],
  ['userinfo', () => 'I do not read an address with a name or password in it.'],
  ['too_many_redirects', (name) => `${name} only sends me on and on.`],
  ['no_article', (name) => `I found no article at ${name}. It may ask for a login, or need a browser.`],
  ['empty', (name) => `There is no text in ${name}.`],
  ['not_text', () => READABLE],
  ['page_timeout', (name) => `${name} takes too long to read.`],
  ['page_memory', (name) => `${name} takes too much to read.`],
  ['page_broken', (name) => `I cannot read ${name}: it is built in a way that I do not understand.`],
]);

/** Codes whose own message is already an explanation. */
const SELF_EXPLANATORY = new Set([
  'busy',
  'no_scope',
  'gone',
  'is_login',
  'too_large',
  'encrypted',
  'too_many_pages',
  'no_text_layer',
]);

/** Explains in one line why something could not be read. `name` is its site or file name. */
export function readingTrouble(name: string, failure: Failure): string {
  const { code, status, message } = failure;
  if (code === 'http_status' && status !== undefined) return statusLine(name, status);
  if (SELF_EXPLANATORY.has(code)) return message;
  return EXPLANATIONS.get(code)?.(name, failure) ?? `I could not read ${name}.`;
}

/** Returns an address's host without "www.". */
export const hostOf = (url: string): string => URL.parse(url)?.host.replace(/^www\./, '') ?? 'this address';
