import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';
import { createGuardedServer, type RequestHandler } from '../../http/guarded-server.ts';
import { answerHealth, type HealthChecks, isHealthPath } from '../../http/health-routes.ts';
import { HttpError } from '../../http/http-error.ts';
import { bodyReader } from '../../http/read-body.ts';
import { isCertificateCheck, isDelivery, readDelivery } from './delivery.ts';
import { checkHeaders, isSigned } from './signature.ts';

/** The largest delivery accepted, in bytes. Slack's are a few kilobytes; a message has at most 40,000 characters. */
const MAX_BODY_BYTES = 256 * 1024;
/** The memory limit for all bodies being received at once, in bytes. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024;
/** The largest unsigned body that is read, in bytes. Only Slack's test of the certificate is unsigned. */
const MAX_UNSIGNED_BYTES = 1024;
/** The most connections at once. Slack reuses a few. */
const MAX_CONNECTIONS = 1000;

const EVENTS_PATH = '/slack/events';

export interface SlackServerParts {
  /** Receives events; absent in Socket Mode, where this server handles only installations. */
  readonly receiver?: HTTPReceiver;
  readonly signingSecret?: string | undefined;
  /** Handles installation requests. Returns false if the path is not one of them. */
  readonly install?:
    | ((request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>)
    | null;
  readonly health: HealthChecks;
  /** Called with the reason when a delivery is refused, because a wrong secret or clock is the operator's to fix. */
  readonly onRefused: (why: 'stale' | 'unsigned') => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * The HTTP server for Slack: signed deliveries at /slack/events, installation pages, and health routes. It is exposed
 * to the internet, so a body is read only if its headers have a signature and a fresh timestamp, and is parsed only
 * after the signature was verified.
 */
export function slackServer({
  receiver,
  signingSecret = '',
  install,
  health,
  ...told
}: SlackServerParts): Server {
  const { onRefused, onFault } = told;
  const readSigned = bodyReader({ each: MAX_BODY_BYTES, together: MAX_BUFFERED_BYTES });
  const readUnsigned = bodyReader({ each: MAX_UNSIGNED_BYTES, together: MAX_BUFFERED_BYTES });

  const refuse = (why: 'stale' | 'unsigned'): never => {
    onRefused(why);
    throw new HttpError(401, 'This is not signed by Slack.');
  };

  const checkCertificateTest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { 'content-type': type, 'content-length': length } = request.headers;
    const mayBe = type === 'application/x-www-form-urlencoded' && Number(length) <= MAX_UNSIGNED_BYTES;
    if (!mayBe || !isCertificateCheck((await readUnsigned(request)).toString())) refuse('unsigned');
    response.writeHead(200).end();
  };

  const deliver = async (taker: HTTPReceiver, request: IncomingMessage, response: ServerResponse) => {
    const { headers } = request;
    const check = checkHeaders(headers, Date.now());
    if (check === 'unsigned') return checkCertificateTest(request, response);
    if (check === 'stale') return refuse('stale');
    const rawBody = await readSigned(request);
    const text = rawBody.toString();
    if (!isSigned(headers, text, signingSecret)) return refuse('unsigned');
    if (!isDelivery(readDelivery(text, headers['content-type'])))
      throw new HttpError(400, 'This is no delivery of Slack’s.');
    // Bolt accepts a body that was already read: https://docs.slack.dev/tools/bolt-js/concepts/receiver
    taker.requestListener(Object.assign(request, { rawBody }), response);
  };

  const handle: RequestHandler = async (request, response, url) => {
    const { method, headers: _headers } = request;
    const isRead = method === 'GET' || method === 'HEAD';
    if (isRead && isHealthPath(url.pathname))
      return answerHealth(health, url.pathname, response, { brief: true });
    if (receiver && method === 'POST' && url.pathname === EVENTS_PATH)
      return deliver(receiver, request, response);
    if (isRead && (await install?.(request, response, url))) return;
    throw new HttpError(404, 'There is nothing here.');
  };
  return createGuardedServer({ handle, onFault, maxConnections: MAX_CONNECTIONS });
}
