import type { IncomingHttpHeaders } from 'node:http';
import type { TenantId } from '../../domain/tenant.ts';
import { checkHeaders, isSigned } from './signature.ts';
import { tenantOf } from './workspace.ts';

/** The workspace and person on whose behalf Slackbot asks. */
interface SlackbotCaller {
  readonly tenant: TenantId;
  readonly person: string;
}

const TEAM = /^T[A-Z0-9]{1,30}$/;
const USER = /^[UW][A-Z0-9]{1,30}$/;

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** Parses a body as JSON. Returns undefined if it is malformed. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/**
 * Identifies the person on whose behalf Slackbot, Slack's own assistant, calls. Slackbot signs its requests to an app's
 * MCP server like events, and names the workspace and the person in `params._meta.slack`:
 * https://docs.slack.dev/ai/slackbot-mcp-client (Slack identity auth).
 * What Slackbot has the bot read is stored apart from what the person sent to the bot, because others may read
 * Slackbot's answers.
 */
export const slackbotCallers = (signingSecret: string) => ({
  mayRead: (headers: IncomingHttpHeaders): boolean => checkHeaders(headers, Date.now()) === 'fresh',
  callerOf(headers: IncomingHttpHeaders, body: Buffer): SlackbotCaller | null {
    if (!isSigned(headers, body.toString(), signingSecret)) return null;
    const message = parsed(body);
    const identity = member(member(member(message, 'params'), '_meta'), 'slack');
    const team = member(identity, 'team_id');
    const user = member(identity, 'user_id');
    if (typeof team === 'string' && TEAM.test(team) && typeof user === 'string' && USER.test(user))
      return { tenant: tenantOf(team), person: `slackbot:${user}` };
    // A request for the list of tools names no person. A tool runs only for a named one.
    const method = member(message, 'method');
    return typeof method === 'string' && method !== 'tools/call'
      ? { tenant: null, person: 'slackbot' }
      : null;
  },
});
