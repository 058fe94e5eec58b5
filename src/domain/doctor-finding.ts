import { OperatorError } from './errors.ts';

export interface Finding {
  readonly what: string;
  /** `off` means not set up or not done yet, which is not a fault. */
  readonly state: 'ok' | 'off' | 'fault';
  readonly says: string;
}

/** Checks one part of the installation. Never rejects. */
export type Check = (env: NodeJS.ProcessEnv) => Promise<Finding[]>;

export const ok = (what: string, says: string): Finding => ({ what, state: 'ok', says });
export const off = (what: string, says: string): Finding => ({ what, state: 'off', says });
export const fault = (what: string, says: string): Finding => ({ what, state: 'fault', says });

/** The time limit for a live service, in milliseconds. */
const TIMEOUT_MS = 10_000;
/**
 * The clock difference from which a finding is reported, in milliseconds. Slack refuses signatures older than 5
 * minutes.
 */
const MAX_SKEW_MS = 60_000;

/**
 * Wraps a check so that an error becomes a finding: an OperatorError by its message, a network error by the address.
 */
export const checking =
  (what: string, look: Check): Check =>
  async (env) => {
    try {
      return await look(env);
    } catch (error) {
      if (error instanceof OperatorError) return [fault(what, error.message)];
      const { name, cause } = error as { name?: string; cause?: { code?: string } };
      const why = cause?.code ?? (name === 'TimeoutError' ? `no answer in ${TIMEOUT_MS / 1000} s` : name);
      return [
        fault(
          what,
          `It cannot be reached (${why}). Check the network, a proxy, and the address if you set one.`,
        ),
      ];
    }
  };

/** Sends a request to a live service. */
export function ask(url: string, authorization: string, method = 'GET'): Promise<Response> {
  return fetch(url, { method, headers: { authorization }, signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/** Compares this machine's clock with the date of a service's response. */
export function clockBy(service: string, response: Response, now = Date.now()): Finding[] {
  const theirs = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return [];
  const skew = now - theirs;
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) <= MAX_SKEW_MS) return [ok('clock', `within ${Math.max(1, seconds)} s of ${service}’s`)];
  const way = skew > 0 ? 'fast' : 'slow';
  return [
    fault(
      'clock',
      `This machine's clock is ${seconds} s ${way} by ${service}'s. Set it (by NTP, for example): from 5 minutes on Slack's deliveries are refused as stale, and digests come at the wrong time.`,
    ),
  ];
}
