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

/** A body's JSON; undefined if it is none. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/**
 * The callers of Slack's own assistant. Slackbot asks an app's MCP server by requests that are signed as events are, and
 * names in `params._meta.slack` the workspace and the person that it asks for:
 * https://docs.slack.dev/ai/slackbot-mcp-client (Slack identity auth).
 *
 * What Slackbot lets the bot read is kept apart from what the person sent to the bot: where Slackbot answers, others may read.
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
    // Slack asks for the list of tools on nobody's behalf. A tool itself is run for somebody alone.
    const method = member(message, 'method');
    return typeof method === 'string' && method !== 'tools/call'
      ? { tenant: null, person: 'slackbot' }
      : null;
  },
});
