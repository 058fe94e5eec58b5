import { decodeHTMLStrict } from 'entities';

/** What schema.org calls the kinds of page that are one article. */
const ARTICLE = /(?:Article|Posting|Report)$/;

/** More scripts or deeper graphs than these are no metadata. */
const MAX_SCRIPT = 300_000;
const MAX_VISITED = 2_000;

type Json = Readonly<Record<string, unknown>>;

/** The first JSON-LD object of the page that describes an article; an empty object where there is none. */
export function linkedData(document: Document): Json {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const source = script.textContent ?? '';
    if (source.length > MAX_SCRIPT) continue;
    const article = articleIn(parseLoosely(source));
    if (article) return article;
  }
  return {};
}

function parseLoosely(source: string): unknown {
  const bare = source.replace(
    /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/g,
    '',
  );
  try {
    return JSON.parse(bare);
  } catch {
    try {
      // Raw line breaks inside strings are the commonest fault.
      return JSON.parse(bare.replace(/[\u0000-\u001f]+/g, ' '));
    } catch {
      return null;
    }
  }
}

function articleIn(root: unknown): Json | null {
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length && at < MAX_VISITED; at++) {
    const node = queue[at];
    if (Array.isArray(node)) queue.push(...node.slice(0, MAX_VISITED));
    else if (isObject(node)) {
      const types = [node['@type']].flat();
      if (types.some((type) => typeof type === 'string' && ARTICLE.test(type))) return node;
      queue.push(node['@graph'], node.mainEntity, node.itemListElement);
    }
  }
  return null;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string, or the first of several; null for anything else. */
export function stringIn(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.trim() ? decodeHTMLStrict(first.trim()) : null;
}

/** The names of one or several persons or organisations: "Ann Lee, Bo Roe". */
export function nameIn(value: unknown): string | null {
  const names = [value].flat().flatMap((one) => stringIn(isObject(one) ? one.name : one) ?? []);
  return names.length > 0 ? [...new Set(names)].join(', ') : null;
}
