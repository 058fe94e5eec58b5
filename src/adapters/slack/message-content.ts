import type { webApi } from '@slack/bolt';
import type { FileCall } from '../../chat/call-types.ts';
import { filesOf, type SlackFile } from './files.ts';
import { wordsOf } from './markup.ts';

/**
 * A forwarded message, or an attachment of an app's message. https://docs.slack.dev/messaging/formatting-message-text
 */
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

/** The parts of a message that may contain something to read. */
export interface MessageBody {
  readonly text?: string;
  readonly files?: readonly SlackFile[];
  readonly attachments?: readonly SlackAttachment[];
  readonly blocks?: unknown;
}

const isForwarded = ({ is_share, is_msg_unfurl }: SlackAttachment): boolean =>
  is_share === true || is_msg_unfurl === true;

/** Converts an attachment to text: its headline as a link, otherwise its text. */
function attachmentText({ title, title_link, from_url, text, fallback }: SlackAttachment): string {
  const url = title_link ?? from_url;
  if (url) return `<${url}|${title ?? ''}>`;
  return text ?? title ?? fallback ?? '';
}

/** The longest text taken from blocks, in UTF-16 units, and the deepest nesting searched. */
const MAX_TEXT_LENGTH = 40_000;
const MAX_DEPTH = 8;

/** Collects text and links from blocks in order. */
function blocksText(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => blocksText(one, depth + 1)).join(' ');
  const { url, text, type, elements, fields } = value as Readonly<Record<string, unknown>>;
  if (typeof url === 'string' && type === 'link') return `<${url}|${typeof text === 'string' ? text : ''}>`;
  if (typeof text === 'string') return text;
  return [text, elements, fields].map((part) => blocksText(part, depth + 1)).join(' ');
}

/** Returns a message's own text or, if an app's message has none, the text of its attachments and blocks. */
function bodyText({ text = '', attachments = [], blocks }: MessageBody): string {
  const words = wordsOf(text);
  if (words) return words;
  const shown = attachments.filter((one) => !isForwarded(one)).map(attachmentText);
  return wordsOf([...shown, blocksText(blocks)].filter(Boolean).join(' ').slice(0, MAX_TEXT_LENGTH));
}

/** Returns a message's text and files with the text of forwarded messages, or null if there is neither. */
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
