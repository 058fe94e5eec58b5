import type { ServerResponse } from 'node:http';

/** The health of a bot. `degraded` means that a part is down and will not recover by itself. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded';
  readonly [part: string]: unknown;
}

/** The checks behind the health routes, shared by all ports, so that each port reports the same. */
export interface HealthChecks {
  /** Readiness: whether this port can serve its requests. A load balancer sends none if it cannot. */
  ready(): Promise<boolean>;
  /** The whole report. It includes a trial write to the store. */
  report(): Promise<HealthReport>;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** The health routes: `/live`, `/ready` and `/health`. */
export const isHealthPath = (path: string): boolean =>
  path === '/live' || path === '/ready' || path === '/health';

/**
 * Answers a health route: `/live` with 200 while the process runs, `/ready` and `/health` with 200 or 503. With `brief`
 * the body has only the status, for a port that strangers can reach.
 */
export async function answerHealth(
  checks: HealthChecks,
  path: string,
  response: ServerResponse,
  { brief }: { readonly brief: boolean },
): Promise<void> {
  const send = (isWell: boolean, body: object): void => {
    response.writeHead(isWell ? 200 : 503, JSON_TYPE).end(JSON.stringify(body));
  };
  if (path === '/live') return send(true, { status: 'ok' });
  if (path === '/ready') {
    const isReady = await checks.ready();
    return send(isReady, { status: isReady ? 'ok' : 'not ready' });
  }
  const report = await checks.report();
  send(report.status === 'ok', brief ? { status: report.status } : report);
}
