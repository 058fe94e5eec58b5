import { slackHomeFaults, slackPayloadFaults, slackPromptFaults } from '../checks/slack-payload.ts';
import type { Channels, Message } from './channels.ts';
import type { Files } from './files.ts';
import type { Modals } from './modals.ts';
import type { createRates } from './rates.ts';
import type { Json, Seen } from './seen.ts';
import type { SeenLog } from './seen-log.ts';
import type { Grant } from './tokens.ts';

/** The parts of the workspace that Web API methods use. */
export interface Slack {
  readonly seenLog: SeenLog;
  readonly channels: Channels;
  readonly rates: ReturnType<typeof createRates>;
  readonly modals: Modals;
  /** Profiles for users.info. */
  readonly people: ReadonlyMap<string, Json>;
  readonly files: Files;
  /** Addresses of pictures that Slack cannot load. */
  readonly unloadable: ReadonlySet<string>;
  /** The assistant's status lines and titles, in order. */
  readonly assistantCalls: Json[];
  /** The bot's reactions that stand: "T1/C1/5.1/eyes". */
  readonly reactions: Set<string>;
  readonly socketUrl: () => string;
  /** Sends the app the event for its own message, as Slack does. */
  readonly echo: (team: string, channel: string, message: Message) => void;
}

/** A method's response, or the seconds to wait before a retry. */
export type Answer = Json | { readonly retryAfter: number };
type Method = (body: Json, grant: Grant, slack: Slack) => Answer;

/**
 * The scope of each method, from its page at https://docs.slack.dev/reference/methods; `*` if it depends on the
 * channel.
 */
export const METHOD_SCOPES: Readonly<Record<string, string | null>> = {
  'auth.test': null,
  'apps.connections.open': null,
  'views.publish': null,
  'views.open': null,
  'views.update': null,
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'assistant.threads.setTitle': 'assistant:write',
  'assistant.threads.setStatus': 'assistant:write',
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'conversations.history': '*:history',
  'conversations.replies': '*:history',
  'files.info': 'files:read',
  'conversations.info': '*:read',
  'reactions.add': 'reactions:write',
  'reactions.remove': 'reactions:write',
  'users.info': 'users:read',
};

const refusal = (error: string): Json => ({ ok: false, error });

/**
 * Slack's error code for an invalid payload; null if it is valid. A picture that cannot be loaded makes the whole
 * message invalid: https://github.com/slackapi/python-slack-sdk/issues/1782
 */
export function refusedPayload(body: Json, { unloadable }: Pick<Slack, 'unloadable'>): string | null {
  const blocks = (Array.isArray(body.blocks) ? body.blocks : []) as { accessory?: { image_url?: string } }[];
  if (blocks.some(({ accessory }) => unloadable.has(accessory?.image_url ?? ''))) return 'invalid_blocks';
  const found = slackPayloadFaults(body);
  if (found.length === 0) return null;
  return (
    ['msg_blocks_too_long', 'no_text', 'msg_too_long'].find((code) => found.includes(code)) ??
    'invalid_blocks'
  );
}

function metadataFault({ metadata }: Json): string | null {
  if (metadata === undefined) return null;
  const { event_type: type, event_payload: payload } = metadata as Json;
  return typeof type === 'string' && typeof payload === 'object' && payload !== null
    ? null
    : 'invalid_metadata_format';
}

export const seenOf = (
  method: string,
  body: Json,
  channel: string,
  onlyFor: string | null,
  ts: string,
  replaced = false,
): Seen => ({
  method,
  channel,
  onlyFor,
  ts,
  replaced,
  thread: (body.thread_ts as string | undefined) ?? null,
  text: String(body.text ?? ''),
  payload: body,
  blocks: (body.blocks ?? []) as Seen['blocks'],
});

const show = (method: string, at: Partial<Seen>, value: unknown): Seen => ({
  method,
  channel: '',
  onlyFor: null,
  thread: null,
  blocks: [],
  payload: {},
  ts: '',
  replaced: false,
  ...at,
  text: JSON.stringify(value),
});

const reactionOf = ({ channel, timestamp, name }: Json, team: string): string =>
  [team, channel, timestamp, name].join('/');

const post: Method = (body, { team, bot }, slack) => {
  const { seenLog, channels, rates, echo } = slack;
  const asked = String(body.channel);
  // A person's id is the id of the direct conversation with them.
  const channel = asked.startsWith('U') ? `D${asked.slice(1)}` : asked;
  const error = channels.of(team, channel).refuses ?? metadataFault(body) ?? refusedPayload(body, slack);
  if (error) return refusal(error);
  const wait = rates.take(team, channel);
  if (wait !== null) return { retryAfter: wait };
  const thread = (body.thread_ts as string | undefined) ?? null;
  const kept = channels.add(team, channel, {
    bot_id: bot.id,
    text: String(body.text ?? ''),
    ...(thread ? { thread_ts: thread } : {}),
    ...(body.metadata ? { metadata: body.metadata as Json } : {}),
    ...(body.blocks ? { blocks: body.blocks } : {}),
  });
  seenLog.show(seenOf('chat.postMessage', body, channel, null, kept.ts));
  echo(team, channel, kept);
  return { ok: true, channel, ts: kept.ts, message: kept };
};

