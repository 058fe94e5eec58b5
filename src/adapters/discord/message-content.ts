import type { Message } from 'discord.js';
import type { FileCall } from '../../chat/call-types.ts';
import { downloadFile } from '../../chat/download-file.ts';
import { LARGEST_FILE } from '../../chat/pasted/answer-pasted.ts';
import { failed } from '../../ingest/ingest-outcome.ts';
import { wordsOf } from './markup.ts';

type Body = Pick<Message, 'content' | 'embeds' | 'attachments'>;

/** Discord's own file servers, and the machine itself for tests. */
const isDiscords = (url: string): boolean => {
  const address = URL.parse(url);
  if (!address) return false;
  if (address.protocol === 'https:') return /(?:^|\.)discord(?:app)?\.(?:com|net)$/.test(address.hostname);
  return address.protocol === 'http:' && address.hostname === '127.0.0.1';
};

const filesOf = ({ attachments }: Pick<Body, 'attachments'>): FileCall[] =>
  [...attachments.values()].map(({ name, size, contentType, url }) => ({
    name,
    size,
    contentType,
    load: async () =>
      isDiscords(url)
        ? downloadFile(url, { maxBytes: LARGEST_FILE })
        : failed('network', 'Discord does not give this file.'),
  }));

/** A message's words without mentions; of a message that has none, its embeds as links. */
function bodyText({ content, embeds }: Pick<Body, 'content' | 'embeds'>): string {
  const words = wordsOf(content);
  if (words) return words;
  return embeds
    .map(({ title, description, url }) => (url ? `[${title ?? ''}](${url})` : (title ?? description ?? '')))
    .join(' ');
}

/** A message's words and files, and the words of a message that it forwards; null for none. */
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
    files: [message, ...forwarded].flatMap(filesOf),
  };
}
