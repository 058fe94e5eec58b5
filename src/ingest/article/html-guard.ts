import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';

/** The largest page, in characters. Parsing a larger one would take seconds and hundreds of megabytes. */
const MAX_PAGE_CHARACTERS = 3_000_000;

/** The deepest nesting kept, deeper than any real page. Extraction time grows with depth times size. */
const MAX_DEPTH = 256;

/** The deepest nesting of tables kept. Extraction examines each many times. */
const MAX_TABLES = 16;

/** The longest run of white space kept. Patterns in the extraction take quadratic time on it. */
const LONG_BLANK = 200;

/** Elements without an end tag, or whose end the parser supplies. They cannot nest. */
const NEVER_NESTS = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option'.split(
    ' ',
  ),
);
/** Elements whose content is parsed as text. */
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title']);

/**
 * Makes a page safe to parse: refuses what is too large (code `too_large`), and leaves out the tags of elements nested
 * deeper than 256, of tables deeper than 16, keeping their text. One linear pass.
 */
export function guardHtml(html: string): Outcome<string> {
  if (html.length > MAX_PAGE_CHARACTERS) {
    const millions = (html.length / 1_000_000).toFixed(1);
    return failed('too_large', `The page has ${millions} million characters; up to 3 million are read.`);
  }
  return done(flatten(html.replace(/\s+/g, (blank) => (blank.length < LONG_BLANK ? blank : ' '))));
}

function flatten(html: string): string {
  const open: string[] = [];
  const suppressed = new Map<string, number>();
  let tables = 0;
  const kept: string[] = [];
  let copiedTo = 0;
  const drop = (from: number, to: number) => {
    if (from > copiedTo) kept.push(html.slice(copiedTo, from), ' ');
    copiedTo = to;
  };
  const tag = /<(?:!--|(\/?)([a-zA-Z][^\s/>]*))/g;
  for (let match = tag.exec(html); match; match = tag.exec(html)) {
    if (!match[2]) {
      tag.lastIndex = after(html, '-->', match.index + 4);
      continue;
    }
    const name = match[2].toLowerCase();
    const end = after(html, '>', tag.lastIndex);
    if (match[1]) {
      const hidden = suppressed.get(name) ?? 0;
      if (hidden > 0) {
        suppressed.set(name, hidden - 1);
        drop(match.index, end);
      } else {
        const at = open.lastIndexOf(name);
        if (at !== -1) tables -= open.splice(at).filter((one) => one === 'table').length;
      }
    } else if (RAW_TEXT.has(name)) {
      const close = new RegExp(`</${name}`, 'gi');
      close.lastIndex = end;
      tag.lastIndex = close.exec(html)?.index ?? html.length;
      continue;
    } else if (!NEVER_NESTS.has(name)) {
      const isTable = name === 'table';
      if (open.length < MAX_DEPTH && !(isTable && tables >= MAX_TABLES)) {
        open.push(name);
        if (isTable) tables++;
      } else {
        suppressed.set(name, (suppressed.get(name) ?? 0) + 1);
        drop(match.index, end);
      }
    }
    tag.lastIndex = end;
  }
  return copiedTo === 0 ? html : kept.join('') + html.slice(copiedTo);
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at === -1 ? html.length : at + mark.length;
}
