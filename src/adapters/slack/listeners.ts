import type { App, KnownEventFromType, RespondFn } from '@slack/bolt';
import type { Command } from '../../../commands/spec.ts';
import type { Reply } from '../../core/card.ts';
import type { Readout } from '../../core/readout.ts';
import type { Chat } from '../chat/call.ts';
import { slackFault } from './fault.ts';
import { homeView } from './home.ts';
import { PLAIN, payloadOf } from './payload.ts';
import { type PlaceOf, wordsOf } from './place.ts';
import { patiently } from './posted.ts';

export interface SlackParts {
  readonly chat: Chat;
  readonly readout: Readout;
  readonly commands: readonly Command[];
  readonly placeOf: PlaceOf;
  readonly log: {
    warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  };
  /** Runs work that a shutdown waits for; an event in it is answered at most once. */
  readonly track: (work: () => Promise<void>) => Promise<void>;
}

type Message = KnownEventFromType<'message'>;

/** Answers through a response URL: it reaches also channels that the bot is not in. */
async function respondWith(reply: Reply | null, respond: RespondFn, thread?: string): Promise<void> {
  if (!reply) return;
  const response_type = reply.visibility === 'channel' ? 'in_channel' : 'ephemeral';
  await respond({
    ...payloadOf(reply.card),
    response_type,
    replace_original: false,
    ...(thread ? { thread_ts: thread } : {}),
  });
}

/** Messages that a person wrote: a reply also sent to the channel, and one with a file, bear a subtype. */
const WRITTEN = new Set([undefined, 'thread_broadcast', 'file_share']);

/** Connects every surface of Slack to the chat. Each acknowledges first, whatever the work takes. */
export function listen(app: App, { chat, readout, commands, placeOf, log, track }: SlackParts): void {
  const guarded = (surface: string, work: () => Promise<void>): Promise<void> =>
    track(async () => {
      try {
        await work();
      } catch (error) {
        log.warn({ surface, error: (error as Error).name }, slackFault(error));
      }
    });

  app.command(/^\/[a-z]+$/, async ({ command, ack, respond }) => {
    await ack();
    await guarded('command', async () => {
      const place = placeOf(command.team_id, command.channel_id, command.user_id, undefined);
      const name = command.command.slice(1);
      const known = commands.some((one) => one.name === name);
      const call = {
        ...place,
        eventId: command.trigger_id,
        command: known ? name : 'brief',
        text: wordsOf(command.text),
      };
      await respondWith(await chat.command(call), respond);
    });
  });

  app.action(/^[a-z]+\.\d+$/, async ({ action, body, ack, respond }) => {
    await ack();
    await guarded('action', async () => {
      if (action.type !== 'button' || body.type !== 'block_actions') return;
      const channel = body.channel?.id ?? body.container?.channel_id ?? '';
      const place = placeOf(
        body.team?.id ?? body.user.team_id ?? '',
        channel,
        body.user.id,
        body.container?.thread_ts,
      );
      await respondWith(
        await chat.press({ ...place, eventId: body.trigger_id, token: action.value ?? '' }),
        respond,
        body.container?.thread_ts,
      );
    });
  });

  app.shortcut('brief_message', async ({ shortcut, ack, respond }) => {
    await ack();
    await guarded('shortcut', async () => {
      if (shortcut.type !== 'message_action') return;
      const place = placeOf(shortcut.team?.id ?? '', shortcut.channel.id, shortcut.user.id, undefined);
      const text = wordsOf(shortcut.message.text ?? '');
      const reply = await chat.command({
        ...place,
        eventId: shortcut.trigger_id,
        command: 'brief',
        values: { question: text },
      });
      await respondWith(reply, respond);
    });
  });

  app.event('app_mention', async ({ event, body, client }) => {
    await guarded('mention', async () => {
      const { user } = event;
      if (!user || 'bot_id' in event || 'edited' in event) return;
      const thread = event.thread_ts ?? event.ts;
      const place = placeOf(body.team_id, event.channel, user, thread);
      const reply = await chat.message({
        ...place,
        eventId: `${event.channel}/${event.ts}`,
        text: wordsOf(event.text),
      });
      if (!reply) return;
      if (reply.visibility === 'asker')
        await patiently(() =>
          client.chat.postEphemeral({
            channel: event.channel,
            user,
            thread_ts: thread,
            ...payloadOf(reply.card),
          }),
        );
      else
        await patiently(() =>
          client.chat.postMessage({
            channel: event.channel,
            thread_ts: thread,
            ...payloadOf(reply.card),
            ...PLAIN,
          }),
        );
    });
  });

  app.event('message', async ({ event, body, context, client }) => {
    await guarded('message', async () => {
      const message = event as Message & {
        user?: string;
        text?: string;
        thread_ts?: string;
        bot_id?: string;
        subtype?: string;
      };
      const { channel, user, text = '', thread_ts: thread, ts, channel_type: type } = message;
      // Bots, edits, joins and our own posts are never answered; a mention comes as an event of its own.
      const direct = type === 'im';
      if (!user || message.bot_id || !WRITTEN.has(message.subtype)) return;
      if (!direct && text.includes(`<@${context.botUserId}>`)) return;
      const place = placeOf(body.team_id, channel, user, thread);
      if (!direct && !(thread && (await chat.knows(place.tenant, place.thread)))) return;
      const reply = await chat.message({ ...place, eventId: `${channel}/${ts}`, text: wordsOf(text) });
      if (!reply) return;
      const where = { channel, ...(thread ? { thread_ts: thread } : {}) };
      if (reply.visibility === 'asker' && !direct)
        await patiently(() => client.chat.postEphemeral({ ...where, user, ...payloadOf(reply.card) }));
      else await patiently(() => client.chat.postMessage({ ...where, ...payloadOf(reply.card), ...PLAIN }));
    });
  });

  app.event('assistant_thread_started', async ({ event, client }) => {
    await guarded('assistant', async () => {
      const { channel_id, thread_ts } = event.assistant_thread;
      const topics = readout
        .topics(null)
        .slice(0, 4)
        .map(({ topic }) => ({ title: topic.label, message: `what about ${topic.label}?` }));
      await client.assistant.threads.setTitle({ channel_id, thread_ts, title: 'Ask a news article' });
      if (topics.length > 0)
        await client.assistant.threads.setSuggestedPrompts({
          channel_id,
          thread_ts,
          prompts: topics as [{ title: string; message: string }],
        });
    });
  });

  app.event('app_home_opened', async ({ event, body, client }) => {
    await guarded('home', async () => {
      if (event.tab !== 'home') return;
      await client.views.publish({
        user_id: event.user,
        view: homeView(readout, `slack:${body.team_id}`, commands),
      });
    });
  });
}
