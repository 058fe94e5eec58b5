/**
 * The site of an http(s) address: its host and port, without the prefixes of one site's several front doors. Null for
 * what is no address.
 *
 * @example siteOf('https://m.news.example/a') === 'news.example'
 */
export function siteOf(address: string): string | null {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.host.replace(/^(?:www|m|mobile|amp)\./, '') : null;
}
