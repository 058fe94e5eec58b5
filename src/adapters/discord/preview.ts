import { escapeHtml } from '../../render/escapes.ts';
import { buttonHtml, linkHtml, menuHtml, pictureHtml } from '../../render/html.ts';
import {
  COMPONENT,
  type DiscordContainer,
  type DiscordMenu,
  type DiscordMessage,
  type DiscordRow,
  type DiscordSection,
} from './render.ts';

/** Matches the Discord markdown that cards use: escapes, bold, links in angle brackets, and people. */
const INLINE =
  /\\([\s\S])|\*\*((?:\\[\s\S]|[^*\\])+)\*\*|\[((?:\\[\s\S]|[^\]\\])+)\]\(<(https?:[^>\s]+)>\)|<@(\d+)>/g;

function inline(text: string): string {
  let html = '';
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    html += escapeHtml(text.slice(from, found.index));
    const [whole, escaped, strong, label, url, person] = found;
    if (escaped !== undefined) html += escapeHtml(escaped);
    else if (strong !== undefined) html += `<b>${inline(strong)}</b>`;
    else if (person !== undefined) html += `<b class="mention">@${person}</b>`;
    else html += linkHtml(url!, label!.replace(/\\([\s\S])/g, '$1'));
    from = found.index + whole.length;
  }
  return html + escapeHtml(text.slice(from));
}

function lineHtml(line: string): string {
  if (line.startsWith('-# ')) return `<p class="discord-small">${inline(line.slice(3))}</p>`;
  if (line.startsWith('### ')) return `<h3 class="discord-header">${inline(line.slice(4))}</h3>`;
  if (line.startsWith('> ')) return `<blockquote>${inline(line.slice(2))}</blockquote>`;
  if (line.startsWith('- ')) return `<p class="discord-item">${inline(line.slice(2))}</p>`;
  return `<p>${inline(line)}</p>`;
}

const textHtml = (content: string): string =>
  `<div class="discord-text">${content.split('\n').map(lineHtml).join('')}</div>`;

function selectHtml({ placeholder, options }: DiscordMenu): string {
  const entries = options.map(({ label, value, description, emoji }) =>
    buttonHtml(
      {
        label: `${emoji ? `${emoji.name} ` : ''}${description ? `${label} · ${description}` : label}`,
        token: value,
        primary: false,
        ...(emoji ? { name: label } : {}),
      },
      'menu-entry',
    ),
  );
  return menuHtml(placeholder, placeholder, entries, 'discord-select');
}

function rowHtml({ components }: DiscordRow): string {
  const made = components.map((one) =>
    one.type === COMPONENT.menu
      ? selectHtml(one)
      : buttonHtml({ label: one.label, token: one.custom_id, primary: one.style === 1 }, 'discord-button'),
  );
  return `<div class="discord-row">${made.join('')}</div>`;
}

/** Converts a text beside a picture to HTML. The picture is an empty box, because nothing is loaded from outside. */
const sectionHtml = ({ components: [{ content }], accessory }: DiscordSection): string =>
  `<div class="discord-section">${textHtml(content)}${pictureHtml(accessory.description)}</div>`;

function containerHtml({ components, accent_color }: DiscordContainer): string {
  const inner = components.map((one) => {
    if (one.type === COMPONENT.text) return textHtml(one.content);
    if (one.type === COMPONENT.section) return sectionHtml(one);
    return one.type === COMPONENT.row ? rowHtml(one) : '<hr class="discord-separator">';
  });
  const accent = accent_color.toString(16).padStart(6, '0');
  return `<div class="discord-container discord-accent-${accent}">${inner.join('')}</div>`;
}

/** Renders a Discord message as HTML that looks like Discord, from the payload that Discord would get. */
export const discordHtml = ({ components }: Pick<DiscordMessage, 'components'>): string =>
  `<div class="discord-message">${components.map(containerHtml).join('')}</div>`;
