import { isIP } from 'node:net';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import { isPublicAddress } from './address.ts';
import type { AllowHost } from './allowed-hosts.ts';

/** The allowed ports. Others would make Readout a port scanner for anybody who can name a URL. */
const PORTS: readonly number[] = [80, 443, 8080, 8443];

/** Longer than any article's address; a limit keeps logs and the store sane. */
const MAX_URL_LENGTH = 2048;

/** Names that never leave the machine or the local network, whatever DNS would say. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|in-addr\.arpa|ip6\.arpa)$/;

/** The port that a URL leads to. */
export function portOf(url: URL): number {
  return url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80;
}

/** The host without the brackets that a URL sets around an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/**
 * Reads a URL that a stranger may have written and says whether it may be fetched at all. The URL parser has by then
 * turned decimal, octal and hexadecimal addresses and full-width digits into their plain form, so one check serves all.
 * Error codes: bad_url, bad_scheme, userinfo, bad_port, private_address.
 */
export function checkUrl(text: string, allow: AllowHost, base?: string): Outcome<URL> {
  const shown = text.slice(0, 200);
  if (text.length > MAX_URL_LENGTH)
    return failed('bad_url', `The URL is longer than ${MAX_URL_LENGTH} characters: ${shown}…`);
  const url = URL.parse(text, base);
  if (!url) return failed('bad_url', `This is not a URL that can be read: ${shown}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return failed(
      'bad_scheme',
      `Only http and https are fetched, not ${url.protocol.replace(/:$/, '')}: ${shown}`,
    );
  if (url.username || url.password)
    return failed(
      'userinfo',
      'A URL with a user name or password in it is not fetched. Remove the part before @.',
    );
  const host = hostOf(url).replace(/\.$/, '');
  const port = portOf(url);
  if (!host) return failed('bad_url', `The URL names no host: ${shown}`);
  if (allow(host, port)) return done(url);
  if (!PORTS.includes(port))
    return failed('bad_port', `Port ${port} is not fetched from; only ${PORTS.join(', ')} are.`);
  if (isIP(host) ? !isPublicAddress(host) : LOCAL_NAME.test(host) || !host.includes('.')) {
    return failed(
      'private_address',
      `${host} is not on the public internet. To read from it all the same, name it in READOUT_ALLOW_HOSTS.`,
    );
  }
  return done(url);
}
