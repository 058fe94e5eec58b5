import { type Logger, LogLevel, type webApi } from '@slack/bolt';

/** A workspace that has installed the app, with the bot's ids and client. */
export interface Workspace {
  readonly client: webApi.WebClient;
  readonly teamId: string;
  /** The bot id that Slack sets as the author of the app's messages. */
  readonly botId: string;
  readonly botUserId: string;
}

/** The workspaces that this process can call. */
export interface Workspaces {
  /** Returns null if the app is not installed. Rejects if that cannot be determined now. */
  of(tenant: string): Promise<Workspace | null>;
  /** Whether a workspace missing here has no installation at all. If false, another process may serve it. */
  readonly knowsAll: boolean;
}

/** The time limit for a Web API call, in milliseconds. After it the response counts as lost. */
export const REQUEST_TIMEOUT_MS = 20_000;

/** A logger that drops the SDK's lines, because they may contain payloads. The bot logs faults itself. */
export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/**
 * Builds the client's options. Automatic retries are off, because a repeated post could appear twice; each caller
 * decides about retries. `apiUrl` ends in /api/ and defaults to Slack's own.
 */
export function clientOptions(apiUrl: string | undefined): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: REQUEST_TIMEOUT_MS,
    logger: silentLogger,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  };
}

/** Builds the tenant id of a workspace. */
export const tenantOf = (teamId: string): string => `slack:${teamId}`;
