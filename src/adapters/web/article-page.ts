import { sourceOf } from '../../answer/cards/footer.ts';
import type { Readout } from '../../answer/query-core.ts';
import type { PageWords } from '../../domain/words/en-page.ts';
import { escapeHtml, safeLink } from '../../render/escapes.ts';
import { linkHtml } from '../../render/html.ts';
import { documentHtml } from './document.ts';

/** The longest sub-heading, in UTF-16 units. */
const LONGEST_HEADING = 80;

/** Whether a line is a sub-heading: short and without a full stop. A question may be one. */
const isHeading = (line: string): boolean =>
  line.length <= LONGEST_HEADING && !/[.!:;,…”"’)\]]\s*$/.test(line);

/** Renders a text's paragraphs with the range from `start` to `end` highlighted. */
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
      const tag = isHeading(line) ? 'h2' : 'p';
      paragraphs.push(`<${tag}>${cut(index, after)}</${tag}>`);
      continue;
    }
    const id = isFirst ? ' id="quote"' : '';
    isFirst = false;
    paragraphs.push(`<p>${cut(index, from)}<mark${id}>${cut(from, to)}</mark>${cut(to, after)}</p>`);
  }
  return paragraphs;
}

/** Renders the whole article with one fact's sentence highlighted. Returns null for an unknown fact. */
export function articlePage(readout: Readout, factId: string, words: PageWords): string | null {
  const fact = readout.fact(factId);
  const article = fact && readout.article(fact.article);
  if (!fact || !article?.text) return null;
  const [start, end] = fact.span;
  const { url, site, date } = sourceOf(article);
  const origin = [site, date].filter((part) => part !== null).join(' · ');
  const link = safeLink(url);
  return documentHtml(
    article.title,
    `<h1>${escapeHtml(article.title)}</h1>
<p class="small">${escapeHtml(origin)}${link === null ? '' : ` · ${linkHtml(link, words.atSource)}`}</p>
<p class="small">${escapeHtml(words.marked(fact.claim))} <a href="#quote">${escapeHtml(words.goToIt)}</a></p>
<div lang="${escapeHtml(article.language ?? 'en')}">
${paragraphsOf(article.text, start, end).join('\n')}
</div>`,
    words,
  );
}
