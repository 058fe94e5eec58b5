import { createHmac } from 'node:crypto';
import type { Post, Posted, Publisher } from '../domain/publisher.ts';
import type { TenantId } from '../domain/tenant.ts';
import { HOUR } from '../domain/time.ts';
import type { AllowHost } from '../ingest/fetch/allowed-hosts.ts';
import { safePost } from '../ingest/fetch/safe-post.ts';
import { renderText } from '../render/text.ts';
import type { Db } from '../storage/database.ts';
import { type Keys, webhookSecret } from '../storage/secrets.ts';
import { webhookOf } from '../storage/webhooks.ts';

export interface WebhookParts {
  readonly db: Db;
  /** The keys that webhook secrets are derived from; null without READOUT_KEY. */
  readonly keys: Keys | null;
  /** Returns the non-public hosts that a tenant may reach. */
  readonly allowFor: (tenant: TenantId) => AllowHost;
  readonly now: () => Date;
}

/** The prefix of a webhook's channel in the ledger. */
const PREFIX = 'webhook:';
export const webhookChannel = (id: string): string => PREFIX + id;

/** The time limit for a receiver's response, in milliseconds. */
const WITHIN_MS = 10_000;
/** The longest pause that a receiver may request, in milliseconds. */
const LONGEST_PAUSE_MS = 6 * HOUR;
/** Response statuses after which the post is retried. */
const LATER: ReadonlySet<number> = new Set([408, 425, 429]);

/** Builds the body of a post. Its lines are a publisher's text and are to be treated as data. */
function bodyOf({ id, tenant, card }: Post): string {
  const { title, lede, sections, sources } = card;
  const text = renderText({ ...card, actions: [] }, { width: 100 });
  return JSON.stringify({ id, tenant, title, lede, sections, sources, text });
}

/** Signs a body: `t=<seconds>,v1=<hex>`, an HMAC-SHA256 of `<seconds>.<body>` with the webhook's secret. */
function signature(secret: string, body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

function postedAs(status: number, retryAfter: string | undefined, id: string): Posted {
  if (status >= 200 && status < 300) return { kind: 'sent', messageId: id };
  if (status === 404 || status === 410) return { kind: 'gone', why: `the webhook answered ${status}` };
  if (status < 500 && !LATER.has(status)) return { kind: 'refused', why: `the webhook answered ${status}` };
  const asked = Number(retryAfter) * 1000;
  const afterMs = asked > 0 ? { afterMs: Math.min(asked, LONGEST_PAUSE_MS) } : {};
  return { kind: 'later', why: `the webhook answered ${status}`, ...afterMs };
}

async function postTo(post: Post, { db, keys, allowFor, now }: WebhookParts): Promise<Posted> {
  const id = post.channel.slice(PREFIX.length);
  const webhook = await webhookOf(db, post.tenant, id);
  if (!webhook) return { kind: 'gone', why: 'the webhook was removed' };
  if (!keys) return { kind: 'refused', why: 'READOUT_KEY is not set: the post cannot be signed' };
  const body = bodyOf(post);
  const outcome = await safePost(webhook.url, body, {
    allow: allowFor(post.tenant),
    timeoutMs: WITHIN_MS,
    headers: {
      'readout-delivery': post.id,
      'readout-signature': signature(webhookSecret(keys, id), body, now()),
    },
  });
  if ('status' in outcome) return postedAs(outcome.status, outcome.retryAfter, post.id);
  return outcome.failure === 'forbidden'
    ? { kind: 'refused', why: 'the webhook’s address is not on the public internet' }
    : { kind: 'later', why: 'the webhook cannot be reached' };
}

/**
 * Wraps a platform's publisher so that webhook deliveries are posted to their address. After a crash a post may arrive
 * twice with the same `readout-delivery`.
 */
export function withWebhooks(publisher: Publisher | null, parts: WebhookParts): Publisher {
  const isOurs = ({ channel }: Post): boolean => channel.startsWith(PREFIX);
  return {
    typed: (command) => publisher?.typed(command) ?? `/${command}`,
    ...(publisher?.atOnce === undefined ? {} : { atOnce: publisher.atOnce }),
    post: async (post) =>
      isOurs(post)
        ? postTo(post, parts)
        : (publisher?.post(post) ?? { kind: 'gone', why: 'nothing is posted here but webhooks' }),
    // Posts are repeated rather than searched for, because the receiver recognises the id.
    find: async (post) => (isOurs(post) ? { kind: 'absent' } : (publisher?.find(post) ?? { kind: 'absent' })),
    tell: async (tenant, person, card) => (await publisher?.tell(tenant, person, card)) ?? false,
  };
}
