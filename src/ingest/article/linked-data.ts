import { decodeHTMLStrict } from 'entities';
import { parseLenientJson } from '../parse/lenient-json.ts';
import { sameTitle } from './markup.ts';

/** Matches schema.org types of pages with one article. */
const ARTICLE = /(?:Article|Posting|Report)$/;

/** Limits: larger scripts and deeper graphs are not read. */
const MAX_SCRIPT = 2_000_000;
const MAX_VISITED = 2_000;
/** The most pictures of one article that are tried. */
const MAX_IMAGES = 10;

type Json = Readonly<Record<string, unknown>>;

/** What identifies a page, so that its own object is distinguished from those of other articles. */
export interface PageIdentity {
  /** Its address and its canonical address. */
  readonly addresses: readonly string[];
  /** Its title and headings. */
  readonly titles: readonly string[];
}

/** An article in a page's linked data. */
interface Candidate {
  readonly node: Json;
  /** Whether it is an entry of a list, such as related articles. */
  readonly isListed: boolean;
}

/**
 * The JSON-LD object that describes this page's article: the one with its address, else the one with its title, else
 * the first that is in no list. An empty object if there is none.
 */
export function linkedData(document: Document, page: PageIdentity): Json {
  const candidates: Candidate[] = [];
  const byId = new Map<string, Json>();
  for (const script of document.querySelectorAll('script[type*="ld+json" i]')) {
    const source = script.textContent ?? '';
    if (source.length <= MAX_SCRIPT) collect(parse(source), candidates, byId);
  }
  const chosen =
    candidates.find(({ node }) => addressesIn(node).some((address) => page.addresses.includes(address))) ??
    candidates.find(({ node }) =>
      page.titles.some((title) => sameTitle(title, stringIn(node.headline) ?? '')),
    ) ??
    candidates.find(({ isListed }) => !isListed);
  return chosen ? withReferences(chosen.node, byId) : {};
}

function parse(source: string): unknown {
  const bare = source
    .trim()
    .replace(/^(?:<!--|(?:\/\*\s*|\/\/\s*)?<!\[CDATA\[(?:\s*\*\/)?)/, '')
    .replace(/(?:-->|(?:\/\*\s*|\/\/\s*)?\]\]>(?:\s*\*\/)?)$/, '');
  return parseLenientJson(bare.trim().replace(/;$/, ''));
}

function collect(root: unknown, candidates: Candidate[], byId: Map<string, Json>): void {
  const queue: { readonly value: unknown; readonly isListed: boolean }[] = [{ value: root, isListed: false }];
  for (let index = 0; index < queue.length && index < MAX_VISITED; index++) {
    const { value, isListed } = queue[index]!;
    if (Array.isArray(value)) {
      for (const one of value.slice(0, MAX_VISITED)) queue.push({ value: one, isListed });
      continue;
    }
    if (!isObject(value)) continue;
    const id = value['@id'];
    if (typeof id === 'string' && !byId.has(id)) byId.set(id, value);
    const types = [value['@type']].flat();
    if (types.some((type) => typeof type === 'string' && ARTICLE.test(type))) {
      candidates.push({ node: value, isListed });
      continue;
    }
    for (const inner of [value['@graph'], value.mainEntity, value.item])
      queue.push({ value: inner, isListed });
    for (const inner of [value.itemListElement, value.hasPart, value.isRelatedTo, value.blogPost])
      queue.push({ value: inner, isListed: true });
  }
}

function addressesIn(node: Json): string[] {
  const main = node.mainEntityOfPage;
  return [
    node.url,
    node['@id'],
    main,
    isObject(main) ? main['@id'] : null,
    isObject(main) ? main.url : null,
  ].flatMap((address) => (typeof address === 'string' ? [comparable(address)] : []));
}

/** Normalises an address for comparison: no scheme, query, fragment or final slash. */
export function comparable(address: string): string {
  const url = URL.parse(address.trim());
  return url ? `${url.hostname.replace(/^www\./, '')}${url.pathname.replace(/(?<!\/)\/+$/, '')}` : address;
}

/** Replaces authors, publisher and pictures given by id with their objects. */
function withReferences(node: Json, byId: ReadonlyMap<string, Json>): Json {
  const resolved = (one: unknown): unknown => {
    if (!isObject(one) || one.name !== undefined || imagesIn(one).length > 0) return one;
    return (typeof one['@id'] === 'string' && byId.get(one['@id'])) || one;
  };
  const { author, creator, publisher, image } = node;
  return {
    ...node,
    author: [author ?? creator].flat().map(resolved),
    publisher: resolved(publisher),
    image: [image].flat().map(resolved),
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a string, or the first of a list; otherwise null. */
export function stringIn(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.trim() ? decodeHTMLStrict(first.trim()) : null;
}

/** Returns the addresses of pictures, which are written as text or as ImageObject, one or several. */
export function imagesIn(value: unknown): string[] {
  return [value]
    .flat()
    .slice(0, MAX_IMAGES)
    .flatMap((one) => stringIn(isObject(one) ? (one.url ?? one.contentUrl) : one) ?? []);
}

/** Joins the names of persons or organisations: "Ann Lee, Bo Roe". */
export function nameIn(value: unknown): string | null {
  const names = [value].flat().flatMap((one) => stringIn(isObject(one) ? one.name : one) ?? []);
  return names.length > 0 ? [...new Set(names)].join(', ') : null;
}
