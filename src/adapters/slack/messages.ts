import type { App, KnownEventFromType, webApi } from '@slack/bolt';
import { type DirectThread, nameThread, withStatus } from './agent-view.ts';
import type { ListenerParts } from './listener-parts.ts';
import { contentOf, type MessageBody } from './message-content.ts';
import { type Asked, answer, react } from './reply.ts';
import { cardAbove, contentAbove } from './thread-root.ts';

/** A message as the events of all kinds bear it. */
type Message = KnownEventFromType<'message'> & {
  readonly user?: string;
  readonly text?: string;
  readonly thread_ts?: string;
  /** Who wrote the message that the thread stands under. */
  readonly parent_user_id?: string;
  readonly bot_id?: string;
  readonly edited?: unknown;
} & Pick<MessageBody, 'files' | 'attachments'>;

interface Opened {
  readonly client: webApi.WebClient;
  readonly botUserId: string | undefined;
}

/** Messages that a person wrote: a reply also sent to the channel, one with a file and "/me" bear a subtype. */
const WRITTEN = new Set([undefined, 'thread_broadcast', 'file_share', 'me_message']);

/** Bots, edits, joins and our own posts are never answered. */
const isWritten = ({ user, bot_id, edited, subtype }: Message): boolean =>
  user !== undefined && bot_id === undefined && edited === undefined && WRITTEN.has(subtype);

/** The card under which a conversation begins: our own post's, where nobody asked anything there yet. */
async function cardFor({ parent_user_id, thread_ts, channel }: Message, known: boolean, asked: Opened) {
  if (known || !thread_ts || parent_user_id !== asked.botUserId) return null;
  return cardAbove(asked.client, channel, thread_ts);
}

/** The message that a thread stands under, as one that is replied to; undefined for our own and for what is no reply. */
const parentOf = ({ parent_user_id, thread_ts, ts, channel }: Message, { client, botUserId }: Opened) =>
  thread_ts && thread_ts !== ts && parent_user_id !== botUserId
    ? { parent: () => contentAbove(client, channel, thread_ts) }
    : {};

/** Mentions, direct messages and follow-ups in threads. */
export function listenForMessages(app: App, { chat, placeOf, work }: ListenerParts): void {
  app.event('app_mention', async ({ event, context, client }) => {
    const message = event as unknown as Message;
    const { channel, ts, thread_ts: thread = ts } = message;
    if (!isWritten(message)) return;
    const place = placeOf.inThread(context.teamId ?? '', channel, message.user!, thread);
    const asked: Asked = { client, botId: context.botId ?? '', channel, person: place.person, thread, ts };
    await work({ surface: 'mention', tenant: place.tenant, channel }, async (parts) => {
      const known = await chat.knows(place.tenant, place.thread);
      const under = await cardFor(message, known, { client, botUserId: context.botUserId });
      const announce = () => void react(asked, 'eyes', parts);
      const parent = parentOf(message, { client, botUserId: context.botUserId });
      const content = { ...contentOf(message, client), ...parent, announce };
      const reply = await chat.message({ ...place, eventId: `${channel}/${ts}`, ...content, under });
      if (reply) await answer(reply, asked, parts);
    });
  });

  app.event('message', async ({ event, context, client }) => {
    const message = event as Message;
    const { channel, ts, text = '', thread_ts } = message;
    if (!isWritten(message)) return;
    const direct = message.channel_type === 'im';
    // Slack shows each direct message as the root of a thread: it begins a conversation of its own.
    const thread = thread_ts ?? (direct ? ts : undefined);
    // A mention comes as an event of its own; what begins with somebody else's name is for them.
    if (!direct && (text.includes(`<@${context.botUserId}>`) || /^\s*<@/.test(text))) return;
    if (!thread) return;
    const place = placeOf.inThread(context.teamId ?? '', channel, message.user!, thread);
    const asked: Asked = { client, botId: context.botId ?? '', channel, person: place.person, thread, ts };
    await work({ surface: 'message', tenant: place.tenant, channel }, async (parts) => {
      const known = thread !== ts && (await chat.knows(place.tenant, place.thread));
      // Under a shared card or a digest the bot speaks already, though nobody asked there yet.
      const isOurs = message.parent_user_id === context.botUserId;
      if (!direct && !known && !isOurs) return;
      const content = contentOf(message, client);
      const words = content.text;
      const under = await cardFor(message, known, { client, botUserId: context.botUserId });
      const call = { ...place, eventId: `${channel}/${ts}`, ...content, overheard: !direct, under };
      const own: DirectThread | null = direct ? { client, channel, thread } : null;
      const answering = chat.message(call);
      const reply = own ? await withStatus(own, answering, parts) : await answering;
      if (!reply) return;
      await answer(reply, asked, parts);
      if (own && !known) await nameThread(own, words, parts);
    });
  });
}
