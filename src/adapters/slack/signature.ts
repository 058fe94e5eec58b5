import type { IncomingHttpHeaders } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';

/**
 * The largest difference allowed between a delivery's timestamp and this machine's clock, in seconds; Slack's own
 * figure.
 */
const MAX_CLOCK_SKEW_S = 300;

/** What a delivery's headers show before its body is read. */
export type HeaderCheck = 'fresh' | 'stale' | 'unsigned';

interface Signed {
  readonly signature: string;
  readonly at: number;
}

function signedBy(headers: IncomingHttpHeaders): Signed | null {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': at } = headers;
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return null;
  if (typeof at !== 'string' || !/^\d{1,12}$/.test(at)) return null;
  return { signature, at: Number(at) };
}

/** Checks the signature headers against the clock `nowMs`. A timestamp in the future is as stale as one in the past. */
export function checkHeaders(headers: IncomingHttpHeaders, nowMs: number): HeaderCheck {
  const signed = signedBy(headers);
  if (!signed) return 'unsigned';
  return Math.abs(nowMs / 1000 - signed.at) <= MAX_CLOCK_SKEW_S ? 'fresh' : 'stale';
}

/** Whether Slack signed this body: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function isSigned(headers: IncomingHttpHeaders, body: string, signingSecret: string): boolean {
  const signed = signedBy(headers);
  if (!signed) return false;
  const { signature, at } = signed;
  return isValidSlackRequest({
    signingSecret,
    body,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': at },
  });
}
