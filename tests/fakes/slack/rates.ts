export interface PostingRate {
  /** The least time between two posts in one channel, in milliseconds. */
  readonly perChannelMs: number;
  /** Posts per minute in one workspace; unlimited if absent. */
  readonly perWorkspaceAMinute?: number;
}

/**
 * Slack's rates: about one post per second and channel, "several hundred" per minute and workspace:
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export const REAL_RATE: PostingRate = { perChannelMs: 1000, perWorkspaceAMinute: 300 };

/** Limits the rate of posts once a rate is set. */
export function createRates(now: () => Date) {
  let rate: PostingRate | null = null;
  let refusals = 0;
  const channels = new Map<string, number>();
  const workspaces = new Map<string, { from: number; count: number }>();
  const waitFor = (team: string, channel: string): number | null => {
    if (!rate) return null;
    const at = now().getTime();
    const key = `${team} ${channel}`;
    const wait = (channels.get(key) ?? Number.NEGATIVE_INFINITY) + rate.perChannelMs - at;
    if (wait > 0) return Math.max(1, Math.ceil(wait / 1000));
    const window = workspaces.get(team);
    const open = window && at - window.from < 60_000 ? window : { from: at, count: 0 };
    if (rate.perWorkspaceAMinute !== undefined && open.count >= rate.perWorkspaceAMinute)
      return Math.max(1, Math.ceil((open.from + 60_000 - at) / 1000));
    channels.set(key, at);
    workspaces.set(team, { from: open.from, count: open.count + 1 });
    return null;
  };
  return {
    set(to: PostingRate | null): void {
      rate = to;
    },
    /** Counts a post. Returns the seconds to wait, as in Retry-After, if it exceeds the rate. */
    take(team: string, channel: string): number | null {
      const wait = waitFor(team, channel);
      if (wait !== null) refusals++;
      return wait;
    },
    /** Returns the number of refused posts. */
    refusals: () => refusals,
  };
}
