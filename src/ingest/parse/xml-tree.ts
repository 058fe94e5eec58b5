import { escapeAttribute, escapeText } from 'entities';
import { Parser } from 'htmlparser2';
import { unescapedMarkup } from './plain-text.ts';

/** An element of a possibly broken XML document. */
export interface XmlElement {
  /** The lower-case name with its namespace's usual prefix. Names of Atom and RSS have no prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
  /** The base of relative addresses: all enclosing `xml:base` attributes, resolved. */
  readonly base: string | null;
  /** The nearest `xml:lang`. */
  readonly language: string | null;
  /** False if its end tag is missing because the document was cut off. */
  whole: boolean;
}

/** The usual prefix of each feed namespace. */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'http://www.w3.org/2005/atom': '',
    'http://purl.org/atom/ns#': '',
    'http://purl.org/rss/1.0': '',
    'http://my.netscape.com/rdf/simple/0.9': '',
    'http://backend.userland.com/rss2': '',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
    'http://www.w3.org/1999/xhtml': 'html',
    'http://purl.org/rss/1.0/modules/content': 'content',
    'http://purl.org/rss/1.0/modules/syndication': 'sy',
    'http://purl.org/dc/elements/1.1': 'dc',
    'http://purl.org/dc/terms': 'dcterms',
    'http://search.yahoo.com/mrss': 'media',
    'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
    'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  }),
);

/** The deepest nesting, deeper than any real feed with XHTML content. */
const MAX_DEPTH = 400;
const MAX_ELEMENTS = 400_000;

/** Elements that never contain another of their kind. A missing end tag must not swallow the next ones. */
const NEVER_NESTED = new Set(['item', 'entry']);
/** Elements with a value, and fields of an item. A field within a value means that the value's end tag is missing. */
const VALUES = new Set([
  'title',
  'link',
  'guid',
  'id',
  'pubdate',
  'published',
  'updated',
  'dc:date',
  'dc:creator',
]);
const FIELDS = new Set([
  ...VALUES,
  'description',
  'summary',
  'content',
  'content:encoded',
  'author',
  'category',
]);

/** An open element with the namespace prefixes that it declares. */
interface Scope {
  readonly element: XmlElement;
  readonly declared: ReadonlyMap<string, string>;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/**
 * Parses XML leniently: bare ampersands, missing end tags and a cut-off end are tolerated. Returns a root with the
 * document's elements, or null if they are nested too deep or too many.
 */
export function parseXml(text: string, url: string | null): XmlElement | null {
  const root: XmlElement = {
    name: '#document',
    attributes: new Map(),
    children: [],
    base: url,
    language: null,
    whole: true,
  };
  const open: Scope[] = [{ element: root, declared: NOTHING }];
  let elements = 0;
  let ended = false;
  const closeTo = (depth: number) => {
    if (ended) for (const { element } of open.slice(depth)) element.whole = false;
    open.length = depth;
  };
  const parser = new Parser(
    {
      onopentag(tag, attribs) {
        if (open.length > MAX_DEPTH || ++elements > MAX_ELEMENTS) throw new TooLarge();
        const declared = declaredIn(attribs);
        const name = canonicalName(tag, open, declared);
        if (NEVER_NESTED.has(name)) {
          const same = open.findIndex(({ element }) => element.name === name);
          if (same !== -1) closeTo(same);
        }
        if (FIELDS.has(name) && VALUES.has(open.at(-1)!.element.name)) closeTo(open.length - 1);
        const parent = open.at(-1)!.element;
        const element = elementOf(name, attribs, parent);
        parent.children.push(element);
        open.push({ element, declared });
      },
      ontext(data) {
        const { children } = open.at(-1)!.element;
        const last = children.at(-1);
        if (typeof last === 'string') children[children.length - 1] = last + data;
        else children.push(data);
      },
      onclosetag(tag) {
        const name = canonicalName(tag, open, NOTHING);
        const depth = open.findLastIndex(({ element }) => element.name === name);
        if (depth > 0) closeTo(depth);
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  try {
    // "<" before a character that starts no name is text, as in "5 < 6" and "<3".
    parser.write(text.replace(/<(?![a-z_:!?/\u0080-\uffff])/gi, '&lt;'));
    ended = true;
    parser.end();
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
  return root;
}

class TooLarge extends Error {}

function declaredIn(attribs: Record<string, string>): ReadonlyMap<string, string> {
  let declared: Map<string, string> | null = null;
  for (const name of Object.keys(attribs)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    declared ??= new Map();
    declared.set(name.slice(6), attribs[name]!);
  }
  return declared ?? NOTHING;
}

/** Returns an element's name with its namespace's usual prefix. An undeclared prefix stays as written. */
function canonicalName(tag: string, open: readonly Scope[], own: ReadonlyMap<string, string>): string {
  const colon = tag.indexOf(':');
  const prefix = colon === -1 ? '' : tag.slice(0, colon);
  let uri = own.get(prefix);
  for (let index = open.length - 1; uri === undefined && index >= 0; index--)
    uri = open[index]!.declared.get(prefix);
  const known = uri === undefined ? undefined : PREFIXES.get(uri.trim().toLowerCase().replace(/\/$/, ''));
  const canonical = known ?? (prefix === 'atom' ? '' : prefix);
  const local = tag.slice(colon + 1);
  return canonical ? `${canonical}:${local}` : local;
}

function elementOf(name: string, attribs: Record<string, string>, parent: XmlElement): XmlElement {
  const base = attribs['xml:base'];
  return {
    name,
    attributes: new Map(Object.entries(attribs)),
    children: [],
    base: base ? (URL.parse(base.trim(), parent.base ?? undefined)?.href ?? parent.base) : parent.base,
    language: attribs['xml:lang']?.trim() || parent.language,
    whole: true,
  };
}

/** Returns child elements with one of these names, in document order. */
export function childrenOf(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && names.includes(child.name),
  );
}

/** Returns all text in an element, trimmed. */
export function textOf(element: XmlElement): string {
  const parts: string[] = [];
  const collect = ({ children }: XmlElement) => {
    for (const child of children) {
      if (typeof child === 'string') parts.push(child);
      else collect(child);
    }
  };
  collect(element);
  return parts.join('').trim();
}

const VOID = new Set(['br', 'hr', 'img', 'input', 'wbr', 'source', 'track', 'col', 'embed', 'area']);

/** Returns an element's content as HTML: its text if it has no elements, otherwise serialised. */
export function htmlOf(element: XmlElement): string {
  if (element.children.every((child) => typeof child === 'string')) return textOf(element);
  const parts: string[] = [];
  const write = ({ children }: XmlElement) => {
    for (const child of children) {
      if (typeof child === 'string') parts.push(unescapedMarkup(child) ?? escapeText(child));
      else {
        const name = child.name.replace(/^html:/, '');
        parts.push(`<${name}${attributesOf(child)}>`);
        write(child);
        if (!VOID.has(name)) parts.push(`</${name}>`);
      }
    }
  };
  write(element);
  return parts.join('').trim();
}

function attributesOf({ attributes }: XmlElement): string {
  let written = '';
  for (const [name, value] of attributes)
    if (/^[a-z][\w-]*$/.test(name)) written += ` ${name}="${escapeAttribute(value)}"`;
  return written;
}
