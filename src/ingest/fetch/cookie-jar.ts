/** The most cookies and the longest one, similar to RFC 6265 section 6.1. More would only make requests large. */
const MAX_COOKIES = 30;
const MAX_COOKIE_LENGTH = 4_096;

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Whether the cookie is also sent to the domain's subdomains. */
  readonly subdomains: boolean;
  readonly path: string;
  readonly secure: boolean;
}

/**
 * The cookies of one chain of redirects (RFC 6265). Sites that set a cookie and redirect back would loop without them.
 * They are discarded with the chain, so that no two fetches can be linked.
 */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Stores a response's cookies. A site can set cookies only for itself and its parent domain. */
  store(url: URL, headers: readonly string[] | undefined): void {
    for (const header of headers ?? []) {
      const cookie = header.length > MAX_COOKIE_LENGTH ? null : parseCookie(header, url);
      if (!cookie) continue;
      const key = JSON.stringify([cookie.domain, cookie.path, cookie.name]);
      if (this.#cookies.has(key) || this.#cookies.size < MAX_COOKIES) this.#cookies.set(key, cookie);
    }
  }

  /** Returns the Cookie header for a URL, or null. */
  headerFor(url: URL): string | null {
    const sent = [...this.#cookies.values()].filter((cookie) => belongsTo(cookie, url));
    return sent.length > 0 ? sent.map(({ name, value }) => `${name}=${value}`).join('; ') : null;
  }
}

function belongsTo({ domain, subdomains, path, secure }: Cookie, url: URL): boolean {
  const { hostname, pathname, protocol } = url;
  if (secure && protocol !== 'https:') return false;
  if (hostname !== domain && !(subdomains && hostname.endsWith(`.${domain}`))) return false;
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}

function parseCookie(header: string, url: URL): Cookie | null {
  const [pair, ...rest] = header.split(';');
  const equals = pair!.indexOf('=');
  if (equals < 1) return null;
  const attributes = new Map(
    rest.map((attribute) => {
      const [name, value = ''] = attribute.split('=', 2);
      return [name!.trim().toLowerCase(), value.trim()] as const;
    }),
  );
  if (isExpired(attributes)) return null;
  const named = attributes.get('domain')?.replace(/^\./, '').toLowerCase();
  // A top-level domain belongs to no site, and an IP address has no subdomains.
  const isParent =
    named?.includes('.') && url.hostname.endsWith(`.${named}`) && !/^[\d.]+$/.test(url.hostname);
  if (named && named !== url.hostname && !isParent) return null;
  const path = attributes.get('path');
  return {
    name: pair!.slice(0, equals).trim(),
    value: pair!.slice(equals + 1).trim(),
    domain: named || url.hostname,
    subdomains: Boolean(named),
    path: path?.startsWith('/') ? path : url.pathname.slice(0, url.pathname.lastIndexOf('/')) || '/',
    secure: attributes.has('secure'),
  };
}

function isExpired(attributes: ReadonlyMap<string, string>): boolean {
  const age = attributes.get('max-age');
  return age !== undefined && Number(age) <= 0;
}
