import type { Readout } from '../../answer/query-core.ts';
import { escapeHtml } from '../../render/escapes.ts';

/** The paragraphs of a text, with the part from `start` to `end` marked in each that it reaches into. */
function paragraphsOf(text: string, start: number, end: number): string[] {
  const paragraphs: string[] = [];
  let isFirst = true;
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    if (line.trim() === '') continue;
    const cut = (from: number, to: number): string => escapeHtml(text.slice(from, to));
    const [after, from, to] = [
      index + line.length,
      Math.max(start, index),
      Math.min(end, index + line.length),
    ];
    if (from >= to) {
      paragraphs.push(`<p>${cut(index, after)}</p>`);
      continue;
    }
    const id = isFirst ? ' id="quote"' : '';
    isFirst = false;
    paragraphs.push(`<p>${cut(index, from)}<mark${id}>${cut(from, to)}</mark>${cut(to, after)}</p>`);
  }
  return paragraphs;
}

/** The whole article with one fact's sentence marked; null where the fact is unknown. */
export function articlePage(readout: Readout, factId: string): string | null {
  const fact = readout.fact(factId);
  const article = fact && readout.article(fact.article);
  if (!fact || !article?.text) return null;
  const [start, end] = fact.span;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(article.title)} – Readout</title><link rel="stylesheet" href="/page.css"></head>
<body class="reading"><main><p><a href="/">Back to asking</a></p><h1>${escapeHtml(article.title)}</h1>
<p class="small">${article.published ? escapeHtml(article.published) : 'undated'} · marked: ${escapeHtml(fact.claim)}</p>
${paragraphsOf(article.text, start, end).join('\n')}
</main></body></html>`;
}
