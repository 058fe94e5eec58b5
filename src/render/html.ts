import type { Card } from '../domain/card.ts';
import { arrange, choicePlaceholder } from './arrange.ts';
import { emphasized, type TextRun } from './emphasis.ts';
import { escapeHtml } from './escapes.ts';
import {
  type FittedButton,
  type FittedCard,
  type FittedLine,
  type FittedPassage,
  type FittedSection,
  type FittedSource,
  fitCard,
  UNLIMITED,
} from './layout.ts';
import { sharedWords } from './plain.ts';

const element = (tag: string, className: string, content: string | null): string =>
  content === null || content === '' ? '' : `<${tag} class="${className}">${escapeHtml(content)}</${tag}>`;

/** Renders a link that leaves the page. */
export const linkHtml = (url: string, label: string): string =>
  `<a href="${escapeHtml(url)}" rel="noopener noreferrer" target="_blank">${escapeHtml(label)}</a>`;

const linked = (text: string, link: string | null): string =>
  link === null ? escapeHtml(text) : linkHtml(link, text);

const strongHtml = ({ text, strong }: TextRun): string =>
  strong ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text);

const claimHtml = ({ claim, strong, link, linked }: FittedLine): string =>
  link === null
    ? emphasized(claim, strong).map(strongHtml).join('')
    : `${linkHtml(link, claim.slice(0, linked))}${escapeHtml(claim.slice(linked))}`;

const sourceHtml = ({ title, link, about }: FittedSource): string =>
  `<p class="card-source">${linked(title, link)}${about === '' ? '' : ` · ${escapeHtml(about)}`}</p>`;

function lineHtml(line: FittedLine): string {
  const { label, before, by, note, source } = line;
  const under = [
    element('p', 'card-by', by === null ? null : `— ${by}`),
    element('p', 'card-note', note),
    source === null ? '' : sourceHtml(source),
  ];
  return `<li>${element('span', 'card-label', label)} ${element('p', 'card-before', before)}<p class="card-claim">${claimHtml(line)}</p>${under.join('')}</li>`;
}

function tableHtml(columns: readonly string[], lines: readonly FittedLine[]): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`);
  const rows = lines.map(({ cells, link }) => {
    const [first = '', ...others] = (cells ?? []).map(String);
    const inner = others.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
    return `<tr><th scope="row">${linked(first, link)}</th>${inner}</tr>`;
  });
  return `<table class="card-table"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function sectionHtml({ style, heading, headingLink, badge, columns, lines }: FittedSection): string {
  const head = heading === null ? '' : `<h3 class="card-heading">${linked(heading, headingLink)}</h3>`;
  const inner = columns ? tableHtml(columns, lines) : `<ul>${lines.map(lineHtml).join('')}</ul>`;
  return `<section class="card-section card-section--${style}">${head}${element('p', 'card-badge', badge)}${inner}</section>`;
}

function passageHtml(
  { before, ahead, quote, behind, after, source, link }: FittedPassage,
  { words }: FittedCard,
): string {
  const open = link === null ? '' : ` ${linkHtml(link, words.openArticle)}`;
  return `<figure class="card-passage"><blockquote><p>${escapeHtml(before)}${ahead}<mark>${escapeHtml(quote)}</mark>${behind}${escapeHtml(after)}</p></blockquote><figcaption>${escapeHtml(source)}${open}</figcaption></figure>`;
}

interface HtmlButton extends Pick<FittedButton, 'label' | 'token' | 'primary'> {
  /** The accessible name, in place of the label. */
  readonly name?: string;
}

/** Renders a button. The page returns its token when it is pressed. */
export function buttonHtml({ label, token, primary, name }: HtmlButton, className: string): string {
  const named = name === undefined || name === label ? '' : ` aria-label="${escapeHtml(name)}"`;
  return `<button type="button" class="${className}${primary ? ` ${className}--primary` : ''}"${named} data-token="${escapeHtml(token)}">${escapeHtml(label)}</button>`;
}

/** Renders a menu that opens without script. `name` is its accessible name, in place of `shown`. */
export function menuHtml(shown: string, name: string, entries: readonly string[], className: string): string {
  return `<details class="menu ${className}"><summary aria-label="${escapeHtml(name)}">${escapeHtml(shown)}</summary><div class="menu-entries">${entries.join('')}</div></details>`;
}

/** Renders an empty box in a picture's place. Pages load nothing from outside. */
export const pictureHtml = (alt: string): string =>
  `<span class="picture" role="img" aria-label="${escapeHtml(alt)}"></span>`;

function actionsHtml(card: FittedCard): string {
  const { buttons, menu, choices, buttonsFirst, feedback } = arrange(card);
  const entry = ({ label, detail, token }: FittedButton): string =>
    buttonHtml({ label: detail ? `${label} · ${detail}` : label, token, primary: false }, 'menu-entry');
  const placeholder = choicePlaceholder(choices, card.unoffered, card.words);
  const select =
    choices.length > 0 ? [menuHtml(placeholder, placeholder, choices.map(entry), 'card-select')] : [];
  const made = buttons.map((button) => buttonHtml(button, 'card-button'));
  const inner = [
    ...(buttonsFirst ? [...made, ...select] : [...select, ...made]),
    menu.length > 0 ? menuHtml('⋯', card.words.moreMenu, menu.map(entry), 'card-menu') : '',
    ...(feedback ?? []).map(({ label, token, verb }) =>
      buttonHtml({ label: verb === 'up' ? '👍' : '👎', token, primary: false, name: label }, 'card-thumb'),
    ),
  ].join('');
  return inner === '' ? '' : `<div class="card-actions">${inner}</div>`;
}

/**
 * Renders a card as semantic HTML: an article with its heading, lists, quotes with their sources, and buttons.
 * Everything is escaped.
 */
export function renderHtml(card: Card): string {
  const fitted = fitCard(card, UNLIMITED);
  const { shared } = fitted;
  const title = `card-${escapeHtml(card.id)}-title`;
  const small = [fitted.leftOutUnoffered, fitted.footer].filter((part) => part !== null).join(' · ');
  return [
    `<article class="card card--${fitted.kind}" ${fitted.showsTitle ? `aria-labelledby="${title}"` : `aria-label="${escapeHtml(fitted.title)}"`}>`,
    shared === null ? '' : element('p', 'card-notice', sharedWords(shared, fitted.words)),
    element('p', 'card-notice', fitted.notice),
    fitted.showsTitle
      ? `<h2 class="card-title" id="${title}">${linked(fitted.title, fitted.titleLink)}</h2>`
      : '',
    element('p', 'card-lede', fitted.lede),
    ...fitted.sections.map(sectionHtml),
    ...fitted.passages.map((passage) => passageHtml(passage, fitted)),
    ...fitted.sources.map(sourceHtml),
    element('p', 'card-footer', small),
    actionsHtml(fitted),
    '</article>',
  ].join('');
}
