import type { Readout } from '../../answer/query-core.ts';
import { escapeHtml } from '../../render/escapes.ts';

/** The whole article with one fact's sentence marked; null where the fact is unknown. */
export function articlePage(readout: Readout, factId: string): string | null {
  const fact = readout.fact(factId);
  const article = fact && readout.article(fact.article);
  if (!fact || !article?.text) return null;
  const [start, end] = fact.span;
  const marked =
    `${escapeHtml(article.text.slice(0, start))}\u0001${escapeHtml(article.text.slice(start, end))}\u0002` +
    escapeHtml(article.text.slice(end));
  const paragraphs = marked
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${line.replace('\u0001', '<mark id="quote">').replace('\u0002', '</mark>')}</p>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(article.title)} – Readout</title><link rel="stylesheet" href="/page.css"></head>
<body class="reading"><main><p><a href="/">Back to asking</a></p><h1>${escapeHtml(article.title)}</h1>
<p class="small">${article.published ? escapeHtml(article.published) : 'undated'} · marked: ${escapeHtml(fact.claim)}</p>
${paragraphs.join('\n')}
</main></body></html>`;
}
