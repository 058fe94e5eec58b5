import { randomBytes, randomUUID } from 'node:crypto';
import type { Message } from './channels.ts';
import type { Delivered } from './deliveries.ts';
import type { Modals } from './modals.ts';
import type { ButtonMessage } from './response-urls.ts';
import { type Json, TEAM } from './seen.ts';

/** The parts of the workspace that people's actions use. */
export interface Workspace {
  readonly deliver: (type: string, payload: Json) => Promise<Delivered>;
  readonly event: (inner: Json, id?: string, team?: string) => Json;
  /** Slack's name for the channel's kind in message events. */
  readonly kindOf: (channel: string, team: string) => 'im' | 'mpim' | 'group' | 'channel';
  /** The bot's user in a workspace. */
  readonly botOf: (team: string) => string;
  readonly responseUrl: (channel: string, person: string, team: string, on: ButtonMessage | null) => string;
  /** The message with a button of this value. */
  readonly messageWithButton: (token: string, channel: string) => ButtonMessage | null;
  /** The next message's ts. */
  readonly nextTs: () => string;
  readonly modals: Modals;
}

const newTrigger = (): string =>
  `${Date.now()}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`;

/** What a person fills in, by field: a text, several options, or an uploaded file. */
export type Filled = Readonly<Record<string, string | readonly string[] | Json>>;

/** Returns what an input block submits: the value filled in, or its initial value. */
function stateOf(block: Json, filled: Filled): [string, Json] {
  const element = block.element as Json;
  const name = String(block.block_id);
  const given = filled[name];
  const chosen = (value: string) => ({ text: { type: 'plain_text', text: 'x' }, value });
  const state = (): Json => {
    switch (element.type) {
      case 'plain_text_input':
        return { value: given ?? element.initial_value ?? null };
      case 'static_select':
        return { selected_option: given ? chosen(String(given)) : (element.initial_option ?? null) };
      case 'multi_static_select':
        return {
          selected_options: given
            ? [given].flat().map((one) => chosen(String(one)))
            : (element.initial_options ?? []),
        };
      case 'file_input':
        return { files: given ? [given] : [] };
      default:
        return { selected_conversation: given ?? element.initial_conversation ?? null };
    }
  };
  return [name, { [String(element.action_id)]: { type: element.type, ...state() } }];
}

/**
 * Creates people, whose actions are delivered with all fields of real ones. Each action resolves when the app has
 * acknowledged it.
 */
