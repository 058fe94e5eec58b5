import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import type { AllowHost } from './allowed-hosts.ts';
import { allowNone } from './allowed-hosts.ts';
import { ACCEPTED_ENCODINGS, readBody } from './body.ts';
import { CookieJar } from './cookie-jar.ts';
import type { Resolve } from './lookup.ts';
import { resolveBySystem } from './lookup.ts';
import { sendRequest } from './send-request.ts';
import { checkUrl } from './url.ts';

export interface FetchOptions {
  readonly allow?: AllowHost;
  readonly resolve?: Resolve;
  /** The total time limit, redirects included, in milliseconds. */
  readonly timeoutMs?: number;
  /** The size limit of the decoded body. */
  readonly maxBytes?: number;
  readonly maxRedirects?: number;
  /** Request headers, such as `if-none-match`. They are dropped if a redirect leads to another host. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Fetched {
  /** The final address after redirects. */
  readonly url: string;
  /** 200 to 299, or 304 if the request was conditional. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The address after leading permanent redirects, which may replace the old one. */
  readonly permanentUrl: string;
}

/** Fetches a hostile URL. Passed in, so that tests can replace it. */
export type SafeFetch = (url: string, options?: FetchOptions) => Promise<Outcome<Fetched>>;

export const FETCH_TIMEOUT_MS = 10_000;
export const MAX_BODY_BYTES = 5_000_000;
const MAX_REDIRECTS = 5;
const USER_AGENT = 'Mozilla/5.0 (compatible; Readout/0.1; news reader)';
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
/** Statuses that ask to retry later: too many requests, and temporarily unavailable. */
const RETRY_LATER: readonly number[] = [429, 503];

/**
 * Fetches a URL that may be hostile. Every redirect is checked, and the checked address is the one connected to. It
 * never throws because of the server. Error codes: those of `checkUrl`, and timeout, too_large, too_many_redirects,
 * bad_encoding, http_status, not_found_host, refused, network, aborted.
 */
export const safeFetch: SafeFetch = async (text, options = {}) => {
  const timeoutMs = options.timeoutMs ?? FETCH_TIMEOUT_MS;
  const clock = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([clock, options.signal]) : clock;
  try {
    return await follow(text, options, signal);
  } catch (error) {
    if (options.signal?.aborted) return failed('aborted', 'Stopped.');
    if (clock.aborted) return failed('timeout', `No whole answer within ${timeoutMs / 1000} seconds.`);
    return networkFailure(error as NodeJS.ErrnoException);
  }
};

async function follow(text: string, options: FetchOptions, signal: AbortSignal): Promise<Outcome<Fetched>> {
  const allow = options.allow ?? allowNone;
  const maxRedirects = options.maxRedirects ?? MAX_REDIRECTS;
  let target = text;
  let base: string | undefined;
  let headers = options.headers ?? {};
  const cookies = new CookieJar();
  let permanentUrl: string | null = null;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const checked = checkUrl(target, allow, base);
    if (!checked.ok) return checked;
    const url = checked.value;
    if (base && new URL(base).host !== url.host) headers = {};
    const cookie = cookies.headerFor(url);
    const sent = cookie === null ? headers : { ...headers, cookie };
    const response = await open(url, sent, allow, options.resolve ?? resolveBySystem, signal);
    const status = response.statusCode ?? 0;
    if (REDIRECTS.includes(status) && response.headers.location) {
      response.destroy();
      cookies.store(url, response.headers['set-cookie']);
      if (status !== 301 && status !== 308) permanentUrl ??= url.href;
      base = url.href;
      // Header bytes arrive as Latin-1; browsers read them as UTF-8.
      target = Buffer.from(response.headers.location, 'latin1').toString('utf8');
      continue;
    }
    if ((status < 200 || status > 299) && !(status === 304 && Object.keys(headers).length > 0)) {
      response.destroy();
      return refusal(url, response);
    }
    const body = await readBody(response, options.maxBytes ?? MAX_BODY_BYTES);
    if (!body.ok) return body;
    // The server never sees a fragment, and it identifies no other article.
    url.hash = '';
    permanentUrl ??= url.href;
    return done({ url: url.href, status, headers: response.headers, body: body.value, permanentUrl });
  }
  return failed(
    'too_many_redirects',
    `More than ${maxRedirects} redirects; the last led to ${target.slice(0, 200)}.`,
  );
}

function refusal(url: URL, { statusCode = 0, headers }: IncomingMessage): Outcome<never> {
  const { error } = failed('http_status', `${url.host} answered with status ${statusCode}.`);
  const retryAfter = RETRY_LATER.includes(statusCode) ? headers['retry-after']?.trim() : undefined;
  return { ok: false, error: { ...error, status: statusCode, ...(retryAfter ? { retryAfter } : {}) } };
}

function open(
  url: URL,
  headers: Readonly<Record<string, string>>,
  allow: AllowHost,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return sendRequest(url, {
    allow,
    resolve,
    signal,
    headers: {
      'user-agent': USER_AGENT,
      accept: 'text/html, application/xhtml+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
      'accept-language': 'en',
      'accept-encoding': ACCEPTED_ENCODINGS,
      ...headers,
    },
  });
}

function networkFailure(error: NodeJS.ErrnoException) {
  const { code } = error;
  if (code === 'private_address') {
    return failed(
      'private_address',
      `${error.message}, which is not on the public internet. To read from it all the same, name the host in READOUT_ALLOW_HOSTS.`,
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return failed('not_found_host', 'No such host, or no connection to the internet.');
  if (code === 'ECONNREFUSED') return failed('refused', 'The host refused the connection.');
  return failed('network', `The connection failed: ${code ?? error.message}.`);
}
