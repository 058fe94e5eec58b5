import type { Card } from '../domain/card.ts';
import { escapeHtml } from './escapes.ts';
import {
  ALL_THE_ROOM,
  type FittedButton,
  type FittedLine,
  type FittedPassage,
  type FittedSection,
  fitCard,
} from './layout.ts';
import { gapsAround } from './truncate.ts';

const element = (tag: string, className: string, content: string | null): string =>
  content === null || content === '' ? '' : `<${tag} class="${className}">${escapeHtml(content)}</${tag}>`;

function lineHtml({ label, claim, by, note }: FittedLine): string {
  return `<li>${element('span', 'card-label', label)} <p class="card-claim">${escapeHtml(claim)}</p>${element('p', 'card-by', by === null ? null : `— ${by}`)}${element('p', 'card-note', note)}</li>`;
}

function sectionHtml({ style, heading, badge, lines }: FittedSection): string {
  return `<section class="card-section card-section--${style}">${element('h3', 'card-heading', heading)}${element('p', 'card-badge', badge)}<ul>${lines.map(lineHtml).join('')}</ul></section>`;
}

function passageHtml({ before, quote, after, source, link }: FittedPassage): string {
  const [ahead, behind] = gapsAround(before, after);
  const open =
    link === null
      ? ''
      : ` <a href="${escapeHtml(link)}" rel="noopener noreferrer" target="_blank">Open the article</a>`;
  return `<figure class="card-passage"><blockquote><p>${escapeHtml(before)}${ahead}<mark>${escapeHtml(quote)}</mark>${behind}${escapeHtml(after)}</p></blockquote><figcaption>${escapeHtml(source)}${open}</figcaption></figure>`;
}

/** A button that a page hands back by its token. */
export function buttonHtml(
  { label, token, primary }: Pick<FittedButton, 'label' | 'token' | 'primary'>,
  className: string,
): string {
  return `<button type="button" class="${className}${primary ? ` ${className}--primary` : ''}" data-token="${escapeHtml(token)}">${escapeHtml(label)}</button>`;
}

/** A card as semantic HTML: an article with its heading, lists, quotes with their sources, and buttons. Everything is escaped. */
export function renderHtml(card: Card): string {
  const fitted = fitCard(card, ALL_THE_ROOM);
  const title = `card-${escapeHtml(card.id)}-title`;
  const small = [fitted.leftOut, fitted.footer].filter((part) => part !== null).join(' · ');
  return [
    `<article class="card card--${fitted.kind}" aria-labelledby="${title}">`,
    element('p', 'card-notice', fitted.notice),
    `<h2 class="card-title" id="${title}">${escapeHtml(fitted.title)}</h2>`,
    element('p', 'card-lede', fitted.lede),
    ...fitted.sections.map(sectionHtml),
    ...fitted.passages.map(passageHtml),
    element('p', 'card-footer', small),
    fitted.buttons.length > 0
      ? `<div class="card-actions">${fitted.buttons.map((button) => buttonHtml(button, 'card-button')).join('')}</div>`
      : '',
    '</article>',
  ].join('');
}