export function peopleOf({
  deliver,
  event,
  kindOf,
  botOf,
  responseUrl,
  messageWithButton,
  nextTs,
  modals,
}: Workspace) {
  return (user: string, team = TEAM) => {
    const happens = (inner: Json) => deliver('events_api', event(inner, undefined, team));
    const inThread = (thread: string | undefined): Json =>
      thread ? { thread_ts: thread, parent_user_id: user } : {};
    const opens = (tab: 'home' | 'messages') =>
      happens({ type: 'app_home_opened', user, channel: `D${user.slice(1)}`, tab, event_ts: nextTs() });
    return {
      slash: (text: string, { channel = 'C1', trigger = newTrigger(), command = '/brief' } = {}) =>
        deliver('slash_commands', {
          token: 'verification-token',
          team_id: team,
          team_domain: 'acme',
          channel_id: channel,
          channel_name: 'general',
          user_id: user,
          user_name: user,
          command,
          text,
          api_app_id: 'A1',
          is_enterprise_install: 'false',
          response_url: responseUrl(channel, user, team, null),
          trigger_id: trigger,
        }),
      /** A mention arrives twice: as an event of its own and as a message in the channel. */
      mentions: async (
        text: string,
        {
          channel = 'C1',
          ts = nextTs(),
          thread = undefined as string | undefined,
          bot = botOf(team),
          extra = {} as Json,
        } = {},
      ) => {
        const said = {
          ...{
            user,
            ts,
            client_msg_id: randomUUID(),
            text: `<@${bot}> ${text}`,
            team,
            channel,
            event_ts: ts,
          },
          ...inThread(thread),
          ...extra,
        };
        const [mention] = await Promise.all([
          happens({ type: 'app_mention', ...said }),
          happens({ type: 'message', ...said, channel_type: kindOf(channel, team) }),
        ]);
        return mention;
      },
      says: (
        text: string,
        { channel = 'D1', ts = nextTs(), thread = undefined as string | undefined, extra = {} as Json } = {},
      ) =>
        happens({
          ...{
            type: 'message',
            user,
            ts,
            text,
            team,
            channel,
            event_ts: ts,
            channel_type: kindOf(channel, team),
          },
          ...inThread(thread),
          ...extra,
        }),
      /** Delivers the event of the app's own post. */
      echoes: (channel: string, { ts, text, bot_id, thread_ts }: Message) =>
        happens({
          type: 'message',
          user,
          ts,
          text,
          bot_id,
          app_id: 'A1',
          team,
          channel,
          event_ts: ts,
          channel_type: kindOf(channel, team),
          ...inThread(thread_ts),
        }),
      /** Presses a button or a thumb, or chooses an entry of a menu. `value` is what Slack sends for it. */
      presses: (
        value: string,
        {
          channel = 'C1',
          trigger = newTrigger(),
          action: given = 'source.0',
          thread = undefined as string | undefined,
          team: from = team,
        } = {},
      ) => {
        const on = messageWithButton(value, channel) ?? { ts: nextTs(), ephemeral: true };
        const action = on.action ?? given;
        const text = { type: 'plain_text', text: 'x', emoji: true };
        const [verb = ''] = action.split('.');
        const menus: Readonly<Record<string, string>> = { menu: 'overflow', choose: 'static_select' };
        const pressed = menus[verb]
          ? { type: menus[verb], selected_option: { text, value } }
          : { type: verb === 'feedback' ? 'feedback_buttons' : 'button', value, text };
        modals.giveTrigger(trigger, user);
        return deliver('interactive', {
          type: 'block_actions',
          team: { id: from, domain: 'acme' },
          user: { id: user, username: user, name: user, team_id: from },
          api_app_id: 'A1',
          token: 'verification-token',
          container: {
            type: 'message',
            message_ts: on.ts,
            channel_id: channel,
            is_ephemeral: on.ephemeral,
            ...(thread ? { thread_ts: thread } : {}),
          },
          trigger_id: trigger,
          enterprise: null,
          is_enterprise_install: false,
          channel: { id: channel, name: 'general' },
          state: { values: {} },
          response_url: responseUrl(channel, user, from, on),
          actions: [{ ...pressed, action_id: action, block_id: 'b', action_ts: nextTs() }],
        });
      },
      /** Presses a button, or chooses an entry of a menu, in the Home tab or in an open modal. */
      pressesInView: (
        value: string,
        {
          action = 'home.0',
          kind = 'button' as 'button' | 'overflow',
          modal = null as string | null,
          trigger = newTrigger(),
        } = {},
      ) => {
        modals.giveTrigger(trigger, user);
        const text = { type: 'plain_text', text: 'x', emoji: true };
        const view = modal === null ? { id: 'V0', type: 'home' } : { ...modals.of(modal)?.view, id: modal };
        return deliver('interactive', {
          type: 'block_actions',
          team: { id: team, domain: 'acme' },
          user: { id: user, username: user, name: user, team_id: team },
          api_app_id: 'A1',
          token: 'verification-token',
          container: { type: 'view', view_id: view.id },
          trigger_id: trigger,
          view,
          actions: [
            {
              ...(kind === 'button'
                ? { type: kind, value, text }
                : { type: kind, selected_option: { text, value } }),
              ...{ action_id: action, block_id: 'b', action_ts: nextTs() },
            },
          ],
        });
      },
      /** Submits a modal. `filled` contains texts, values of options, or lists of them, by block. */
      submits: async (modal: string, filled: Filled) => {
        const { view } = modals.of(modal)!;
        const blocks = (view.blocks as Json[]).filter(({ type }) => type === 'input');
        const answer = await deliver('interactive', {
          type: 'view_submission',
          team: { id: team, domain: 'acme' },
          user: { id: user, username: user, name: user, team_id: team },
          api_app_id: 'A1',
          token: 'verification-token',
          trigger_id: newTrigger(),
          view: {
            ...{ ...view, id: modal, hash: nextTs(), team_id: team },
            state: { values: Object.fromEntries(blocks.map((block) => stateOf(block, filled))) },
          },
        });
        const reply = answer.body ? (JSON.parse(answer.body) as Json) : {};
        if (reply.response_action === 'update') modals.update(modal, reply.view as Json, 'response_action');
        return answer;
      },
      usesShortcut: (text: string, { channel = 'C1', trigger = newTrigger(), extra = {} as Json } = {}) =>
        deliver('interactive', {
          type: 'message_action',
          callback_id: 'brief_message',
          team: { id: team, domain: 'acme' },
          user: { id: user, name: user, team_id: team },
          channel: { id: channel, name: 'general' },
          message: { type: 'message', text, ts: '1.2', user: 'U9', team, ...extra },
          message_ts: '1.2',
          trigger_id: trigger,
          response_url: responseUrl(channel, user, team, null),
          token: 'verification-token',
          action_ts: nextTs(),
          enterprise: null,
          is_enterprise_install: false,
        }),
      opensHome: () => opens('home'),
      /** Opens the Messages tab. In the agent view a conversation begins this way. */
      opensMessages: () => opens('messages'),
      /** Opens a channel with the app's agent view beside it. */
      views: (viewed: string) =>
        happens({
          type: 'app_context_changed',
          user,
          channel: `D${user.slice(1)}`,
          event_ts: nextTs(),
          context: { entities: [{ type: 'slack#/types/channel_id', value: viewed, team_id: team }] },
        }),
      /** Revokes a person's own token. The bot's stays valid. */
      keepsBotToken: () =>
        happens({ type: 'tokens_revoked', tokens: { oauth: [user], bot: [] }, event_ts: nextTs() }),
      /** Removes the app from the workspace: both events arrive, in either order. */
      uninstalls: async () => {
        await happens({
          type: 'tokens_revoked',
          tokens: { oauth: [], bot: [botOf(team)] },
          event_ts: nextTs(),
        });
        await happens({ type: 'app_uninstalled', event_ts: nextTs() });
      },
    };
  };
}
