import type { Card } from '../domain/card.ts';
import { escapeHtml } from './escapes.ts';
import { renderHtml } from './html.ts';

const STYLE = `body{font:11pt/1.5 Georgia,serif;max-width:40em;margin:2em auto;padding:0 1em;color:#111;background:#fff}
h1,h2,h3{font-family:system-ui,sans-serif;line-height:1.25;break-after:avoid}li,p,blockquote{break-inside:avoid}
a{color:inherit}@media print{body{margin:0;max-width:none}a[href^=http]::after{content:" (" attr(href) ")";font-size:8pt}}`;

/** Renders a card as a self-contained page: it loads nothing, has no buttons, and shows the addresses of links. */
export const printablePage = (card: Card): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(card.title)}</title><style>${STYLE}</style></head><body>
${renderHtml({ ...card, actions: [] })}
</body></html>`;
