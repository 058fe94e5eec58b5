import { messageJson } from './payloads.ts';
import { APP, CHANNEL, GUILD, type Json, user } from './seen.ts';

/** Where a person acts: in a server and its channel, or, with `guild: null`, in a direct message. */
export interface Where {
  readonly channel?: string;
  readonly guild?: string | null;
  /** The member's permissions, as Discord's bit set. */
  readonly permissions?: string;
  /** The bot's permissions, as Discord's bit set. */
  readonly botPermissions?: string;
  /** True for a person's own installation, in a server that the bot is not in. */
  readonly userInstalled?: boolean;
  /** The language of the person's client; "en-US" by default. */
  readonly locale?: string;
}

const JOINED = '2026-01-04T20:21:10.139000+00:00';

/** A member as in gateway events, without the user. */
const memberJson = (): Json => ({
  avatar: null,
  banner: null,
  communication_disabled_until: null,
  deaf: false,
  flags: 0,
  joined_at: JOINED,
  mute: false,
  nick: null,
  pending: false,
  premium_since: null,
  roles: [],
});

function channelJson(channel: string, guild: string | null): Json {
  const all = { flags: 0, id: channel, last_message_id: null };
  return guild
    ? {
        ...all,
        guild_id: guild,
        name: 'general',
        nsfw: false,
        parent_id: null,
        permissions: '2248473465835073',
        position: 0,
        rate_limit_per_user: 0,
        topic: null,
        type: 0,
      }
    : { ...all, type: 1 };
}

export interface InteractionParts {
  readonly id: string;
  readonly token: string;
  readonly person: string;
  /** The interaction type: 2 command, 3 component, 4 autocomplete. */
  readonly type: number;
  readonly data: Json;
  readonly where: Where;
  readonly message?: Json | undefined;
}

/** INTERACTION_CREATE with the fields of real ones. */
export function interactionJson({ id, token, person, type, data, where, message }: InteractionParts): Json {
  const {
    channel = CHANNEL,
    guild = GUILD,
    permissions = '0',
    userInstalled = false,
    locale = 'en-US',
  } = where;
  const { botPermissions = userInstalled ? '2147483647' : '2248473465835073' } = where;
  const member = {
    ...memberJson(),
    collectibles: null,
    display_name_styles: null,
    permissions,
    unusual_dm_activity_until: null,
    user: user(person),
  };
  return {
    app_permissions: botPermissions,
    application_id: APP,
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: userInstalled || !guild ? { 1: person } : { 0: guild },
    channel: channelJson(channel, guild),
    channel_id: channel,
    context: guild ? 0 : 1,
    data,
    entitlement_sku_ids: [],
    entitlements: [],
    id,
    locale,
    token,
    type,
    version: 1,
    ...(guild
      ? {
          guild: { features: [], id: guild, locale: 'en-US' },
          guild_id: guild,
          guild_locale: 'en-US',
          member,
        }
      : { user: user(person) }),
    ...(message ? { message } : {}),
  };
}

export interface Saying {
  readonly id: string;
  readonly person: string;
  readonly content: string;
  readonly at: number;
  readonly where: Where;
  readonly nonce: string;
  readonly mentionsBot: boolean;
  /** The current state of the message that it replies to. */
  readonly repliesTo?: Json | undefined;
}

/**
 * MESSAGE_CREATE with the fields of real ones. Without the message-content intent Discord empties messages that
 * neither mention the bot nor are sent to it directly.
 */
export function messageCreateJson(saying: Saying): Json {
  const { id, person, content, at, where, nonce, mentionsBot, repliesTo } = saying;
  const { channel = CHANNEL, guild = GUILD } = where;
  const legible = mentionsBot || guild === null;
  return {
    ...messageJson(id, channel, { content: legible ? content : '' }, at),
    author: user(person),
    channel_type: guild ? 0 : 1,
    mentions: mentionsBot ? [{ ...user(APP, true), ...(guild ? { member: memberJson() } : {}) }] : [],
    nonce,
    ...(guild ? { guild_id: guild, member: memberJson() } : {}),
    ...(repliesTo
      ? {
          type: 19,
          message_reference: {
            type: 0,
            channel_id: channel,
            message_id: repliesTo.id,
            ...(guild ? { guild_id: guild } : {}),
          },
          referenced_message: repliesTo,
        }
      : {}),
  };
}
