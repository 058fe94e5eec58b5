/** The addresses in a message and its remaining words. */
export interface LinksFound {
  /** Absolute http(s) addresses without duplicates, in the message's order. */
  readonly urls: readonly string[];
  /** The message without addresses and without link labels. */
  readonly words: string;
}

/** The longest address that is accepted, in UTF-16 units. */
const LONGEST_ADDRESS = 2_048;
const SCHEME = /^https?:\/\/[^\s<>"]+$/i;
/** Matches "example.org/news/1", a host with a path. A host without a path is usually a word of the question. */
const WITH_PATH = /^(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}\/\S+$/i;
const HOST = /^(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}\/?$/i;
const OPENING = /^["'“”„«»‘’`(<[]+/u;
const CLOSING = /(?<!["'“”„«»‘’`>),.;:!?\]])["'“”„«»‘’`>),.;:!?\]]+$/u;

/** Strips surrounding punctuation from an address. A closing bracket stays if the address opens one: wiki/A_(b). */
export function bareAddress(token: string): string {
  const open = token.replace(OPENING, '');
  const closing = CLOSING.exec(open)?.[0] ?? '';
  if (closing === '') return open;
  const body = open.slice(0, open.length - closing.length);
  const isOpen = body.split('(').length > body.split(')').length;
  return isOpen && closing.startsWith(')') ? `${body})` : body;
}

function addressIn(token: string, isAlone: boolean): string | null {
  if (token.length > LONGEST_ADDRESS + 10) return null;
  const address = bareAddress(token);
  if (SCHEME.test(address)) return URL.canParse(address) ? address : null;
  if (!WITH_PATH.test(address) && !(isAlone && HOST.test(address))) return null;
  return URL.canParse(`https://${address}`) ? `https://${address}` : null;
}

/** Whether Slack turned a bare host that somebody typed into a link: "what does bbc.example say?". */
const isWordLinked = (url: string, label: string | undefined): boolean =>
  label !== undefined && HOST.test(label) && URL.parse(url)?.pathname === '/';

/** A part of a message: words or an address. */
type Part = { readonly words: string } | { readonly url: string };

/** Splits text at links of the forms `<url>`, `<url|label>` (Slack) and `[label](url)` (Markdown). */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(
    /<(https?:\/\/[^\s<>|]{1,2048})(?:\|([^<>]{0,2048}))?>|\[[^[\]\n]{1,500}\]\(<?(https?:\/\/[^\s<>)]{1,2048})>?\)/gi,
  )) {
    const [whole, slack, label, markdown] = match;
    parts.push({ words: text.slice(end, match.index) });
    end = match.index + whole.length;
    const url = slack ?? markdown!;
    if (isWordLinked(url, label) && text.trim() !== whole) parts.push({ words: label! });
    else if (URL.canParse(url)) parts.push({ url });
  }
  return [...parts, { words: text.slice(end) }];
}

/** Finds the addresses in a message. */
export function findLinks(text: string): LinksFound {
  const urls = new Set<string>();
  const words: string[] = [];
  for (const part of partsOf(text)) {
    if ('url' in part) {
      urls.add(part.url);
      continue;
    }
    const tokens = part.words.split(/(\s+)/);
    const isAlone = text.trim() === part.words.trim() && part.words.trim().split(/\s+/).length === 1;
    for (const token of tokens) {
      const url = token.trim() === '' ? null : addressIn(token, isAlone);
      if (url === null) words.push(token);
      else urls.add(url);
    }
    words.push(' ');
  }
  return {
    urls: [...urls],
    words: words
      .join('')
      .replace(/[^\S\n]+/g, ' ')
      .trim(),
  };
}

/** Replaces Slack's links by their labels, as people read them. */
export const withLabels = (text: string): string =>
  text.replace(
    /<(https?:\/\/[^\s<>|]{1,2048})(?:\|([^<>]{0,2048}))?>/gi,
    (_, url: string, label?: string) => label ?? url,
  );

/** Replaces Slack's links by their addresses, which commands need. */
export const withAddresses = (text: string): string =>
  text.replace(/<(https?:\/\/[^\s<>|]{1,2048})(?:\|[^<>]{0,2048})?>/gi, (_, url: string) => url);
