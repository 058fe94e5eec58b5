import type { webApi } from '@slack/bolt';
import type { FileCall } from '../../chat/call-types.ts';
import { filesOf, type SlackFile } from './files.ts';
import { wordsOf } from './markup.ts';

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

/** A message's words and files, and the words of messages forwarded in it; null for none. */
export function contentOf(
  { text = '', files, attachments = [] }: MessageBody,
  client: webApi.WebClient,
): { readonly text: string; readonly quoted: string | null; readonly files: readonly FileCall[] } {
  const forwarded = attachments.filter(isForwarded);
  const quoted = forwarded.map((one) => wordsOf(one.text ?? '')).filter(Boolean);
  const all = [...(files ?? []), ...forwarded.flatMap((one) => one.files ?? [])];
  return {
    text: wordsOf(text),
    quoted: quoted.length > 0 ? quoted.join('\n') : null,
    files: filesOf(all, client),
  };
}
