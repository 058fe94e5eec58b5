import { messageJson } from './payloads.ts';
import { APP, type Asked, CHANNEL, GUILD, type Json, user } from './seen.ts';

/** What the acts of people need of the server. */
export interface Guild {
  readonly dispatch: (type: string, data: Json) => void;
  readonly nextId: () => string;
  /** Interactions by token, for the answers to them. */
  readonly asked: Map<string, Asked>;
}

/** A person's acts, delivered with the fields of real ones. */
export function peopleOf({ dispatch, nextId, asked }: Guild) {
  const interaction = (
    person: string,
    type: number,
    data: Json,
    {
      channel = CHANNEL,
      guild = GUILD as string | null,
      id = nextId(),
      permissions = '0',
      message = undefined as Json | undefined,
    },
  ) => {
    const key = `token${id}`;
    asked.set(key, asked.get(key) ?? { channel, person, answered: false, ephemeral: false });
    const who = guild
      ? {
          guild_id: guild,
          guild: { id: guild, features: [], locale: 'en-US' },
          member: {
            user: user(person),
            roles: [],
            permissions,
            joined_at: '2026-01-01T00:00:00Z',
            deaf: false,
            mute: false,
            flags: 0,
          },
        }
      : { user: user(person) };
    dispatch('INTERACTION_CREATE', {
      id,
      application_id: APP,
      type,
      token: key,
      version: 1,
      channel_id: channel,
      channel: { id: channel, type: guild ? 0 : 1 },
      data,
      locale: 'en-US',
      app_permissions: '0',
      entitlements: [],
      authorizing_integration_owners: { 0: GUILD },
      context: guild ? 0 : 1,
      attachment_size_limit: 1,
      ...who,
      ...(message ? { message } : {}),
    });
    return id;
  };
  const options = (values: Readonly<Record<string, string>>, focused?: string) =>
    Object.entries(values).map(([name, value]) => ({
      name,
      type: 3,
      value,
      ...(name === focused ? { focused: true } : {}),
    }));

  return (id: string) => ({
    slash: (
      name: string,
      values: Readonly<Record<string, string>> = {},
      where: { channel?: string; guild?: string | null; id?: string } = {},
    ) => interaction(id, 2, { id: '1', name, type: 1, options: options(values) }, where),
    completes: (name: string, option: string, typed: string) =>
      interaction(id, 4, { id: '1', name, type: 1, options: options({ [option]: typed }, option) }, {}),
    presses: (customId: string, where: { channel?: string; guild?: string | null } = {}) =>
      interaction(
        id,
        3,
        { custom_id: customId, component_type: 2 },
        { ...where, message: messageJson(nextId(), where.channel ?? CHANNEL, {}) },
      ),
    usesMenu: (text: string) => {
      const target = nextId();
      const message = { ...messageJson(target, CHANNEL, {}), author: user('5'), content: text };
      return interaction(
        id,
        2,
        {
          id: '2',
          name: 'Brief me on this',
          type: 3,
          target_id: target,
          resolved: { messages: { [target]: message } },
        },
        {},
      );
    },
    says: (
      content: string,
      {
        channel = CHANNEL,
        guild = GUILD as string | null,
        repliesTo = undefined as string | undefined,
        mentions = false,
        extra = {} as Json,
        messageId = nextId(),
      } = {},
    ) => {
      const text = mentions ? `<@${APP}> ${content}` : content;
      dispatch('MESSAGE_CREATE', {
        ...messageJson(messageId, channel, { content: text }),
        author: user(id),
        channel_type: guild ? 0 : 1,
        nonce: nextId(),
        mentions: mentions || repliesTo ? [user(APP, true)] : [],
        ...(guild
          ? {
              guild_id: guild,
              member: { roles: [], joined_at: '2026-01-01T00:00:00Z', deaf: false, mute: false, flags: 0 },
            }
          : {}),
        ...(repliesTo
          ? { type: 19, message_reference: { type: 0, message_id: repliesTo, channel_id: channel } }
          : {}),
        ...extra,
      });
      return messageId;
    },
  });
}
