import { type Logger, LogLevel, type webApi } from '@slack/bolt';

/** A workspace that has the app, as the bot sees it. */
export interface Workspace {
  readonly client: webApi.WebClient;
  readonly teamId: string;
  /** The app's own id as an author of messages. */
  readonly botId: string;
  readonly botUserId: string;
}

/** The workspaces that this process may speak in. */
export interface Workspaces {
  /** Null where the app is not installed; rejects where that cannot be told now. */
  of(tenant: string): Promise<Workspace | null>;
  /** Whether a workspace that is missing here has no app at all; else another process may be its own. */
  readonly knowsAll: boolean;
}

/** How long Slack may take to answer, in milliseconds; after it the answer counts as lost. */
export const ANSWER_WITHIN = 20_000;

/** The SDK's own log lines may hold payloads: none passes, and ours say what went wrong. */
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/**
 * How Slack is called: what may be tried again is decided where it is called, for a post that the client tried again by
 * itself could appear twice. `apiUrl` ends in /api/; Slack's own where it is not given.
 */
export function clientOptions(apiUrl: string | undefined): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: ANSWER_WITHIN,
    logger: silent,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  };
}

/** The tenant's id of a workspace. */
export const tenantOf = (teamId: string): string => `slack:${teamId}`;
