import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { HttpError } from '../http/http-error.ts';
import type { LocalRoute } from '../http/local-route.ts';
import { tokensOf } from '../storage/access-tokens.ts';
import { EVERY_TENANT, type Store } from '../storage/database.ts';
import { allTenants } from '../storage/tenants.ts';
import { adminPage } from './admin-page.ts';
import { operationsRows } from './operations-rows.ts';
import type { Metrics } from './prometheus.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Returns the token of `Authorization: Bearer …`, or the password of `Basic …`, which browsers ask for. */
function secretIn({ headers }: IncomingMessage): string {
  const [, scheme = '', value = ''] =
    /^(Bearer|Basic) +(\S{1,400}) *$/i.exec(headers.authorization ?? '') ?? [];
  if (scheme.toLowerCase() !== 'basic') return value;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

function checkSecret(request: IncomingMessage, secret: string): void {
  if (!timingSafeEqual(digest(secretIn(request)), digest(secret)))
    throw new HttpError(401, 'This needs its token.', {
      'www-authenticate': 'Basic realm="readout", charset="UTF-8"',
    });
}

const isRead = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

/** Serves `/metrics` for Prometheus; behind a token if one is set. */
export const metricsRoute =
  ({ registry }: Metrics, token: string | undefined): LocalRoute =>
  async (request, response, { pathname }) => {
    if (pathname !== '/metrics' || !isRead(request)) return false;
    if (token !== undefined) checkSecret(request, token);
    const text = await registry.metrics();
    response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(text);
    return true;
  };

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Serves `/admin`, the operator's page; off unless a token is set. */
export const adminRoute =
  (metrics: Metrics, store: Store, token: string | undefined): LocalRoute =>
  async (request, response, { pathname }) => {
    if (token === undefined || pathname !== '/admin' || !isRead(request)) return false;
    checkSecret(request, token);
    const tenants = await allTenants(store.db, EVERY_TENANT);
    const tokens = await Promise.all(tenants.slice(0, 100).map(({ id }) => tokensOf(store.db, id)));
    const page = adminPage({
      ...(await operationsRows(store.db, EVERY_TENANT)),
      questions: await metrics.questions(),
      tokens: tokens.flat(),
    });
    response.writeHead(200, PAGE_HEADERS).end(page);
    return true;
  };
