import { discordPayloadFaults } from '../checks/discord-payload.ts';
import { messageJson, threadJson } from './payloads.ts';
import { type Answer, EPHEMERAL, GUILD, type Json, refusal, type Seen, textOf, user } from './seen.ts';

/**
 * The reasons why a bot cannot use a channel: it is unknown, hidden, read-only, hides its history, or refuses bots'
 * messages.
 */
export type ClosedReason = 'unknown' | 'access' | 'send' | 'history' | 'dm';

/** How long a nonce is remembered ("the past few minutes"), in milliseconds. */
const NONCE_TTL_MS = 3 * 60_000;

/** Discord's refusal of a message's body, in its own words; null if it accepts it. */
export function bodyFault(body: Json): Answer | null {
  const found = discordPayloadFaults(body);
  return found.length > 0
    ? [400, { code: 50035, message: `Invalid Form Body: ${found.join('; ')}`, errors: {} }]
    : null;
}

export interface ChannelParts {
  readonly nextId: () => string;
  readonly now: () => number;
  readonly show: (one: Seen) => void;
}

/** Creates the channels and their messages. A channel that no test has set exists and is open. */
export function channelsOf({ nextId, now, show }: ChannelParts) {
  const histories = new Map<string, Json[]>();
  const ephemerals = new Map<string, Json[]>();
  const closed = new Map<string, ClosedReason>();
  const nonces = new Map<string, { readonly message: Json; readonly at: number }>();
  const direct = new Map<string, string>();
  const personOf = new Map<string, string>();
  const threads = new Map<string, Json>();

  const historyOf = (channel: string): Json[] => {
    const all = histories.get(channel) ?? [];
    histories.set(channel, all);
    return all;
  };
  const remember = (channel: string, message: Json): void => void historyOf(channel).push(message);
  /** The refusal of a bot without permission to see the channel or, with `writing`, to post there. */
  const refusalIn = (channel: string, writing: boolean): Answer | null => {
    const why = closed.get(channel);
    if (why === 'unknown') return refusal(404, 10003, 'Unknown Channel');
    if (why === 'access') return refusal(403, 50001, 'Missing Access');
    if (writing && why === 'send') return refusal(403, 50013, 'Missing Permissions');
    if (writing && why === 'dm') return refusal(403, 50007, 'Cannot send messages to this user');
    return null;
  };

  return {
    remember,
    /** Returns the newest message, including ephemeral ones, with a component of this id or value. */
    messageWithComponent: (channel: string, token: string): Json | null =>
      [...historyOf(channel), ...(ephemerals.get(channel) ?? [])].findLast((one) =>
        JSON.stringify(one.components).includes(JSON.stringify(token)),
      ) ?? null,
    /** Changes a message in place, as a component's interaction may. */
    update(channel: string, onlyFor: string | null, message: Json, body: Json): Answer {
      const fault = bodyFault(body);
      if (fault) return fault;
      const id = String(message.id);
      const { flags } = message;
      Object.assign(message, messageJson(id, channel, body, now()), { flags });
      show({ how: 'update', channel, onlyFor, payload: body, text: textOf(body), repliesTo: null, id });
      return [200, message];
    },
    post(how: Seen['how'], channel: string, onlyFor: string | null, body: Json): Answer {
      const fault = bodyFault(body);
      if (fault) return fault;
      const id = nextId();
      const reference = body.message_reference as { message_id?: string } | undefined;
      const repliesTo = reference?.message_id ?? null;
      const message = messageJson(id, channel, body, now());
      if (onlyFor === null && how !== 'edit') remember(channel, message);
      if (onlyFor !== null)
        ephemerals.set(channel, [...(ephemerals.get(channel) ?? []), { ...message, flags: EPHEMERAL }]);
      show({ how, channel, onlyFor, payload: body, text: textOf(body), repliesTo, id });
      return [200, message];
    },
    /** A bot's post, deduplicated by its nonce. */
    create(channel: string, body: Json): Answer {
      const refused = refusalIn(channel, true);
      if (refused) return refused;
      const { nonce, enforce_nonce: enforced } = body;
      const key = nonce === undefined ? null : String(nonce);
      if (key !== null && key.length > 25) return refusal(400, 50035, 'Invalid Form Body: nonce');
      const known = key !== null && enforced === true ? nonces.get(key) : undefined;
      if (known && now() - known.at < NONCE_TTL_MS) return [200, known.message];
      const personal = personOf.get(channel) ?? null;
      const answer = this.post('message', channel, null, body);
      if (answer[0] === 200 && key !== null) nonces.set(key, { message: answer[1] as Json, at: now() });
      if (answer[0] === 200 && personal) return [200, { ...(answer[1] as Json), channel_type: 1 }];
      return answer;
    },
    /** Returns the history as Discord does: newest first, at most 100; empty without permission to read it. */
    history(channel: string, query: URLSearchParams): Answer {
      const refused = refusalIn(channel, false);
      if (refused) return refused;
      if (closed.get(channel) === 'history') return [200, []];
      const limit = Math.min(100, Number(query.get('limit') ?? 50));
      const [after, before] = [query.get('after'), query.get('before')];
      const all = historyOf(channel).filter(
        ({ id }) =>
          (!after || BigInt(id as string) > BigInt(after)) &&
          (!before || BigInt(id as string) < BigInt(before)),
      );
      return [200, (after ? all.slice(0, limit) : all.slice(-limit)).toReversed()];
    },
    message(channel: string, id: string): Answer {
      const refused = refusalIn(channel, false);
      if (refused) return refused;
      const found = historyOf(channel).find((one) => one.id === id);
      return found && closed.get(channel) !== 'history'
        ? [200, found]
        : refusal(404, 10008, 'Unknown Message');
    },
    /** Adds the bot's reaction to a message. Hidden channels refuse it. */
    react(channel: string, message: string, emoji: string): Answer {
      const refused = refusalIn(channel, true);
      if (refused) return refused;
      const seen = { how: 'reaction', channel, onlyFor: null, payload: {}, text: emoji } as const;
      show({ ...seen, repliesTo: message, id: nextId() });
      return [204, null];
    },
    remove(channel: string, id: string): Answer {
      const all = historyOf(channel);
      const at = all.findIndex((one) => one.id === id);
      if (at < 0) return refusal(404, 10008, 'Unknown Message');
      all.splice(at, 1);
      return [204, null];
    },
    channel(id: string): Answer {
      const refused = refusalIn(id, false);
      if (refused) return refused;
      const thread = threads.get(id);
      if (thread) return [200, thread];
      const person = personOf.get(id);
      const last = historyOf(id).at(-1)?.id ?? null;
      return person
        ? [200, { id, type: 1, flags: 0, last_message_id: last, recipients: [user(person)] }]
        : [
            200,
            { id, type: 0, flags: 0, position: 0, guild_id: GUILD, name: 'general', last_message_id: last },
          ];
    },
    /** Returns the channel of the bot's direct messages with a person. */
    direct(person: string): string {
      const channel = direct.get(person) ?? nextId();
      direct.set(person, channel);
      personOf.set(channel, person);
      return channel;
    },
    /** Opens a thread on a message of a channel; its id is the message's. Returns it as in THREAD_CREATE. */
    openThread(message: string, channel: string): Json {
      const opened = threadJson(message, channel, now());
      threads.set(message, opened);
      return opened;
    },
    close: (channel: string, why: ClosedReason) => closed.set(channel, why),
    open: (channel: string) => closed.delete(channel),
    /** Returns the history as a reader sees it, oldest first. */
    historyIn: (channel: string): readonly Json[] => historyOf(channel),
  };
}

export type Channels = ReturnType<typeof channelsOf>;
