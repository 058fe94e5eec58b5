import type { webApi } from '@slack/bolt';
import type { FileCall } from '../../chat/call-types.ts';
import { filesOf, type SlackFile } from './files.ts';
import { wordsOf } from './markup.ts';

/** A message that was forwarded into another one, or what an app shows beside its text. https://docs.slack.dev/messaging/formatting-message-text */
interface SlackAttachment {
  readonly text?: string;
  readonly fallback?: string;
  readonly title?: string;
  readonly title_link?: string;
  readonly from_url?: string;
  readonly is_share?: boolean;
  readonly is_msg_unfurl?: boolean;
  readonly files?: readonly SlackFile[];
}

/** What of a message may hold something to be read. */
export interface MessageBody {
  readonly text?: string;
  readonly files?: readonly SlackFile[];
  readonly attachments?: readonly SlackAttachment[];
  readonly blocks?: unknown;
}

const isForwarded = ({ is_share, is_msg_unfurl }: SlackAttachment): boolean =>
  is_share === true || is_msg_unfurl === true;

/** An app's attachment in words: its headline as a link, else its text. */
function attachmentText({ title, title_link, from_url, text, fallback }: SlackAttachment): string {
  const url = title_link ?? from_url;
  if (url) return `<${url}|${title ?? ''}>`;
  return text ?? title ?? fallback ?? '';
}

/** Longest text that is taken out of an app's blocks, in UTF-16 units, and how deep it is looked for. */
const LONGEST = 40_000;
const DEEPEST = 8;

/** The words and links in blocks, in their order. */
function blocksText(value: unknown, depth = 0): string {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => blocksText(one, depth + 1)).join(' ');
  const { url, text, type, elements, fields } = value as Readonly<Record<string, unknown>>;
  if (typeof url === 'string' && type === 'link') return `<${url}|${typeof text === 'string' ? text : ''}>`;
  if (typeof text === 'string') return text;
  return [text, elements, fields].map((part) => blocksText(part, depth + 1)).join(' ');
}

/** A message's own words; of an app's message without any, those of its attachments and blocks. */
function bodyText({ text = '', attachments = [], blocks }: MessageBody): string {
  const words = wordsOf(text);
  if (words) return words;
  const shown = attachments.filter((one) => !isForwarded(one)).map(attachmentText);
  return wordsOf([...shown, blocksText(blocks)].filter(Boolean).join(' ').slice(0, LONGEST));
}

/** A message's words and files, and the words of messages forwarded in it; null for none. */
export function contentOf(
  message: MessageBody,
  client: webApi.WebClient,
): { readonly text: string; readonly quoted: string | null; readonly files: readonly FileCall[] } {
  const forwarded = (message.attachments ?? []).filter(isForwarded);
  const quoted = forwarded
    .map((one) => wordsOf(one.text ?? '') || wordsOf(attachmentText(one)))
    .filter(Boolean);
  const all = [...(message.files ?? []), ...forwarded.flatMap((one) => one.files ?? [])];
  return {
    text: bodyText(message),
    quoted: quoted.length > 0 ? quoted.join('\n') : null,
    files: filesOf(all, client),
  };
}
