interface SlackFault {
  readonly code?: string;
  readonly data?: { readonly error?: string; readonly needed?: string };
  readonly statusCode?: number;
  readonly retryAfter?: number;
  readonly message?: string;
}

const FIXES: Readonly<Record<string, string>> = {
  invalid_auth:
    'SLACK_BOT_TOKEN is not a valid token. Copy it again from the app’s page, OAuth & Permissions.',
  not_authed: 'SLACK_BOT_TOKEN is missing. Copy it from the app’s page, OAuth & Permissions.',
  token_revoked:
    'SLACK_BOT_TOKEN was revoked. Install the app again on its page, OAuth & Permissions, and copy the new token.',
  token_expired: 'SLACK_BOT_TOKEN has expired. Copy the new one from the app’s page, OAuth & Permissions.',
  account_inactive: 'The app was removed from the workspace. Install it again on its page, Install App.',
  channel_not_found: 'Slack does not know the channel, or the bot is not in it. Invite it: /invite @Readout.',
  not_in_channel: 'The bot is not in the channel. Invite it: /invite @Readout.',
  is_archived: 'The channel is archived.',
  user_not_found: 'Slack does not know the person.',
  restricted_action: 'The workspace forbids the bot to post there. Ask a workspace admin.',
};

/** One plain line for what Slack refused: the setting to change and where. Never the token or a message's text. */
export function slackFault(error: unknown): string {
  const { data, code, statusCode, retryAfter } = error as SlackFault;
  const reason = data?.error;
  if (reason === 'missing_scope')
    return `The app lacks the scope ${data?.needed ?? ''}. Add it on the app’s page, OAuth & Permissions, and install it again.`;
  if (reason && FIXES[reason]) return FIXES[reason];
  // What is no error code is not Slack's answer, and may hold anything.
  if (reason && !/^[a-z_]{1,80}$/.test(reason)) return 'Slack’s answer could not be read.';
  if (reason?.startsWith('restricted_action')) return FIXES.restricted_action!;
  if (reason) return `Slack refused: ${reason}.`;
  if (retryAfter !== undefined) return `Slack asks to wait ${retryAfter} s.`;
  if (statusCode !== undefined) return `Slack answered with HTTP ${statusCode}.`;
  if (code === 'slack_webapi_request_error') return 'Slack cannot be reached. Check the network.';
  return `Talking to Slack failed (${code ?? (error instanceof Error ? error.name : 'unknown')}).`;
}
