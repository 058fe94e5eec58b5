import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml } from '../../../render/escapes.ts';

/** Security headers: no scripts or external content, no framing, and no referrer that could leak a state. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body { font: 17px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.2rem; color: #1d2a30 }
h1 { font-size: 1.6rem; line-height: 1.2 }
a.button { display: inline-block; padding: .6rem 1.1rem; border-radius: .4rem; background: #14506d; color: #fff; text-decoration: none }
code { background: #eef2f4; padding: .1rem .3rem; border-radius: .2rem }
</style>
<h1>${escapeHtml(title)}</h1>
${body}
</html>
`;
}

/** The page that starts an installation: what the bot does, and the button to Slack's consent page. */
export const installPage = (url: string): string =>
  page(
    'Add Readout to Slack',
    `<p>Ask news articles in Slack and get short, sourced answers. Slack shows you next what the bot may do.</p>
<p><a class="button" href="${escapeHtml(url)}">Add to Slack</a></p>
<p>The page is good for ten minutes.</p>`,
  );

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, PAGE_HEADERS).end(html);
}

/** Sends the page after a successful installation, with the next steps. */
export function installedPage(response: ServerResponse, team: { id: string; name?: string }): void {
  const to = `https://app.slack.com/client/${encodeURIComponent(team.id)}`;
  send(
    response,
    200,
    page(
      `Readout is in ${team.name ?? 'your workspace'}`,
      `<ol>
<li>In Slack type <code>/brief what about INF?</code> anywhere. The card is for you alone until you press Share.</li>
<li>To ask in a channel, invite the bot there once: <code>/invite @Readout</code>, then <code>@Readout what about INF?</code></li>
<li><code>/brief help</code> lists the rest.</li>
</ol>
<p><a class="button" href="${escapeHtml(to)}">Open Slack</a></p>`,
    ),
  );
}

/** The explanation for each installer error, by code. Any other code is the operator's fault. */
const REFUSALS: ReadonlyMap<string, readonly [status: number, why: string]> = new Map([
  [
    'slack_oauth_invalid_state',
    [400, 'This link was used already, is too old, or was begun in another browser.'],
  ],
  ['slack_oauth_missing_state', [400, 'This link was not begun here.']],
  ['slack_oauth_missing_code', [400, 'Slack sent no consent along.']],
  ['slack_oauth_installer_authorization_error', [403, 'You did not allow it, so nothing was installed.']],
  ['readout_enterprise', [400, 'Install it into one workspace: whole organisations are not supported.']],
] as const);

/** Sends the page after a failed installation. Returns whether the person or their browser caused it. */
export function notInstalledPage(
  response: ServerResponse,
  request: IncomingMessage,
  code: string | undefined,
): boolean {
  const [status, why] = REFUSALS.get(code ?? '') ?? [500, 'Slack or this bot failed. Nothing was installed.'];
  const path = new URL(request.url ?? '/', 'http://x').pathname.replace(/oauth_redirect$/, 'install');
  const again = `<p>${escapeHtml(why)}</p><p><a class="button" href="${escapeHtml(path)}">Begin again</a></p>`;
  send(response, status, page('Readout was not installed', again));
  return status < 500;
}
