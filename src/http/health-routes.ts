import type { ServerResponse } from 'node:http';

/** What a bot tells of itself; `degraded` means that something is down that does not come back by itself. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded';
  readonly [part: string]: unknown;
}

/** What the health routes of every port ask, so that each port tells the same. */
export interface HealthChecks {
  /** Whether what this port serves can be answered: readiness. A balancer sends no requests where it cannot. */
  ready(): Promise<boolean>;
  /** The whole report, with the store tried for writing. */
  report(): Promise<HealthReport>;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** The health routes: `/live`, `/ready` and `/health`. */
export const isHealthPath = (path: string): boolean =>
  path === '/live' || path === '/ready' || path === '/health';

/**
 * Answers a health route: `/live` with 200 while the process runs, `/ready` and `/health` with 200 or 503. `brief` leaves
 * everything but the status out: for a port that strangers reach.
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
