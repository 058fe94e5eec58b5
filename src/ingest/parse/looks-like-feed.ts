/** Matches root elements of feeds and pages. The first one decides. */
const ROOT = /<(?:(rss|feed|atom:feed|(?:\w{1,20}:)?RDF|channel)|html|head|body)(?=[\s>])/i;
const JSON_FEED = /"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org/;
const JSON_ITEMS = /"items"\s*:\s*\[/;
const JSON_KEY = /"(?:id|url|content_html|content_text)"\s*:/;
/** The first item of a JSON object must begin within this many characters. */
const FIRST_ITEM = 4_000;

/**
 * Whether a document's first kilobytes look like a feed: the first root is a feed's, whatever warnings or comments
 * precede it, or it is a JSON object with a list of items.
 */
export function looksLikeFeed(text: string): boolean {
  const head = text.slice(0, 8_192);
  if (/^[\s\ufeff]*\{/.test(head)) return JSON_FEED.test(head) || hasItems(head);
  const bare = withoutComments(head);
  const root = ROOT.exec(bare);
  if (!root?.[1]) return false;
  // Prose that mentions <rss> continues after it; a root is followed by another tag.
  return /^<[^>]*(?:>\s*(?:<|$)|$)/.test(bare.slice(root.index));
}

function hasItems(head: string): boolean {
  const list = JSON_ITEMS.exec(head);
  if (!list) return false;
  const rest = head.slice(list.index + list[0].length).replace(/^[\s,]+/, '');
  return rest.startsWith('{') && JSON_KEY.test(rest.slice(0, FIRST_ITEM));
}

function withoutComments(text: string): string {
  const kept: string[] = [];
  let copiedTo = 0;
  for (let from = text.indexOf('<!--'); from !== -1; from = text.indexOf('<!--', copiedTo)) {
    kept.push(text.slice(copiedTo, from));
    const end = text.indexOf('-->', from);
    copiedTo = end === -1 ? text.length : end + 3;
  }
  return kept.join('') + text.slice(copiedTo);
}
