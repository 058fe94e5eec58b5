import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageWords } from '../../../domain/words/en-page.ts';
import { WORD_LANGUAGES, wordsForLocale } from '../../../domain/words/words-for-locale.ts';
import { acceptedLanguage } from '../../../http/accept-language.ts';
import { escapeHtml } from '../../../render/escapes.ts';

/** Security headers: no scripts or external content, no framing, and no referrer that could leak a state. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  vary: 'accept-language',
} as const;

/** The pages' words in the language that the browser asks for. */
export const pageWordsOf = ({ headers }: IncomingMessage): PageWords =>
  wordsForLocale(acceptedLanguage(headers['accept-language'], WORD_LANGUAGES)).page;

function page(title: string, body: string, { language }: PageWords): string {
  return `<!doctype html>
<html lang="${language}">
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
export const installPage = (url: string, words: PageWords): string =>
  page(
    words.add,
    `<p>${escapeHtml(words.addLede)}</p>
<p><a class="button" href="${escapeHtml(url)}">${escapeHtml(words.addButton)}</a></p>
<p>${escapeHtml(words.tenMinutes)}</p>`,
    words,
  );

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, PAGE_HEADERS).end(html);
}

/** Escapes a step and renders text between backticks as code. */
const stepHtml = (step: string): string =>
  `<li>${escapeHtml(step).replace(/`([^`]{1,80})`/g, '<code>$1</code>')}</li>`;

/** Sends the page after a successful installation, with the next steps. */
export function installedPage(
  request: IncomingMessage,
  response: ServerResponse,
  team: { id: string; name?: string },
): void {
  const words = pageWordsOf(request);
  const to = `https://app.slack.com/client/${encodeURIComponent(team.id)}`;
  const steps = words.steps.map(stepHtml).join('\n');
  const open = `<p><a class="button" href="${escapeHtml(to)}">${escapeHtml(words.openSlack)}</a></p>`;
  const title = words.installed(team.name ?? words.yourWorkspace);
  send(response, 200, page(title, `<ol>\n${steps}\n</ol>\n${open}`, words));
}

/** The explanation for each installer error, by code. Any other code is the operator's fault. */
const REFUSALS: ReadonlyMap<string, readonly [status: number, why: (words: PageWords) => string]> = new Map([
  ['slack_oauth_invalid_state', [400, ({ linkUsed }) => linkUsed]],
  ['slack_oauth_missing_state', [400, ({ linkForeign }) => linkForeign]],
  ['slack_oauth_missing_code', [400, ({ noConsent }) => noConsent]],
  ['slack_oauth_installer_authorization_error', [403, ({ notAllowed }) => notAllowed]],
  ['readout_enterprise', [400, ({ organisation }) => organisation]],
]);

/** Sends the page after a failed installation. Returns whether the person or their browser caused it. */
export function notInstalledPage(
  response: ServerResponse,
  request: IncomingMessage,
  code: string | undefined,
): boolean {
  const words = pageWordsOf(request);
  const [status, why] = REFUSALS.get(code ?? '') ?? [500, ({ slackFailed }: PageWords) => slackFailed];
  const path = new URL(request.url ?? '/', 'http://x').pathname.replace(/oauth_redirect$/, 'install');
  const again = `<a class="button" href="${escapeHtml(path)}">${escapeHtml(words.beginAgain)}</a>`;
  const body = `<p>${escapeHtml(why(words))}</p><p>${again}</p>`;
  send(response, status, page(words.notInstalled, body, words));
  return status < 500;
}
