import type { webApi } from '@slack/bolt';
import type { FileCall } from '../../chat/call-types.ts';
import { filesOf, type SlackFile } from './files.ts';
import { wordsOf } from './place.ts';

/** A message that was forwarded into another one. https://docs.slack.dev/messaging/formatting-message-text */
interface SlackAttachment {
  readonly text?: string;
  readonly title?: string;
  readonly title_link?: string;
  readonly is_share?: boolean;
  readonly is_msg_unfurl?: boolean;
  readonly files?: readonly SlackFile[];
}

/** What of a message may hold something to be read. */
export interface MessageBody {
  readonly text?: string;
  readonly files?: readonly SlackFile[];
  readonly attachments?: readonly SlackAttachment[];
}

const isForwarded = ({ is_share, is_msg_unfurl }: SlackAttachment): boolean =>
  is_share === true || is_msg_unfurl === true;

/** A message's words and files, with those of messages forwarded in it. */
export function contentOf(
  { text = '', files, attachments = [] }: MessageBody,
  client: webApi.WebClient,
): { readonly text: string; readonly files: readonly FileCall[] } {
  const forwarded = attachments.filter(isForwarded);
  const words = [text, ...forwarded.map((one) => one.text ?? '')].map(wordsOf).filter(Boolean);
  const all = [...(files ?? []), ...forwarded.flatMap((one) => one.files ?? [])];
  return { text: words.join('\n'), files: filesOf(all, client) };
}
