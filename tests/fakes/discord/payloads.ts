import { APP, CHANNEL, GUILD, type Json, user } from './seen.ts';

/** Discord's defaults for a component's absent fields, by component type. */
const FILLED: Readonly<Record<number, Json>> = {
  3: { min_values: 1, max_values: 1 },
  14: { spacing: 1, divider: true },
  17: { spoiler: false },
};

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/**
 * Returns components as Discord stores them. Those without an id are numbered from 1;
 * https://docs.discord.com/developers/components/reference#anatomy-of-a-component
 */
function keptComponents(components: unknown): unknown[] {
  const taken = new Set<unknown>();
  const note = (list: unknown): void => {
    if (!Array.isArray(list)) return;
    for (const one of list.filter(isObject)) {
      if (one.id !== undefined) taken.add(one.id);
      note(one.components);
    }
  };
  note(components);
  let last = 0;
  const next = (): number => {
    do last++;
    while (taken.has(last));
    return last;
  };
  const kept = (list: unknown): unknown[] =>
    (Array.isArray(list) ? list.filter(isObject) : []).map((one) => ({
      ...FILLED[Number(one.type)],
      ...one,
      id: one.id ?? next(),
      ...(one.components ? { components: kept(one.components) } : {}),
    }));
  return kept(components);
}

/** Builds a message of the bot as REST and gateway return it. */
export const messageJson = (id: string, channel: string, body: Json, at = Date.now()): Json => ({
  id,
  channel_id: channel,
  author: user(APP, true),
  content: body.content ?? '',
  timestamp: new Date(at).toISOString().replace('Z', '000+00:00'),
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  components: keptComponents(body.components),
  pinned: false,
  type: 0,
  flags: body.flags ?? 0,
});

/** Builds a public thread as REST and gateway return it. */
export const threadJson = (id: string, parent: string, at: number): Json => ({
  id,
  type: 11,
  guild_id: GUILD,
  parent_id: parent,
  owner_id: '1',
  name: 'A thread',
  last_message_id: null,
  message_count: 0,
  member_count: 1,
  total_message_sent: 0,
  rate_limit_per_user: 0,
  flags: 0,
  thread_metadata: {
    archived: false,
    archive_timestamp: new Date(at).toISOString(),
    auto_archive_duration: 1440,
    create_timestamp: new Date(at).toISOString(),
    locked: false,
  },
});

/** Builds READY without servers. They follow one by one. */
export const readyJson = (url: string, session: string): Json => ({
  v: 10,
  user: user(APP, true),
  guilds: [],
  session_id: session,
  session_type: 'normal',
  resume_gateway_url: url,
  application: { id: APP, flags: 0 },
  private_channels: [],
});

/** Builds a server as in GUILD_CREATE. */
export function guildJson(guild: string): Json {
  const role = {
    id: guild,
    name: '@everyone',
    permissions: '0',
    color: 0,
    hoist: false,
    position: 0,
    managed: false,
    mentionable: false,
    flags: 0,
  };
  // The role with the app's name that Discord creates for each bot that joins.
  const botRole = {
    ...role,
    id: '555',
    name: 'Readout',
    managed: true,
    position: 1,
    tags: { bot_id: '900000000000000001' },
  };
  const channels = [
    {
      id: guild === GUILD ? CHANNEL : String(BigInt(guild) + 1n),
      type: 0,
      name: 'general',
      position: 0,
      permission_overwrites: [],
      nsfw: false,
      parent_id: null,
    },
  ];
  return {
    id: guild,
    name: 'Acme',
    owner_id: '1',
    roles: [role, botRole],
    emojis: [],
    stickers: [],
    features: [],
    channels,
    threads: [],
    members: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    member_count: 1,
    joined_at: '2026-01-01T00:00:00Z',
    large: false,
    unavailable: false,
    preferred_locale: 'en-US',
    premium_tier: 0,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    system_channel_flags: 0,
    afk_timeout: 300,
    premium_progress_bar_enabled: false,
  };
}
