import { OperatorError } from '../../domain/errors.ts';
import { EN } from '../../domain/words/en.ts';
import { type Reason, reasonOf } from '../../domain/words/reason-words.ts';

/** Reasons that are not named after an error code of Slack's. */
const OWN_CODES = new Set(
  [
    'unreadable',
    'refused',
    'wait',
    'http',
    'unreachable',
    'failed',
    'not_installed',
    'no_message',
    'too_much',
  ].map((name) => `slack.${name}`),
);

interface SlackFault {
  readonly code?: string;
  readonly data?: { readonly error?: string; readonly needed?: string };
  readonly statusCode?: number;
  readonly retryAfter?: number;
  readonly original?: unknown;
}

/**
 * Why Slack refused a call, as a fault and in one line of English: the setting to change and where. Contains no token
 * or message text. `several` means that each workspace has its own token.
 */
export function slackReason(error: unknown, several = false): Reason {
  if (error instanceof OperatorError) return { why: error.message };
  const { data, code, statusCode, retryAfter, original } = error as SlackFault;
  const reason = data?.error;
  if (reason === 'missing_scope')
    return reasonOf({ code: 'slack.missing_scope', with: { scope: data?.needed ?? '' } });
  // Anything that is not an error code did not come from Slack and may contain anything.
  if (reason && !/^[a-z_]{1,80}$/.test(reason)) return reasonOf({ code: 'slack.unreadable' });
  const known = [...(several ? [`slack.several.${reason}`] : []), `slack.${reason}`];
  const own = reason && known.find((name) => EN.reasons.has(name) && !OWN_CODES.has(name));
  if (own) return reasonOf({ code: own });
  if (reason?.startsWith('restricted_action')) return reasonOf({ code: 'slack.restricted_action' });
  if (reason) return reasonOf({ code: 'slack.refused', with: { reason } });
  if (retryAfter !== undefined) return reasonOf({ code: 'slack.wait', with: { seconds: retryAfter } });
  if (statusCode !== undefined) return reasonOf({ code: 'slack.http', with: { status: statusCode } });
  // Bolt wraps the error that kept it from finding a workspace's token.
  if (code !== undefined && /authorization_error/.test(code) && original)
    return slackReason(original, several);
  if (code === 'slack_webapi_request_error') return reasonOf({ code: 'slack.unreachable' });
  const name = code ?? (error instanceof Error ? error.name : 'unknown');
  return reasonOf({ code: 'slack.failed', with: { name } });
}

/** The same in one line of English. */
export const slackFault = (error: unknown, several = false): string => slackReason(error, several).why;

/** Describes how to grant missing scopes. */
export function missingScopesFix(scopes: readonly string[]): string {
  const what = scopes.length === 1 ? `the scope ${scopes[0]}` : `the scopes ${scopes.join(', ')}`;
  return `The app lacks ${what}. Add ${scopes.length === 1 ? 'it' : 'them'} on the app’s page, OAuth & Permissions, and install it again.`;
}

interface Started {
  readonly port: number;
  readonly appToken?: string | undefined;
}

/** Describes in one line why the Slack side could not start: the port, the app token, or Slack's own error. */
export function startFault(cause: unknown, { port, appToken }: Started): string {
  const { code, data } = cause as SlackFault;
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Set SLACK_PORT to another one.`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user. Set SLACK_PORT to one above 1023.`;
  const isAppToken = data?.error === 'invalid_auth' || data?.error === 'not_allowed_token_type';
  return appToken && isAppToken
    ? 'SLACK_APP_TOKEN is not valid. Make one with connections:write on the app’s page: Basic Information, App-Level Tokens.'
    : slackFault(cause);
}
