import type { Json } from './seen.ts';

/** A message as the channel's history holds it. */
export interface Message {
  readonly ts: string;
  readonly bot_id: string;
  readonly text: string;
  readonly thread_ts?: string;
  readonly metadata?: Json;
}

/** What a channel is like; one of which nothing was said is public, open, and the bot is in it. */
export interface Channel {
  readonly private?: boolean;
  readonly creator?: string;
  /** What Slack answers to a post here, e.g. `is_archived`, `channel_not_found`, `not_in_channel`, `restricted_action`. */
  readonly refuses?: string | null;
}

interface HistoryQuery {
  readonly oldest?: unknown;
  readonly latest?: unknown;
  readonly limit?: unknown;
  readonly cursor?: unknown;
  readonly include_all_metadata?: unknown;
}

/** Channels of all workspaces with what was posted in them. `now` is Slack's clock. */
export function createChannels(now: () => Date) {
  const channels = new Map<string, { is: Channel; readonly messages: Message[] }>();
  let last = 0;
  /** The most that one page of history holds, whatever is asked for. */
  let page = 999;

  const at = (team: string, id: string) => {
    const key = `${team} ${id}`;
    const known = channels.get(key) ?? { is: {}, messages: [] };
    channels.set(key, known);
    return known;
  };
  /** A new message's ts: unique, and never before an earlier one. */
  const tick = (): string => {
    last = Math.max(last + 1, Math.floor(now().getTime() / 1000) * 1_000_000);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
  };

  return {
    tick,
    set(team: string, id: string, is: Channel): void {
      const channel = at(team, id);
      channel.is = { ...channel.is, ...is };
    },
    of: (team: string, id: string): Channel => at(team, id).is,
    messages: (team: string, id: string): readonly Message[] => at(team, id).messages,
    keep(team: string, id: string, message: Omit<Message, 'ts'>): Message {
      const kept = { ts: tick(), ...message };
      at(team, id).messages.push(kept);
      return kept;
    },
    setPage(size: number): void {
      page = size;
    },
    /** Newest first, replies in threads left out; metadata only where it is asked for. */
    history(team: string, id: string, query: HistoryQuery): { messages: Json[]; next: string } {
      const { oldest, latest, limit = 100, cursor, include_all_metadata: whole } = query;
      const until = cursor ? Buffer.from(String(cursor), 'base64').toString() : String(latest ?? '9');
      const fits = at(team, id)
        .messages.filter(({ ts, thread_ts: thread }) => !thread || thread === ts)
        .filter(({ ts }) => Number(ts) > Number(oldest ?? 0) && (until === '9' || Number(ts) < Number(until)))
        .toReversed();
      const shown = fits.slice(0, Math.min(Number(limit), page));
      const more = fits.length > shown.length;
      const messages = shown.map(({ metadata, ...rest }) => ({
        type: 'message',
        ...rest,
        ...(metadata && String(whole) === 'true' ? { metadata } : {}),
      }));
      return { messages, next: more ? Buffer.from(shown.at(-1)!.ts).toString('base64') : '' };
    },
  };
}

export type Channels = ReturnType<typeof createChannels>;
