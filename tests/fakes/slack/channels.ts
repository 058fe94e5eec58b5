import type { Json } from './seen.ts';

/** A message in the channel's history. */
export interface Message {
  readonly ts: string;
  readonly bot_id: string;
  readonly text: string;
  readonly thread_ts?: string;
  readonly metadata?: Json;
  readonly blocks?: unknown;
}

/** The state of a channel. By default it is public and open, and the bot is a member. */
export interface Channel {
  readonly private?: boolean;
  /** True for a direct message of several people. */
  readonly group?: boolean;
  readonly creator?: string;
  /** Slack's error for posts here, e.g. `is_archived`, `channel_not_found`, `not_in_channel`, `restricted_action`. */
  readonly refuses?: string | null;
}

interface HistoryQuery {
  readonly oldest?: unknown;
  readonly latest?: unknown;
  readonly limit?: unknown;
  readonly cursor?: unknown;
  readonly include_all_metadata?: unknown;
}

/** Creates the channels of all workspaces with their messages. `now` is Slack's clock. */
export function createChannels(now: () => Date) {
  const channels = new Map<string, { is: Channel; readonly messages: Message[] }>();
  let last = 0;
  /** The most messages in a page of history, whatever limit is asked for. */
  let page = 999;

  const at = (team: string, id: string) => {
    const key = `${team} ${id}`;
    const known = channels.get(key) ?? { is: {}, messages: [] };
    channels.set(key, known);
    return known;
  };
  const pageOf = (all: readonly Message[], query: HistoryQuery): { messages: Json[]; next: string } => {
    const { oldest = 0, latest = 9e9, limit = 100, cursor, include_all_metadata: whole } = query;
    const fits = all.filter(({ ts }) => Number(ts) > Number(oldest) && Number(ts) < Number(latest));
    const from = cursor ? Number(Buffer.from(String(cursor), 'base64').toString()) : 0;
    const to = from + Math.min(Number(limit), page);
    const messages = fits.slice(from, to).map(({ metadata, ...rest }) => ({
      type: 'message',
      ...rest,
      ...(metadata && String(whole) === 'true' ? { metadata } : {}),
    }));
    return { messages, next: to < fits.length ? Buffer.from(String(to)).toString('base64') : '' };
  };
  /** Returns a new message's ts: unique, and never earlier than a previous one. */
  const nextTs = (): string => {
    last = Math.max(last + 1, Math.floor(now().getTime() / 1000) * 1_000_000);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
  };

  return {
    nextTs,
    set(team: string, id: string, is: Channel): void {
      const channel = at(team, id);
      channel.is = { ...channel.is, ...is };
    },
    of: (team: string, id: string): Channel => at(team, id).is,
    /** The kind of channel as message events and scopes name it; a direct message's id begins with D. */
    kindOf(team: string, id: string): 'im' | 'mpim' | 'group' | 'channel' {
      if (id.startsWith('D')) return 'im';
      const { group, private: hidden } = at(team, id).is;
      return group ? 'mpim' : hidden || id.startsWith('G') ? 'group' : 'channel';
    },
    messages: (team: string, id: string): readonly Message[] => at(team, id).messages,
    add(team: string, id: string, message: Omit<Message, 'ts'>): Message {
      const kept = { ts: nextTs(), ...message };
      at(team, id).messages.push(kept);
      return kept;
    },
    setPage(size: number): void {
      page = size;
    },
    /** Returns the history, newest first, without replies in threads. Metadata is included on request. */
    history: (team: string, id: string, query: HistoryQuery) =>
      pageOf(
        at(team, id)
          .messages.filter(({ ts, thread_ts: thread }) => !thread || thread === ts)
          .toReversed(),
        query,
      ),
    /** Returns a thread as Slack does, oldest first: its root, then the replies. */
    replies: (team: string, id: string, thread: string, query: HistoryQuery) =>
      pageOf(
        at(team, id).messages.filter(({ ts, thread_ts }) => ts === thread || thread_ts === thread),
        query,
      ),
  };
}

export type Channels = ReturnType<typeof createChannels>;
