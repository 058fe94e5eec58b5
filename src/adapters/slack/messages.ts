import type { App, KnownEventFromType, webApi } from '@slack/bolt';
import { type DirectThread, nameThread, withStatus } from './agent-view.ts';
import type { ListenerParts } from './listener-parts.ts';
import { contentOf, type MessageBody } from './message-content.ts';
import { type Asked, answer, readingMark } from './reply.ts';
import { rootCard, rootContent } from './thread-root.ts';

/** The fields of a message event that this module reads. */
type Message = KnownEventFromType<'message'> & {
  readonly user?: string;
  readonly text?: string;
  readonly thread_ts?: string;
  /** The author of the thread's root message. */
  readonly parent_user_id?: string;
  readonly bot_id?: string;
  readonly edited?: unknown;
} & Pick<MessageBody, 'files' | 'attachments'>;

interface Opened {
  readonly client: webApi.WebClient;
  readonly botUserId: string | undefined;
}

/** Subtypes of messages written by a person: a reply also sent to the channel, one with a file, and "/me". */
const PERSON_SUBTYPES = new Set([undefined, 'thread_broadcast', 'file_share', 'me_message']);

/** Whether a person wrote the message. Messages of bots, edits, joins and the bot's own posts are ignored. */
const isFromPerson = ({ user, bot_id, edited, subtype }: Message): boolean =>
  user !== undefined && bot_id === undefined && edited === undefined && PERSON_SUBTYPES.has(subtype);

/** Loads the card that a new conversation is about: the bot's own post above it, if nobody asked there yet. */
async function loadRootCard({ parent_user_id, thread_ts, channel }: Message, known: boolean, asked: Opened) {
  if (known || !thread_ts || parent_user_id !== asked.botUserId) return null;
  return rootCard(asked.client, channel, thread_ts);
}

/**
 * Builds the `parent` part of a call, which loads the thread's root message on demand. Empty outside threads and in
 * threads that the bot began.
 */
const parentLoader = ({ parent_user_id, thread_ts, ts, channel }: Message, { client, botUserId }: Opened) =>
  thread_ts && thread_ts !== ts && parent_user_id !== botUserId
    ? { parent: () => rootContent(client, channel, thread_ts) }
    : {};

/** Handles mentions, direct messages and follow-up questions in threads. */
export function listenForMessages(app: App, { chat, placeOf, work }: ListenerParts): void {
  app.event('app_mention', async ({ event, context, client }) => {
    // A mention has the fields of a message; Bolt's type lists only some of them.
    const message = event as unknown as Message;
    const { channel, ts, thread_ts: thread = ts } = message;
    if (!isFromPerson(message)) return;
    const place = placeOf.inThread(context.teamId ?? '', channel, message.user!, thread);
    const asked: Asked = { client, botId: context.botId ?? '', channel, person: place.person, thread, ts };
    await work({ surface: 'mention', tenant: place.tenant, channel }, async (parts) => {
      const known = await chat.knows(place.tenant, place.thread);
      const under = await loadRootCard(message, known, { client, botUserId: context.botUserId });
      const mark = readingMark(asked, parts);
      const parent = parentLoader(message, { client, botUserId: context.botUserId });
      const content = { ...contentOf(message, client), ...parent, announce: mark.show };
      const reply = await chat.message({ ...place, eventId: `${channel}/${ts}`, ...content, under });
      if (reply) await answer(reply, asked, parts);
      await mark.remove();
    });
  });

  app.event('message', async ({ event, context, client }) => {
    const message = event as Message;
    const { channel, ts, text = '', thread_ts } = message;
    if (!isFromPerson(message)) return;
    const direct = message.channel_type === 'im';
    // Slack shows each direct message as the root of a thread, so each begins its own conversation.
    const thread = thread_ts ?? (direct ? ts : undefined);
    // Mentions arrive as separate app_mention events. A message that begins with another person's name is for that
    // person.
    if (!direct && (text.includes(`<@${context.botUserId}>`) || /^\s*<@/.test(text))) return;
    if (!thread) return;
    const place = placeOf.inThread(context.teamId ?? '', channel, message.user!, thread);
    const asked: Asked = { client, botId: context.botId ?? '', channel, person: place.person, thread, ts };
    await work({ surface: 'message', tenant: place.tenant, channel }, async (parts) => {
      const known = thread !== ts && (await chat.knows(place.tenant, place.thread));
      // A reply under a shared card or digest is for the bot, even if nobody asked there yet.
      const isOurs = message.parent_user_id === context.botUserId;
      if (!direct && !known && !isOurs) return;
      const content = contentOf(message, client);
      const words = content.text;
      const under = await loadRootCard(message, known, { client, botUserId: context.botUserId });
      const call = { ...place, eventId: `${channel}/${ts}`, ...content, overheard: !direct, under };
      const own: DirectThread | null = direct ? { client, channel, thread } : null;
      const answering = chat.message(call);
      const reply = own ? await withStatus(own, answering, parts, place.localeOf?.()) : await answering;
      if (!reply) return;
      await answer(reply, asked, parts);
      if (own && !known) await nameThread(own, words, parts);
    });
  });
}
