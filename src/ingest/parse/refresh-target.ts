import { Parser } from 'htmlparser2';
import { visibleLength } from './plain-text.ts';

/** The most letters of a redirect notice. A page with more is read itself. */
const MAX_NOTICE_TEXT = 600;
/** The longest delay of a redirect, in seconds. A page that reloads later is meant to be read. */
const LONGEST_DELAY = 20;

/**
 * Returns the absolute target of a page that only redirects; null for a page that is meant to be read or reloads
 * itself.
 * `refresh` is the Refresh header.
 */
export function refreshTarget(html: string, url: string, refresh: string | undefined): string | null {
  if (visibleLength(bodyOf(html)) > MAX_NOTICE_TEXT) return null;
  for (const content of [refresh ?? '', ...refreshesIn(html)]) {
    const [, delay, named] = /^\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?(\S.*)$/i.exec(content) ?? [];
    if (named === undefined || Number(delay) > LONGEST_DELAY) continue;
    const target = URL.parse(unquoted(named).trim(), url);
    if (!target || !/^https?:$/.test(target.protocol)) continue;
    target.hash = '';
    if (target.href !== url) return target.href;
  }
  return null;
}

/** Removes surrounding quotation marks and what follows them. */
function unquoted(text: string): string {
  const quote = text[0];
  const end = quote === '"' || quote === "'" ? text.indexOf(quote, 1) : -1;
  return end === -1 ? text : text.slice(1, end);
}

/** Returns the contents of a page's refresh tags, except those within <noscript>. */
function refreshesIn(html: string): string[] {
  const found: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'noscript' || name === 'template') hidden++;
      if (name === 'meta' && hidden === 0 && attributes['http-equiv']?.trim().toLowerCase() === 'refresh')
        found.push(attributes.content ?? '');
    },
    onclosetag(name) {
      if (name === 'noscript' || name === 'template') hidden--;
    },
  });
  parser.end(html);
  return found;
}

function bodyOf(html: string): string {
  const start = html.search(/<body[\s>]/i);
  return start === -1 ? html.replace(/<title[\s>][^<]*/i, '') : html.slice(start);
}
