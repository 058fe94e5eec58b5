/** Whether a document looks like a feed, by its first tag or its JSON version. */
export function looksLikeFeed(text: string): boolean {
  const head = text.slice(0, 4_000);
  if (/^\s*\{/.test(head)) return /"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org/.test(head);
  const bare = head.replace(/\ufeff|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^[>]|\[[\s\S]*?\])*>/gi, '');
  return /^\s*<(?:rss|feed|(?:\w+:)?RDF|channel|atom:feed)[\s>]/i.test(bare);
}
