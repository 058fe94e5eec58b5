import { discordHtml } from '../../src/adapters/discord/preview.ts';
import type { DiscordMessage } from '../../src/adapters/discord/render.ts';
import type { SlackBlock, SlackElement, SlackImage } from '../../src/adapters/slack/blocks.ts';
import { slackHtml } from '../../src/adapters/slack/preview.ts';
import { escapeHtml } from '../../src/render/escapes.ts';

/** Renders typed text as HTML. */
export const typedHtml = (text: string): string =>
  `<p class="typed">${escapeHtml(text).replaceAll('\n', '<br>').replaceAll('@Readout', '<b class="mention">@Readout</b>')}</p>`;

const undone = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The names of Slack's channels by id. */
const CHANNEL_NAMES: ReadonlyMap<string, string> = new Map([
  ['C1', 'general'],
  ['C2', 'policy'],
]);

/** The names of people by their id in either chat. */
const PEOPLE: ReadonlyMap<string, string> = new Map([
  ['U1', 'Ada'],
  ['U2', 'Ben'],
  ['100000000000000001', 'Ada'],
  ['100000000000000002', 'Ben'],
]);

/** Replaces people's ids with their names, as both chats do. */
const withNames = (html: string): string =>
  html.replace(/(<b class="mention">@)(U\d{1,3}|\d{15,20})(?=<)/g, (whole, lead: string, id: string) =>
    PEOPLE.has(id) ? lead + PEOPLE.get(id) : whole,
  );

/** Renders Slack's mrkdwn as the Home tab uses it: bold, code, links, channels, lines. */
function mrkdwnHtml(text: string): string {
  return text
    .split(/(`[^`\n]+`|\*[^*\n]+\*|<https?:[^|>]+\|[^>]+>|<#[A-Z0-9]+>)/)
    .map((part) => {
      const inner = escapeHtml(undone(part.slice(1, -1)));
      const [, channel] = /^<#([A-Z0-9]+)>$/.exec(part) ?? [];
      if (channel) return `<b class="mention">#${CHANNEL_NAMES.get(channel) ?? channel}</b>`;
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
  /** The button, menu or picture beside a section. */
  readonly accessory?: SlackElement | SlackImage;
}

const DRAWN = new Set(['rich_text', 'context', 'header', 'actions', 'context_actions', 'data_table']);

/**
 * Renders blocks as Slack shows them. The project's own renderer draws cards; the Home tab's sections are drawn here.
 */
export function blocksHtml(blocks: readonly OtherBlock[]): string {
  return blocks
    .map((block) => {
      const { text, accessory } = block;
      if (DRAWN.has(block.type) || accessory?.type === 'image')
        return withNames(slackHtml({ blocks: [block as unknown as SlackBlock] }));
      if (block.type === 'divider') return '<hr>';
      if (!text) return `<p class="undrawn">a block of type ${escapeHtml(block.type)}</p>`;
      const said = text.type === 'mrkdwn' ? mrkdwnHtml(text.text) : escapeHtml(text.text);
      const section = `<div class="home-section">${said}</div>`;
      return accessory
        ? `<div class="home-row">${section}${slackHtml({ blocks: [{ type: 'actions', elements: [accessory] }] })}</div>`
        : section;
    })
    .join('');
}

/** Renders a message as Discord shows it: a card or plain text. */
export function messageHtml(payload: unknown): string {
  const { components = [], content = '' } = payload as { components?: unknown; content?: string };
  const card = components as DiscordMessage['components'];
  return card.length > 0
    ? withNames(discordHtml({ components: card }))
    : typedHtml(content.replace(/^-# /, ''));
}
