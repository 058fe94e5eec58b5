/** Whether a chat's events can arrive, for the health endpoint. `disconnected` does not recover by itself. */
export type LinkState = 'connecting' | 'connected' | 'reconnecting' | 'disconnected' | 'stopped';

export interface LinkReport {
  readonly state: LinkState;
  /** ISO 8601 instant since when it is so. */
  readonly since: string;
  /** How often the connection was lost since the start. */
  readonly lost: number;
}

/** The state of one chat's connection. Once stopped it stays stopped, whatever the SDK reports. */
export interface Link {
  to(state: LinkState): void;
  report(): LinkReport;
}

/** Follows a connection; `now` is the clock. */
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
