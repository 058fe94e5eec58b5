import type { Attachment, Client, Message } from 'discord.js';
import type { FileCall, ParentMessage } from '../../chat/call-types.ts';
import { downloadFile } from '../../chat/download-file.ts';
import { MAX_FILE_BYTES } from '../../chat/pasted/answer-pasted.ts';
import { failed } from '../../ingest/ingest-outcome.ts';
import { wordsOf } from './markup.ts';

type Body = Pick<Message, 'content' | 'embeds' | 'attachments'>;

/** The fields of an attachment that are read. A slash command's file option has the same ones. */
type DiscordFile = Pick<Attachment, 'name' | 'size' | 'contentType' | 'url'>;

/** Whether an address belongs to Discord's file servers or to the configured API. */
function mayDownloadFrom(url: string, client: Client): boolean {
  const address = URL.parse(url);
  if (!address) return false;
  if (address.protocol === 'https:') return /(?:^|\.)discord(?:app)?\.(?:com|net)$/.test(address.hostname);
  return URL.parse(client.options.rest?.api ?? '')?.origin === address.origin;
}

/** Maps attachments to handles that download on demand. */
export const filesOf = (attachments: Iterable<DiscordFile>, client: Client): FileCall[] =>
  [...attachments].map(({ name, size, contentType, url }) => ({
    name,
    size,
    contentType,
    load: async () =>
      mayDownloadFrom(url, client)
        ? downloadFile(url, { maxBytes: MAX_FILE_BYTES })
        : failed('not_given', 'Discord does not give this file.'),
  }));

/** Returns a message's text without mentions or, if it has none, its embeds as links. */
function bodyText({ content, embeds }: Pick<Body, 'content' | 'embeds'>): string {
  const words = wordsOf(content);
  if (words) return words;
  return embeds
    .map(({ title, description, url }) => (url ? `[${title ?? ''}](${url})` : (title ?? description ?? '')))
    .join(' ');
}

/** Returns a message's text and files with the text of a message that it forwards, or null if there is neither. */
export function contentOf(message: Message): {
  readonly text: string;
  readonly quoted: string | null;
  readonly files: readonly FileCall[];
} {
  const forwarded: readonly Body[] = [...message.messageSnapshots.values()];
  const quoted = forwarded.map(bodyText).filter(Boolean);
  return {
    text: bodyText(message),
    quoted: quoted.length > 0 ? quoted.join('\n') : null,
    files: [message, ...forwarded].flatMap(({ attachments }) =>
      filesOf(attachments.values(), message.client),
    ),
  };
}

/**
 * Returns the content of a message that was replied to. Without the privileged message-content intent Discord leaves it
 * empty unless it mentions the bot.
 */
export function parentContent(replied: Message): ParentMessage {
  const { text, quoted, files } = contentOf(replied);
  const words = [text, quoted ?? ''].filter(Boolean).join('\n');
  return { text: words, files, isHidden: words === '' && files.length === 0 };
}
