import type { DiscordMessage } from '../../src/adapters/discord/render.ts';
import type { SlackBlock } from '../../src/adapters/slack/blocks.ts';
import { discordHtml } from '../../src/adapters/web/discord-preview.ts';
import { slackHtml } from '../../src/adapters/web/slack-preview.ts';
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

const DRAWN = new Set(['rich_text', 'context', 'actions']);

/** Blocks as Slack shows them; those of our cards by the project's own drawing, headers and sections here. */
export function blocksHtml(blocks: readonly OtherBlock[]): string {
  return blocks
    .map((block) => {
      if (DRAWN.has(block.type)) return slackHtml({ text: '', blocks: [block as unknown as SlackBlock] });
      if (block.type === 'divider') return '<hr>';
      const { text } = block;
      if (!text) return `<p class="undrawn">a block of type ${escapeHtml(block.type)}</p>`;
      return block.type === 'header'
        ? `<h3 class="home-title">${escapeHtml(text.text)}</h3>`
        : `<p class="home-section">${text.type === 'mrkdwn' ? mrkdwnHtml(text.text) : escapeHtml(text.text)}</p>`;
    })
    .join('');
}

interface Component {
  readonly type: number;
  readonly custom_id?: string;
  readonly placeholder?: string;
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
  }[];
  readonly components?: readonly Component[];
}

const MENU = 3;

function menuHtml({ custom_id: id = '', placeholder = '', options = [] }: Component): string {
  const entries = options.map(
    ({ label, value, description: more }) =>
      `<option value="${escapeHtml(value)}">${escapeHtml(more ? `${label} · ${more}` : label)}</option>`,
  );
  return `<select class="discord-select" data-menu="${escapeHtml(id)}" aria-label="${escapeHtml(placeholder)}"><option value="">${escapeHtml(placeholder)}</option>${entries.join('')}</select>`;
}

const menusIn = (components: readonly Component[]): Component[] =>
  components.flatMap((one) => (one.type === MENU ? [one] : menusIn(one.components ?? [])));

/** Rows that hold a menu, which the project's own drawing doesn't know. */
const withoutMenus = (components: readonly Component[]): Component[] =>
  components
    .filter((one) => !one.components?.some(({ type }) => type === MENU))
    .map((one) => (one.components ? { ...one, components: withoutMenus(one.components) } : one));

/** A message as Discord shows it. */
export function messageHtml(payload: unknown): string {
  const { components = [], ...rest } = payload as { components?: readonly Component[]; content?: string };
  const message = { ...rest, components: withoutMenus(components) } as unknown as DiscordMessage;
  return discordHtml(message) + menusIn(components).map(menuHtml).join('');
}
