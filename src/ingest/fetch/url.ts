import { isIP } from 'node:net';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import { isPublicAddress } from './address.ts';
import type { AllowHost } from './allowed-hosts.ts';

/** The allowed ports. With others, anybody who can name a URL could use Readout as a port scanner. */
const PORTS: readonly number[] = [80, 443, 8080, 8443];

/** The longest address, in UTF-16 units. No article's address is as long. */
const MAX_URL_LENGTH = 2048;

/** Matches names of the machine or the local network, which are refused whatever DNS says. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|in-addr\.arpa|ip6\.arpa)$/;

/** Returns the port of a URL. */
export function portOf(url: URL): number {
  return url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80;
}

/** Returns the host of a URL without the brackets around an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/**
 * Parses a URL that may be hostile, and checks whether it may be fetched. The URL parser has normalised decimal, octal
 * and hexadecimal addresses and full-width digits, so one check covers all forms. Error codes: bad_url, bad_scheme,
 * userinfo, bad_port, private_address.
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
    return failed(
      'bad_port',
      `Port ${port} is not fetched from; only ${PORTS.join(', ')} are. To read from it all the same, name ${host}:${port} in READOUT_ALLOW_HOSTS.`,
    );
  if (isIP(host) ? !isPublicAddress(host) : LOCAL_NAME.test(host) || !host.includes('.')) {
    return failed(
      'private_address',
      `${host} is not on the public internet. To read from it all the same, name it in READOUT_ALLOW_HOSTS.`,
    );
  }
  return done(url);
}
