import { escapeHtml } from '../../render/escapes.ts';
import { buttonHtml } from '../../render/html.ts';
import { COMPONENT, type DiscordContainer, type DiscordMessage, type DiscordRow } from '../discord/render.ts';

/** What our cards use of Discord's markdown: escapes, bold, and links in angle brackets. */
const INLINE = /\\([\s\S])|\*\*((?:\\[\s\S]|[^*\\])+)\*\*|\[([^\]\\]+)\]\(<(https?:[^>\s]+)>\)/g;

function inline(text: string): string {
  let html = '';
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    html += escapeHtml(text.slice(from, found.index));
    const [whole, escaped, strong, label, url] = found;
    if (escaped !== undefined) html += escapeHtml(escaped);
    else if (strong !== undefined) html += `<b>${inline(strong)}</b>`;
    else
      html += `<a href="${escapeHtml(url!)}" rel="noopener noreferrer" target="_blank">${escapeHtml(label!)}</a>`;
    from = found.index + whole.length;
  }
  return html + escapeHtml(text.slice(from));
}

function lineHtml(line: string): string {
  if (line.startsWith('-# ')) return `<p class="discord-small">${inline(line.slice(3))}</p>`;
  if (line.startsWith('> ')) return `<blockquote>${inline(line.slice(2))}</blockquote>`;
  if (line.startsWith('- ')) return `<p class="discord-item">${inline(line.slice(2))}</p>`;
  return `<p>${inline(line)}</p>`;
}

const textHtml = (content: string): string =>
  `<div class="discord-text">${content.split('\n').map(lineHtml).join('')}</div>`;

function rowHtml({ components }: DiscordRow): string {
  const buttons = components.flatMap((one) =>
    one.type === COMPONENT.menu
      ? one.options.map(({ label, value, description }) =>
          buttonHtml(
            { label: description ? `${label} · ${description}` : label, token: value, primary: false },
            'discord-button',
          ),
        )
      : [buttonHtml({ label: one.label, token: one.custom_id, primary: one.style === 1 }, 'discord-button')],
  );
  return `<div class="discord-row">${buttons.join('')}</div>`;
}

function containerHtml({ components, accent_color }: DiscordContainer): string {
  const inner = components.map((one) => {
    if (one.type === COMPONENT.text) return textHtml(one.content);
    return one.type === COMPONENT.row ? rowHtml(one) : '<hr class="discord-separator">';
  });
  return `<div class="discord-container discord-accent-${accent_color.toString(16).padStart(6, '0')}">${inner.join('')}</div>`;
}

/** A Discord message as Discord shows it, drawn from the very payload that Discord would get. */
export function discordHtml({ content, components }: DiscordMessage): string {
  const parts = components.map((one) => (one.type === COMPONENT.row ? rowHtml(one) : containerHtml(one)));
  return `<div class="discord-message">${content === undefined ? '' : textHtml(content)}${parts.join('')}</div>`;
}
