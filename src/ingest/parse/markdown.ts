import { parseHTML } from 'linkedom';
import { Lexer, Marked, type Token } from 'marked';
import { guardHtml } from '../article/html-guard.ts';
import { squeeze } from '../article/markup.ts';
import { blocksOf } from '../article/page-text.ts';

/** The text of a Markdown document, without its markup. */
export interface MarkdownText {
  readonly title: string | null;
  readonly published: string | null;
  readonly text: string;
}

/** GitHub's Markdown. Fenced code is not prose, but indented text may be. */
const marked = new Marked({
  gfm: true,
  renderer: {
    code: ({ codeBlockStyle, text }) => (codeBlockStyle === 'indented' ? `<p>${escaped(text)}</p>\n` : ''),
    image: () => '',
  },
});

/**
 * The longest paragraph whose inline markup is parsed, in UTF-16 units. A longer one stays as it is, because the inline
 * rules of `marked` take quadratic time on a paragraph of `!` or `_`.
 */
const MAX_INLINE = 4_000;

/** marked's lexer with a running time that is linear in the document's length. */
class BoundedLexer extends Lexer {
  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (source.length <= MAX_INLINE) return super.inlineTokens(source, tokens);
    tokens.push({ type: 'text', raw: source, text: source, escaped: false });
    return tokens;
  }
}

const htmlOf = (source: string): string => marked.parser(new BoundedLexer(marked.defaults).lex(source));

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Extracts the text of Markdown with the lexer of `marked`. Each row of a table is a paragraph. */
export function readMarkdown(source: string): MarkdownText {
  const { fields, body } = splitFrontMatter(source.replace(/\r\n?/g, '\n'));
  const guarded = guardHtml(htmlOf(withoutFootnoteMarks(body)));
  const html = guarded.ok ? guarded.value : '';
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const paragraphs = blocksOf(document.body).map(({ text }) => text);
  const heading = squeeze(document.querySelector('h1')?.textContent ?? '') || null;
  const title = fields.get('title') ?? heading;
  if (title !== null && paragraphs[0] === title) paragraphs.shift();
  return {
    title,
    published: fields.get('date') ?? fields.get('published') ?? null,
    text: paragraphs.join('\n\n'),
  };
}

/** The longest front matter, in UTF-16 units. */
const MAX_FRONT_MATTER = 10_000;
const FENCE = '---\n';

interface FrontMatter {
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Splits off the YAML front matter of site generators. Only plain "name: value" lines are parsed. */
function splitFrontMatter(source: string): FrontMatter {
  const none = { fields: new Map<string, string>(), body: source };
  if (!source.startsWith(FENCE)) return none;
  const end = source.slice(0, MAX_FRONT_MATTER).indexOf(`\n${FENCE}`, FENCE.length - 1);
  if (end === -1) return none;
  const fields = new Map<string, string>();
  for (const line of source.slice(FENCE.length, end).split('\n')) {
    const colon = line.indexOf(':');
    if (colon === -1 || /^\s/.test(line)) continue;
    const value = unquoted(line.slice(colon + 1).trim());
    if (value) fields.set(line.slice(0, colon).trim().toLowerCase(), value);
  }
  return { fields, body: source.slice(end + 1 + FENCE.length) };
}

function unquoted(value: string): string {
  const quote = value[0];
  const isQuoted = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return isQuoted ? value.slice(1, -1).trim() : value;
}

/** Removes footnote marks: "a claim[^1]", "[^1]: its note". */
function withoutFootnoteMarks(text: string): string {
  return text.replace(/\[\^[^[\]\s]{1,40}\]:?/g, '');
}
