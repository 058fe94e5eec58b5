import type { Found, Posted, Publisher } from '../../domain/publisher.ts';
import { reasonOf } from '../../domain/words/reason-words.ts';
import { slackReason } from './errors.ts';
import { findOwnMessage, messageMetadata } from './find-message.ts';
import { slackCommand } from './manifest.ts';
import { NO_PREVIEWS, payloadOf } from './message-payload.ts';
import { notPosted, outcomeOf, retryAfterMs, retryIfNotSent } from './post-outcome.ts';
import type { Workspace, Workspaces } from './workspace.ts';

/** How far Slack's clock may be behind this machine's, in seconds. */
const MAX_CLOCK_SKEW_S = 600;
/** The delay before a failed search is retried, in milliseconds. */
const SEARCH_RETRY_MS = 5_000;
/** The most concurrent posts. Rate limits apply per workspace; at 0.1 to 0.2 s a response this keeps one core busy. */
const MAX_CONCURRENT_POSTS = 256;
/** The delay in milliseconds before a delivery is retried whose workspace another process may serve. */
const OTHER_PROCESS_DELAY_MS = 60_000;

/** Converts a failed search to a result. A temporary error is worth another attempt. */
function notFound(error: unknown, several: boolean): Found {
  const why = slackReason(error, several);
  const outcome = outcomeOf(error);
  return outcome === 'later' || outcome === 'doubtful'
    ? { kind: 'unsure', ...why, afterMs: retryAfterMs(error) ?? SEARCH_RETRY_MS }
    : { kind: 'unsure', ...why };
}

const NOT_INSTALLED = reasonOf({ code: 'slack.not_installed' });
const UNREADABLE = reasonOf({ code: 'slack.token_unreadable' });

/** Publishes digests to Slack with metadata, finds them again in the channel's history, and sends direct messages. */
export function createSlackPublisher(workspaces: Workspaces): Publisher {
  const find = async (tenant: string): Promise<Workspace | null | 'unreadable'> =>
    workspaces.of(tenant).catch(() => 'unreadable' as const);

  return {
    typed: slackCommand,
    atOnce: MAX_CONCURRENT_POSTS,
    async post({ id, tenant, channel, card }): Promise<Posted> {
      const workspace = await find(tenant);
      if (workspace === 'unreadable') return { kind: 'later', ...UNREADABLE };
      if (!workspace)
        return workspaces.knowsAll
          ? { kind: 'gone', ...NOT_INSTALLED }
          : { kind: 'later', ...NOT_INSTALLED, afterMs: OTHER_PROCESS_DELAY_MS };
      try {
        const metadata = messageMetadata('readout_delivery', id);
        const { ts } = await workspace.client.chat.postMessage({
          channel,
          ...payloadOf(card),
          ...NO_PREVIEWS,
          metadata,
        });
        return ts
          ? { kind: 'sent', messageId: ts }
          : { kind: 'doubtful', ...reasonOf({ code: 'slack.no_message' }) };
      } catch (error) {
        return notPosted(error, workspaces.knowsAll);
      }
    },
    async find(post): Promise<Found> {
      const workspace = await find(post.tenant);
      if (workspace === 'unreadable') return { kind: 'unsure', ...UNREADABLE, afterMs: SEARCH_RETRY_MS };
      if (workspace) {
        const oldest = String(Math.floor(Date.parse(post.since) / 1000) - MAX_CLOCK_SKEW_S);
        const wanted = { kind: 'readout_delivery', id: post.id, channel: post.channel, oldest } as const;
        return findOwnMessage(workspace, wanted).catch((error: unknown) =>
          notFound(error, workspaces.knowsAll),
        );
      }
      return workspaces.knowsAll
        ? { kind: 'unsure', ...NOT_INSTALLED }
        : { kind: 'unsure', ...NOT_INSTALLED, afterMs: OTHER_PROCESS_DELAY_MS };
    },
    async tell(tenant, person, card): Promise<boolean> {
      const workspace = await find(tenant);
      if (!workspace || workspace === 'unreadable') return false;
      // A person's id as the channel posts to their direct conversation and needs no extra scope.
      const message = { channel: person, ...payloadOf(card), ...NO_PREVIEWS };
      return retryIfNotSent(() => workspace.client.chat.postMessage(message)).then(
        () => true,
        () => false,
      );
    },
  };
}
