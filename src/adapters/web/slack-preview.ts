import { escapeHtml } from '../../render/escapes.ts';
import { buttonHtml } from '../../render/html.ts';
import type {
  SlackBlock,
  SlackChannel,
  SlackList,
  SlackMessage,
  SlackMrkdwn,
  SlackPlain,
  SlackRun,
  SlackRuns,
} from '../slack/blocks.ts';

function runHtml(run: SlackRun | SlackChannel): string {
  if (run.type === 'channel') return escapeHtml(`#${run.channel_id}`);
  const { text, style } = run;
  const escaped = escapeHtml(text);
  if (style?.bold) return `<b>${escaped}</b>`;
  return style?.italic ? `<i>${escaped}</i>` : escaped;
}

function richHtml(part: SlackRuns | SlackList): string {
  if (part.type === 'rich_text_list')
    return `<ul>${part.elements.map(({ elements }) => `<li>${elements.map(runHtml).join('')}</li>`).join('')}</ul>`;
  const tag = part.type === 'rich_text_quote' ? 'blockquote' : 'p';
  return `<${tag}>${part.elements.map(runHtml).join('')}</${tag}>`;
}

const unescaped = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Small print: of Slack's formatting our cards use only the link. */
function smallHtml({ type, text }: SlackMrkdwn | SlackPlain): string {
  if (type === 'plain_text') return escapeHtml(text);
  let html = '';
  let from = 0;
  for (const found of text.matchAll(/<(https?:[^|>\s]+)\|([^>]+)>/g)) {
    const [whole, url, label] = found;
    html += escapeHtml(unescaped(text.slice(from, found.index)));
    html += `<a href="${escapeHtml(unescaped(url!))}" rel="noopener noreferrer" target="_blank">${escapeHtml(unescaped(label!))}</a>`;
    from = found.index + whole.length;
  }
  return html + escapeHtml(unescaped(text.slice(from)));
}

function blockHtml(block: SlackBlock): string {
  if (block.type === 'rich_text')
    return `<div class="slack-rich">${block.elements.map(richHtml).join('')}</div>`;
  if (block.type === 'context')
    return `<p class="slack-context">${block.elements.map(smallHtml).join(' ')}</p>`;
  const buttons = block.elements.map(({ text, value, style }) =>
    buttonHtml({ label: text.text, token: value, primary: style === 'primary' }, 'slack-button'),
  );
  return `<div class="slack-actions">${buttons.join('')}</div>`;
}

/** A Slack message as Slack shows it, drawn from the very payload that Slack would get. */
export function slackHtml({ blocks }: SlackMessage): string {
  return `<div class="slack-message">${blocks.map(blockHtml).join('')}</div>`;
}
