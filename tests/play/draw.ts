import { discordHtml } from '../../src/adapters/discord/preview.ts';
import type { DiscordMessage } from '../../src/adapters/discord/render.ts';
import type { SlackBlock } from '../../src/adapters/slack/blocks.ts';
import { slackHtml } from '../../src/adapters/slack/preview.ts';
import { escapeHtml } from '../../src/render/escapes.ts';

/** What somebody typed, as text. */
export const typedHtml = (text: string): string =>
  `<p class="typed">${escapeHtml(text).replaceAll('\n', '<br>').replaceAll('@Readout', '<b class="mention">@Readout</b>')}</p>`;

const undone = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Slack's mrkdwn as the Home tab uses it: bold, code, links, lines. */
function mrkdwnHtml(text: string): string {
  return text
    .split(/(`[^`\n]+`|\*[^*\n]+\*|<https?:[^|>]+\|[^>]+>)/)
    .map((part) => {
      const inner = escapeHtml(undone(part.slice(1, -1)));
      if (/^`.+`$/.test(part)) return `<code>${inner}</code>`;
      if (/^\*.+\*$/.test(part)) return `<b>${inner}</b>`;
      const [, url, label] = /^<(https?:[^|>]+)\|([^>]+)>$/.exec(part) ?? [];
      if (url && label)
        return `<a href="${escapeHtml(undone(url))}" rel="noopener noreferrer" target="_blank">${escapeHtml(undone(label))}</a>`;
      return escapeHtml(undone(part)).replaceAll('\n', '<br>');
    })
    .join('');
}

interface OtherBlock {
  readonly type: string;
  readonly text?: { readonly type: string; readonly text: string };
}

const DRAWN = new Set(['rich_text', 'context', 'header', 'actions', 'context_actions', 'data_table']);

/** Blocks as Slack shows them; those of our cards by the project's own drawing, the Home tab's sections here. */
export function blocksHtml(blocks: readonly OtherBlock[]): string {
  return blocks
    .map((block) => {
      if (DRAWN.has(block.type)) return slackHtml({ blocks: [block as unknown as SlackBlock] });
      if (block.type === 'divider') return '<hr>';
      const { text } = block;
      if (!text) return `<p class="undrawn">a block of type ${escapeHtml(block.type)}</p>`;
      return `<p class="home-section">${text.type === 'mrkdwn' ? mrkdwnHtml(text.text) : escapeHtml(text.text)}</p>`;
    })
    .join('');
}

/** A message as Discord shows it: a card, or plain words. */
export function messageHtml(payload: unknown): string {
  const { components = [], content = '' } = payload as { components?: unknown; content?: string };
  const card = components as DiscordMessage['components'];
  return card.length > 0 ? discordHtml({ components: card }) : typedHtml(content.replace(/^-# /, ''));
}
