import type { App, BlockElementAction } from '@slack/bolt';
import { replacesCard } from '../../chat/actions.ts';
import { parseActionToken } from '../../domain/action.ts';

import { wordsForLocale } from '../../domain/words/words-for-locale.ts';
import type { ListenerParts } from './listener-parts.ts';
import { wordsOf } from './markup.ts';
import { contentOf, type MessageBody } from './message-content.ts';
import { cardView, readModalState } from './modal.ts';
import { retryIdempotent } from './post-outcome.ts';
import { answer, withProgressLine } from './reply.ts';
import { openForm } from './setup.ts';

/** Returns the token of a pressed button, feedback thumb or menu entry. Returns null if it is not one of ours. */
function tokenOf(action: BlockElementAction): string | null {
  if (action.type === 'button' || action.type === 'feedback_buttons') return action.value ?? null;
  const isMenu = action.type === 'overflow' || action.type === 'static_select';
  return isMenu ? (action.selected_option?.value ?? null) : null;
}

/**
 * Handles slash commands, buttons and the message shortcut. Each is acknowledged at once and answered at its response
 * URL.
 */
export function listenForInteractions(app: App, listener: ListenerParts): void {
  const { chat, commands, placeOf, work } = listener;
  app.command(/^\/[a-z]+$/, async ({ command, ack, client, context }) => {
    await ack();
    const { channel_id: channel, user_id: person, response_url: responseUrl, trigger_id } = command;
    const named = command.user_name ? { personName: command.user_name } : {};
    const place = { ...placeOf.own(command.team_id, channel, person), ...named };
    const asked = { client, botId: context.botId ?? '', channel, person, responseUrl };
    await work({ surface: 'command', tenant: place.tenant, channel }, async (parts) => {
      const name = command.command.slice(1);
      const known = commands.some((one) => one.name === name);
      const call = { ...place, eventId: trigger_id, command: known ? name : 'brief' };
      await withProgressLine(asked, parts, async (announce) => {
        const reply = await chat.command({ ...call, text: wordsOf(command.text), announce });
        return () => (reply ? answer(reply, asked, parts) : undefined);
      });
    });
  });

  app.action(/^(?!home\.)[a-z]+\.\d+$/, async ({ action, body, ack, client, context }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    const token = tokenOf(action as BlockElementAction);
    if (token === null) return;
    const modal = body.view?.type === 'modal' ? readModalState(body.view.private_metadata) : null;
    const channel = body.channel?.id ?? body.container?.channel_id ?? modal?.channel ?? '';
    const thread: string | undefined = body.container?.thread_ts;
    const person = body.user.id;
    // A button's private reply must not continue the thread's shared conversation.
    const pressed = parseActionToken(token);
    const isShared = pressed?.verb === 'share';
    const team = body.team?.id ?? body.user.team_id ?? '';
    const ownThread = channel.startsWith('D') ? thread : undefined;
    const place =
      isShared && thread
        ? placeOf.inThread(team, channel, person, thread)
        : placeOf.own(team, channel, person, ownThread);
    if (pressed?.verb === 'form') {
      const opener = { client, team, person, triggerId: body.trigger_id };
      const state = { channel, home: body.view?.type === 'home' };
      await work({ surface: 'form', tenant: place.tenant, channel }, () =>
        openForm(pressed.arg ?? '', opener, state, listener),
      );
      return;
    }
    const inPlace = body.container?.is_ephemeral === true && replacesCard(token);
    const asked = { client, botId: context.botId ?? '', channel, person, thread, inPlace };
    await work({ surface: 'action', tenant: place.tenant, channel }, async (parts) => {
      const personName = (body.user as { name?: string }).name;
      const presser = personName ? { ...place, personName } : place;
      const reply = await chat.press({ ...presser, eventId: body.trigger_id, token, inPlace });
      if (reply && modal && body.view) {
        const view = cardView(reply.card, modal, wordsForLocale(reply.card.locale));
        await retryIdempotent(() => client.views.update({ view_id: body.view!.id, view }), parts.wait);
        return;
      }
      if (reply) await answer(reply, { ...asked, responseUrl: body.response_url }, parts);
    });
  });

  app.shortcut('brief_message', async ({ shortcut, ack, client, context }) => {
    await ack();
    if (shortcut.type !== 'message_action') return;
    const { channel, user, response_url: responseUrl, trigger_id: eventId } = shortcut;
    const place = placeOf.own(shortcut.team?.id ?? '', channel.id, user.id);
    const asked = { client, botId: context.botId ?? '', channel: channel.id, person: user.id, responseUrl };
    await work({ surface: 'shortcut', tenant: place.tenant, channel: channel.id }, async (parts) => {
      const { text, quoted, files } = contentOf(shortcut.message as MessageBody, client);
      const question = [text, quoted ?? ''].filter(Boolean).join('\n');
      const call = { ...place, eventId, command: 'brief', ofMessage: true, files } as const;
      await withProgressLine(asked, parts, async (announce) => {
        const reply = await chat.command({ ...call, values: { question }, announce });
        return () => (reply ? answer(reply, asked, parts) : undefined);
      });
    });
  });
}
