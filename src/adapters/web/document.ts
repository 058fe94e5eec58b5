import { escapeHtml } from '../../render/escapes.ts';

/** Renders a separate HTML page. `main` is HTML, `title` is plain text. */
export const documentHtml = (title: string, main: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} – Readout</title><link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="/cards.css"></head>
<body class="reading"><header><p><a href="/">Back to asking</a></p></header><main>
${main}
</main></body></html>`;

/** Renders the page for an error. */
export const errorHtml = (message: string): string =>
  documentHtml(
    'Not found',
    `<h1>${escapeHtml(message)}</h1><p>Ask again on the <a href="/">chat page</a>.</p>`,
  );