const ephemeral: Method = (body, { team }, slack) => {
  const { seenLog, channels } = slack;
  const channel = String(body.channel);
  const error = channels.of(team, channel).refuses ?? refusedPayload(body, slack);
  if (error) return refusal(error);
  const ts = channels.nextTs();
  seenLog.show(seenOf('chat.postEphemeral', body, channel, String(body.user), ts));
  return { ok: true, message_ts: ts };
};

export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': (_body, { team, bot }) => ({
    ok: true,
    team_id: team,
    team,
    user_id: bot.user,
    bot_id: bot.id,
  }),
  'apps.connections.open': (_body, _grant, { socketUrl }) => ({ ok: true, url: socketUrl() }),
  'chat.postMessage': post,
  'chat.postEphemeral': ephemeral,
  'views.publish': (body, _grant, { seenLog }) => {
    const found = slackHomeFaults(body.view);
    if (found.length > 0) return { ...refusal('invalid_arguments'), found };
    seenLog.show(show('views.publish', { channel: 'home', onlyFor: String(body.user_id) }, body.view));
    return { ok: true, view: { id: 'V1' } };
  },
  // A trigger opens one modal, within three seconds of the interaction.
  'views.open': (body, { scopes }, { modals }) => {
    // https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
    const hasFiles = JSON.stringify(body.view).includes('"file_input"');
    if (hasFiles && !scopes.has('files:read')) return refusal('invalid_arguments');
    return modals.open(String(body.trigger_id), body.view as Json) ?? refusal('invalid_arguments');
  },
  'views.update': (body, _grant, { modals }) =>
    modals.update(String(body.view_id), body.view as Json) ?? refusal('not_found'),
  'assistant.threads.setTitle': (body, _grant, { assistantCalls }) => {
    assistantCalls.push({ title: body.title, thread: body.thread_ts });
    return { ok: true };
  },
  'assistant.threads.setStatus': (body, _grant, { assistantCalls }) => {
    assistantCalls.push({ status: body.status, thread: body.thread_ts });
    return { ok: true };
  },
  'assistant.threads.setSuggestedPrompts': (body, _grant, { seenLog }) => {
    if (slackPromptFaults(body.prompts).length > 0) return refusal('invalid_arguments');
    // An app in the agent view sets prompts for its whole conversation, not for a thread.
    if (body.thread_ts !== undefined) return refusal('invalid_thread_ts');
    seenLog.show(show('prompts', { channel: String(body.channel_id) }, body.prompts));
    return { ok: true };
  },
  'reactions.add': (body, { team }, { seenLog, channels, reactions }) => {
    const channel = String(body.channel);
    if (channels.of(team, channel).refuses) return refusal('channel_not_found');
    const reaction = reactionOf(body, team);
    if (reactions.has(reaction)) return refusal('already_reacted');
    reactions.add(reaction);
    const on = { channel, thread: String(body.timestamp) };
    seenLog.show(show('reactions.add', on, body.name));
    return { ok: true };
  },
  'reactions.remove': (body, { team }, { reactions }) =>
    reactions.delete(reactionOf(body, team)) ? { ok: true } : refusal('no_reaction'),
  'conversations.history': (body, { team }, { channels }) => {
    const { refuses } = channels.of(team, String(body.channel));
    if (refuses === 'channel_not_found' || refuses === 'not_in_channel') return refusal(refuses);
    const { messages, next } = channels.history(team, String(body.channel), body);
    return { ok: true, messages, has_more: next !== '', response_metadata: { next_cursor: next } };
  },
  'conversations.replies': (body, { team }, { channels }) => {
    const { refuses } = channels.of(team, String(body.channel));
    if (refuses === 'channel_not_found' || refuses === 'not_in_channel') return refusal(refuses);
    const { messages, next } = channels.replies(team, String(body.channel), String(body.ts), body);
    return { ok: true, messages, has_more: next !== '', response_metadata: { next_cursor: next } };
  },
  'conversations.info': (body, { team }, { channels }) => {
    const { refuses, creator, private: hidden } = channels.of(team, String(body.channel));
    if (refuses === 'channel_not_found' || (hidden && refuses === 'not_in_channel'))
      return refusal('channel_not_found');
    return {
      ok: true,
      channel: {
        id: body.channel,
        creator: creator ?? 'UCREATOR',
        is_private: hidden ?? false,
        is_member: refuses !== 'not_in_channel',
      },
    };
  },
  'files.info': (body, _grant, { files }) => files.info(body.file),
  'users.info': (body, _grant, { people }) => {
    const user = String(body.user);
    return {
      ok: true,
      user: { id: user, tz: 'Europe/Berlin', is_admin: false, is_owner: false, ...people.get(user) },
    };
  },
};

/** Returns the scope that a call needs in its channel. */
export function scopeFor(method: string, body: Json, grant: Grant, channels: Channels): string | null {
  const scope = METHOD_SCOPES[method] ?? null;
  if (!scope?.startsWith('*')) return scope;
  const kind = channels.kindOf(grant.team, String(body.channel));
  return `${{ im: 'im', mpim: 'mpim', group: 'groups', channel: 'channels' }[kind]}${scope.slice(1)}`;
}
