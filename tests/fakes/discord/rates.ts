/** Discord's rate limits of a bot: fixed windows that open with their first request. */
export interface Rates {
  /** Requests per second over all routes except interactions and webhooks. */
  readonly global: number;
  /** Requests within `channelWindow` milliseconds on one route of one channel. */
  readonly channel: number;
  readonly channelWindow: number;
}

/** Discord's rate limits as bots observe them. */
export const REAL_RATES: Rates = { global: 50, channel: 5, channelWindow: 5000 };

export interface Limited {
  /** Seconds to wait; null if the request may pass. */
  readonly retryAfter: number | null;
  readonly global: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

interface Window {
  ends: number;
  used: number;
}

/** Counts requests. If `rates` is null, every request passes, without rate-limit headers. */
export function countRates(rates: () => Rates | null, now: () => number) {
  const windows = new Map<string, Window>();
  const take = (key: string, most: number, length: number): { left: number; wait: number } => {
    const at = now();
    let window = windows.get(key);
    if (!window || window.ends <= at) {
      window = { ends: at + length, used: 0 };
      windows.set(key, window);
    }
    if (window.used >= most) return { left: -1, wait: window.ends - at };
    window.used++;
    return { left: most - window.used, wait: window.ends - at };
  };
  return (method: string, path: string): Limited => {
    const limit = rates();
    if (!limit || /^\/(interactions|webhooks)\//.test(path))
      return { retryAfter: null, global: false, headers: {} };
    const all = take('global', limit.global, 1000);
    if (all.left < 0)
      return {
        retryAfter: all.wait / 1000,
        global: true,
        headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
      };
    const channel = /^\/channels\/(\d+)\/messages/.exec(path)?.[1];
    if (!channel) return { retryAfter: null, global: false, headers: {} };
    const one = take(`${method} ${channel}`, limit.channel, limit.channelWindow);
    const headers = {
      'x-ratelimit-limit': String(limit.channel),
      'x-ratelimit-remaining': String(Math.max(0, one.left)),
      'x-ratelimit-reset': String((now() + one.wait) / 1000),
      'x-ratelimit-reset-after': String(one.wait / 1000),
      'x-ratelimit-bucket': `messages-${method.toLowerCase()}`,
      ...(one.left < 0 ? { 'x-ratelimit-scope': 'user' } : {}),
    };
    return { retryAfter: one.left < 0 ? one.wait / 1000 : null, global: false, headers };
  };
}
