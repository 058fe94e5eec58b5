import type { Found, Outlet, Post, Posted } from '../../core/outlet.ts';
import { slackFault } from './fault.ts';
import { PLAIN, payloadOf } from './payload.ts';
import { notPosted, outcomeOf, patiently, waitAskedFor } from './posted.ts';
import type { Workspace, Workspaces } from './workspace.ts';

/** By this a post is found again in its channel. https://docs.slack.dev/messaging/message-metadata */
const EVENT_TYPE = 'readout_delivery';
/** Slack's clock may stand so much behind this machine's, in seconds. */
const CLOCKS_APART = 600;
/** The most that Slack gives at one go; an app that others distribute gets 15. */
const PAGE = 200;
/** Pages looked through before a channel counts as too busy to tell. */
const MOST_PAGES = 25;
/** A look that failed is tried again after so many milliseconds. */
const LOOK_AGAIN = 5_000;
const NOT_HERE = 60_000;

interface Kept {
  readonly ts?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: { readonly id?: unknown } };
}

async function lookFor({ id, channel, since }: Post, { client, botId }: Workspace): Promise<Found> {
  const isIt = ({ bot_id, metadata }: Kept): boolean =>
    bot_id === botId && metadata?.event_type === EVENT_TYPE && metadata.event_payload?.id === id;
  const oldest = String(Math.floor(Date.parse(since) / 1000) - CLOCKS_APART);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await client.conversations.history({
      channel,
      oldest,
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    });
    const found = (answer.messages as readonly Kept[] | undefined)?.find(isIt);
    if (found?.ts) return { kind: 'found', messageId: found.ts };
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return { kind: 'absent' };
  }
  return { kind: 'unsure', why: 'Too much was said in the channel since to tell whether this was posted.' };
}

/** What a failed look comes to: one that passes by itself is worth another. */
function notFound(error: unknown): Found {
  const why = slackFault(error);
  const outcome = outcomeOf(error);
  return outcome === 'later' || outcome === 'doubtful'
    ? { kind: 'unsure', why, afterMs: waitAskedFor(error) ?? LOOK_AGAIN }
    : { kind: 'unsure', why };
}

const NOT_INSTALLED = 'Readout is not installed in this workspace.';
const UNREADABLE = 'The workspace’s token could not be read.';

/** Slack as digests see it: posts with metadata, looks for them in the channel's history, tells a person directly. */
export function slackOutlet(workspaces: Workspaces): Outlet {
  const find = async (tenant: string): Promise<Workspace | null | 'unreadable'> =>
    workspaces.of(tenant).catch(() => 'unreadable' as const);

  return {
    async post({ id, tenant, channel, card }): Promise<Posted> {
      const workspace = await find(tenant);
      if (workspace === 'unreadable') return { kind: 'later', why: UNREADABLE };
      if (!workspace)
        return workspaces.knowsAll
          ? { kind: 'gone', why: NOT_INSTALLED }
          : { kind: 'later', why: NOT_INSTALLED, afterMs: NOT_HERE };
      try {
        const { ts } = await workspace.client.chat.postMessage({
          ...{ channel, ...payloadOf(card), ...PLAIN },
          metadata: { event_type: EVENT_TYPE, event_payload: { id } },
        });
        return ts ? { kind: 'sent', messageId: ts } : { kind: 'doubtful', why: 'Slack named no message.' };
      } catch (error) {
        return notPosted(error);
      }
    },
    async find(post): Promise<Found> {
      const workspace = await find(post.tenant);
      if (workspace === 'unreadable') return { kind: 'unsure', why: UNREADABLE, afterMs: LOOK_AGAIN };
      if (workspace) return lookFor(post, workspace).catch(notFound);
      return workspaces.knowsAll
        ? { kind: 'unsure', why: NOT_INSTALLED }
        : { kind: 'unsure', why: NOT_INSTALLED, afterMs: NOT_HERE };
    },
    async tell(tenant, person, card): Promise<boolean> {
      const workspace = await find(tenant);
      if (!workspace || workspace === 'unreadable') return false;
      // A person's id in the channel's place opens the direct conversation with them: it takes no scope of its own.
      const message = { channel: person, ...payloadOf(card), ...PLAIN };
      return patiently(() => workspace.client.chat.postMessage(message)).then(
        () => true,
        () => false,
      );
    },
  };
}
