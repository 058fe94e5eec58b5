/** The connection state of a chat, for the health endpoint. `disconnected` does not recover by itself. */
export type LinkState = 'connecting' | 'connected' | 'reconnecting' | 'disconnected' | 'stopped';

export interface LinkReport {
  readonly state: LinkState;
  /** Since when it has this state, ISO 8601. */
  readonly since: string;
  /** The number of lost connections since the start. */
  readonly lost: number;
}

/** Tracks one chat's connection. After `stopped`, later reports of the SDK are ignored. */
export interface Link {
  to(state: LinkState): void;
  report(): LinkReport;
}

/** Creates a tracker; `now` is the clock. */
export function createLink(now: () => Date = () => new Date()): Link {
  let state: LinkState = 'connecting';
  let since = now();
  let lost = 0;
  return {
    to(next) {
      if (next === state || state === 'stopped') return;
      if (state === 'connected' && next !== 'stopped') lost++;
      state = next;
      since = now();
    },
    report: () => ({ state, since: since.toISOString(), lost }),
  };
}
