import { randomUUID } from 'node:crypto';
import { BOT, type Json, TEAM } from './seen.ts';

/** What the acts of people need of the workspace. */
export interface Workspace {
  readonly deliver: (type: string, payload: Json) => Promise<{ status: number; body: string }>;
  readonly event: (inner: Json) => Json;
  readonly responseUrl: (channel: string, person: string) => string;
  /** The next message's ts. */
  readonly tick: () => string;
}

/** A person's acts, delivered with the fields of real ones; each resolves when the app has acknowledged. */
export function peopleOf({ deliver, event, responseUrl, tick }: Workspace) {
  return (user: string) => ({
    slash: (text: string, { channel = 'C1', trigger = String(randomUUID()), command = '/brief' } = {}) =>
      deliver('slash_commands', {
        token: 'verification-token',
        team_id: TEAM,
        team_domain: 'acme',
        channel_id: channel,
        channel_name: 'general',
        user_id: user,
        user_name: user,
        command,
        text,
        api_app_id: 'A1',
        is_enterprise_install: 'false',
        response_url: responseUrl(channel, user),
        trigger_id: trigger,
      }),
    mentions: (
      text: string,
      { channel = 'C1', ts = tick(), thread = undefined as string | undefined } = {},
    ) =>
      deliver(
        'events_api',
        event({
          type: 'app_mention',
          user,
          ts,
          text: `<@${BOT}> ${text}`,
          channel,
          event_ts: ts,
          ...(thread ? { thread_ts: thread } : {}),
        }),
      ),
    says: (
      text: string,
      { channel = 'D1', ts = tick(), thread = undefined as string | undefined, extra = {} as Json } = {},
    ) =>
      deliver(
        'events_api',
        event({
          type: 'message',
          user,
          ts,
          text,
          channel,
          event_ts: ts,
          channel_type: channel.startsWith('D') ? 'im' : 'channel',
          ...(thread ? { thread_ts: thread } : {}),
          ...extra,
        }),
      ),
    presses: (
      value: string,
      { channel = 'C1', team = TEAM, trigger = String(randomUUID()), action = 'source.0' } = {},
    ) =>
      deliver('interactive', {
        type: 'block_actions',
        team: { id: team, domain: 'acme' },
        user: { id: user, username: user, team_id: team },
        api_app_id: 'A1',
        token: 'verification-token',
        container: { type: 'message', channel_id: channel, is_ephemeral: true },
        trigger_id: trigger,
        channel: { id: channel, name: 'general' },
        response_url: responseUrl(channel, user),
        actions: [
          {
            type: 'button',
            action_id: action,
            block_id: 'b',
            value,
            text: { type: 'plain_text', text: 'x' },
            action_ts: '1.1',
          },
        ],
      }),
    usesShortcut: (text: string, { channel = 'C1' } = {}) =>
      deliver('interactive', {
        type: 'message_action',
        callback_id: 'brief_message',
        team: { id: TEAM, domain: 'acme' },
        user: { id: user, name: user, team_id: TEAM },
        channel: { id: channel, name: 'general' },
        message: { type: 'message', text, ts: '1.2', user: 'U9' },
        message_ts: '1.2',
        trigger_id: randomUUID(),
        response_url: responseUrl(channel, user),
        token: 'verification-token',
        action_ts: '1.3',
      }),
    opensHome: () =>
      deliver(
        'events_api',
        event({ type: 'app_home_opened', user, channel: 'D1', tab: 'home', event_ts: '1.1' }),
      ),
    opensAssistant: () =>
      deliver(
        'events_api',
        event({
          type: 'assistant_thread_started',
          event_ts: '1.1',
          assistant_thread: { user_id: user, context: {}, channel_id: 'D1', thread_ts: '1.5' },
        }),
      ),
  });
}
