import { OperatorError } from './errors.ts';

export interface Finding {
  readonly what: string;
  /** `off`: not set up or not yet done, and nothing wrong with that. */
  readonly state: 'ok' | 'off' | 'fault';
  readonly says: string;
}

/** Looks at one part; never rejects. */
export type Check = (env: NodeJS.ProcessEnv) => Promise<Finding[]>;

export const ok = (what: string, says: string): Finding => ({ what, state: 'ok', says });
export const off = (what: string, says: string): Finding => ({ what, state: 'off', says });
export const fault = (what: string, says: string): Finding => ({ what, state: 'fault', says });

/** How long a live service may take, in milliseconds. */
const PATIENCE = 10_000;
/** A larger clock difference than this is reported (ms): at 5 minutes Slack refuses signatures as stale. */
const MOST_SKEW = 60_000;

/** A check that turns what is thrown into a finding: what we threw by its message, the network's by the address. */
export const checking =
  (what: string, look: Check): Check =>
  async (env) => {
    try {
      return await look(env);
    } catch (error) {
      if (error instanceof OperatorError) return [fault(what, error.message)];
      const { name, cause } = error as { name?: string; cause?: { code?: string } };
      const why = cause?.code ?? (name === 'TimeoutError' ? `no answer in ${PATIENCE / 1000} s` : name);
      return [
        fault(
          what,
          `It cannot be reached (${why}). Check the network, a proxy, and the address if you set one.`,
        ),
      ];
    }
  };

/** Asks a live service. */
export function ask(url: string, authorization: string, method = 'GET'): Promise<Response> {
  return fetch(url, { method, headers: { authorization }, signal: AbortSignal.timeout(PATIENCE) });
}

/** The difference between this machine's clock and the service's, from a response. */
export function clockBy(service: string, response: Response, now = Date.now()): Finding[] {
  const theirs = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return [];
  const skew = now - theirs;
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) <= MOST_SKEW) return [ok('clock', `within ${Math.max(1, seconds)} s of ${service}’s`)];
  const way = skew > 0 ? 'fast' : 'slow';
  return [
    fault(
      'clock',
      `This machine's clock is ${seconds} s ${way} by ${service}'s. Set it (by NTP, for example): from 5 minutes on Slack's deliveries are refused as stale, and digests come at the wrong time.`,
    ),
  ];
}
