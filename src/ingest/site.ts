/**
 * Returns the site of an http(s) address: its host and port, without prefixes such as "www." and "m.". Null if it is
 * not an address.
 * @example siteOf('https://m.news.example/a') === 'news.example'
 */
export function siteOf(address: string): string | null {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.host.replace(/^(?:www|m|mobile|amp)\./, '') : null;
}
