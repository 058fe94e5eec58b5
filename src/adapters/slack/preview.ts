import { EN_PLATFORM } from '../../domain/words/en-faults.ts';
import { escapeHtml } from '../../render/escapes.ts';
import { buttonHtml, linkHtml, menuHtml, pictureHtml } from '../../render/html.ts';
import type {
  SlackBlock,
  SlackCell,
  SlackElement,
  SlackInline,
  SlackList,
  SlackMessage,
  SlackMrkdwn,
  SlackOption,
  SlackPlain,
  SlackRuns,
  SlackSection,
  SlackTable,
} from './blocks.ts';

function runHtml(run: SlackInline): string {
  if (run.type === 'user') return `<b class="mention">@${escapeHtml(run.user_id)}</b>`;
  const escaped = run.type === 'link' ? linkHtml(run.url, run.text) : escapeHtml(run.text);
  if (run.style?.bold) return `<b>${escaped}</b>`;
  return run.style?.italic ? `<i>${escaped}</i>` : escaped;
}

function richHtml(part: SlackRuns | SlackList): string {
  if (part.type === 'rich_text_list')
    return `<ul>${part.elements.map(({ elements }) => `<li>${elements.map(runHtml).join('')}</li>`).join('')}</ul>`;
  const tag = part.type === 'rich_text_quote' ? 'blockquote' : 'p';
  return `<${tag}>${part.elements.map(runHtml).join('')}</${tag}>`;
}

const unescaped = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Converts small print to HTML. Cards use only the link of Slack's formatting. */
function smallHtml({ type, text }: SlackMrkdwn | SlackPlain): string {
  if (type === 'plain_text') return escapeHtml(text);
  let html = '';
  let from = 0;
  for (const found of text.matchAll(/<(https?:[^<|>\s]+)\|([^<>]+)>/g)) {
    const [whole, url, label] = found;
    html += escapeHtml(unescaped(text.slice(from, found.index)));
    html += linkHtml(unescaped(url!), unescaped(label!));
    from = found.index + whole.length;
  }
  return html + escapeHtml(unescaped(text.slice(from)));
}

/**
 * Converts a headline beside a picture to HTML. The picture is an empty box, because nothing is loaded from outside.
 */
function sectionHtml({ text, accessory }: SlackSection): string {
  const lines = text.text.split('\n').map((line) => {
    const [, strong] = /^\*(.+)\*$/.exec(line) ?? [];
    return strong === undefined
      ? `<p>${smallHtml({ ...text, text: line })}</p>`
      : `<p><b>${smallHtml({ ...text, text: strong })}</b></p>`;
  });
  return `<div class="slack-section"><div>${lines.join('')}</div>${pictureHtml(accessory.alt_text)}</div>`;
}

function cellHtml(cell: SlackCell, tag: 'td' | 'th'): string {
  const inner = cell.type === 'rich_text' ? cell.elements.map(richHtml).join('') : escapeHtml(cell.text);
  return `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${inner}</${tag}>`;
}

function tableHtml({ caption, rows: [head = [], ...rows] }: SlackTable): string {
  const row = (cells: readonly SlackCell[], tag: 'td' | 'th') =>
    `<tr>${cells.map((cell) => cellHtml(cell, tag)).join('')}</tr>`;
  const body = rows.map((cells) => row(cells, 'td')).join('');
  return `<table class="slack-table"><caption>${escapeHtml(caption)}</caption><thead>${row(head, 'th')}</thead><tbody>${body}</tbody></table>`;
}

const entryHtml = ({ text, value, description }: SlackOption): string =>
  buttonHtml(
    { label: description ? `${text.text} · ${description.text}` : text.text, token: value, primary: false },
    'menu-entry',
  );

function elementHtml(element: SlackElement, menuName: string): string {
  if (element.type === 'overflow')
    return menuHtml('⋯', menuName, element.options.map(entryHtml), 'slack-overflow');
  if (element.type === 'static_select') {
    const { text } = element.placeholder;
    return menuHtml(text, text, element.options.map(entryHtml), 'slack-select');
  }
  const { text, value, style } = element;
  return buttonHtml({ label: text.text, token: value, primary: style === 'primary' }, 'slack-button');
}

function blockHtml(block: SlackBlock, menuName: string): string {
  switch (block.type) {
    case 'rich_text':
      return `<div class="slack-rich">${block.elements.map(richHtml).join('')}</div>`;
    case 'header':
      return `<h3 class="slack-header">${escapeHtml(block.text.text)}</h3>`;
    case 'section':
      return sectionHtml(block);
    case 'context':
      return `<p class="slack-context">${block.elements.map(smallHtml).join(' ')}</p>`;
    case 'data_table':
      return tableHtml(block);
    case 'actions':
      return `<div class="slack-actions">${block.elements.map((element) => elementHtml(element, menuName)).join('')}</div>`;
    case 'context_actions': {
      const [{ positive_button: up, negative_button: down }] = block.elements;
      const thumbs = [up, down].map(({ text, value, accessibility_label: name }) =>
        buttonHtml({ label: text.text, token: value, primary: false, name }, 'slack-thumb'),
      );
      return `<div class="slack-feedback">${thumbs.join('')}</div>`;
    }
  }
}

/**
 * Renders a Slack message as HTML that looks like Slack, from the payload that Slack would get. `menuName` is the
 * accessible name of the card's menu, which Slack sets itself.
 */
export function slackHtml({ blocks }: Pick<SlackMessage, 'blocks'>, menuName = EN_PLATFORM.moreMenu): string {
  return `<div class="slack-message">${blocks.map((block) => blockHtml(block, menuName)).join('')}</div>`;
}
