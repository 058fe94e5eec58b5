import { squeeze } from '../article/page-text.ts';

/** A Markdown document as text: its marks taken off, its words kept. */
export interface MarkdownText {
  readonly title: string | null;
  readonly published: string | null;
  readonly text: string;
}

/** Reads Markdown as far as articles use it: front matter, headings, lists, quotes, emphasis, links and images. */
export function readMarkdown(source: string): MarkdownText {
  const front = /^---\r?\n([\s\S]{0,10000}?)\r?\n---\r?\n/.exec(source);
  const field = (name: string) =>
    new RegExp(`^${name}:\\s*["']?(.+?)["']?\\s*$`, 'im').exec(front?.[1] ?? '')?.[1] ?? null;
  const body = source.slice(front?.[0].length ?? 0).replace(/<!--[\s\S]*?-->/g, '');
  const paragraphs: string[] = [];
  let heading: string | null = null;
  for (const block of body.split(/\r?\n[ \t]*\r?\n/)) {
    let lines: string[] = [];
    const flush = () => {
      const text = squeeze(lines.join(' '));
      if (text) paragraphs.push(text);
      lines = [];
    };
    for (const line of block.split(/\r?\n/)) {
      const mark = /^\s{0,3}(#{1,6})\s+(.*?)#*\s*$/.exec(line);
      const item = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/.exec(line);
      if (/^\s*(?:```|~~~|[-*_=]{3,}\s*$|\[[^\]]+\]:\s)/.test(line)) flush();
      else if (mark) {
        flush();
        heading ??= mark[1] === '#' ? withoutMarks(mark[2]!) : null;
        lines.push(withoutMarks(mark[2]!));
        flush();
      } else {
        if (item) flush();
        lines.push(withoutMarks(item?.[1] ?? line.replace(/^\s{0,3}>\s?/, '')));
      }
    }
    flush();
  }
  const title = field('title') ?? heading;
  if (title !== null && paragraphs[0] === title) paragraphs.shift();
  return { title, published: field('date') ?? field('published'), text: paragraphs.join('\n\n') };
}

function withoutMarks(line: string): string {
  return line
    .replace(/!\[[^\]]{0,300}\]\([^)]{0,2000}\)/g, '')
    .replace(/\[([^\]]{1,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,100}\])/g, '$1')
    .replace(/<(https?:[^>\s]{1,2000})>/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.{1,2000}?\S?)\1/g, '$2')
    .replace(/(?<![\w*])([*_])(?=\S)([^*_]{1,2000}?)\1(?![\w*])/g, '$2')
    .replace(/`([^`]{1,500})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!>-])/g, '$1');
}
