import type { PageWords } from '../../domain/words/en-page.ts';
import { escapeHtml } from '../../render/escapes.ts';

/** Renders a separate HTML page. `main` is HTML, `title` is plain text. */
export const documentHtml = (title: string, main: string, page: PageWords): string => `<!doctype html>
<html lang="${page.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} – Readout</title><link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="/cards.css"></head>
<body class="reading"><header><p><a href="/">${escapeHtml(page.back)}</a></p></header><main>
${main}
</main></body></html>`;

/** Renders the page for a refused request. */
export function errorHtml(status: number, message: string, page: PageWords): string {
  const again = `<p><a href="/">${escapeHtml(page.askAgain)}</a></p>`;
  const title = status === 404 ? page.notFound : page.cannotBeShown;
  return documentHtml(title, `<h1>${escapeHtml(message)}</h1>${again}`, page);
}

/** Fills the chat page's template: `{{name}}` with a word, `"{{script}}"` with the words of its script as JSON. */
export function chatPageHtml(template: string, page: PageWords): string {
  const words: Readonly<Record<string, unknown>> = page;
  const script = JSON.stringify(page.script).replaceAll('<', '\\u003c');
  return template
    .replace(/\{\{(\w{1,20})\}\}/g, (whole, name: string) =>
      name === 'script' ? whole : escapeHtml(String(words[name])),
    )
    .replace('<html lang="en">', `<html lang="${page.language}">`)
    .replace('"{{script}}"', () => script);
}
