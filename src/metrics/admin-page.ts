import { EN } from '../domain/words/en.ts';
import { reasonWords } from '../domain/words/reason-words.ts';
import { escapeHtml } from '../render/escapes.ts';
import type { AccessToken } from '../storage/access-tokens.ts';
import { MOST_ROWS, type OperationsRows } from './operations-rows.ts';

export interface AdminPageParts extends OperationsRows {
  readonly questions: readonly {
    readonly surface: string;
    readonly verdict: string;
    readonly count: number;
  }[];
  readonly tokens: readonly AccessToken[];
}

type Cell = string | number | null;

/** A stored fault in English. */
const inWords = (stored: string | null): string | null => stored && reasonWords(stored, EN);

/** An instant (ISO 8601) as "2026-03-02 09:00", in UTC. */
const atMinute = (instant: string | null): string | null => instant?.slice(0, 16).replace('T', ' ') ?? null;

/** The longest text of a table cell, in UTF-16 units. */
const LONGEST = 200;

function table(title: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = (tag: string, row: readonly Cell[]): string =>
    row.map((cell) => `<${tag}>${escapeHtml(String(cell ?? '–').slice(0, LONGEST))}</${tag}>`).join('');
  const body =
    rows.length === 0
      ? '<p>None.</p>'
      : `<table><thead><tr>${cells('th', heads)}</tr></thead><tbody>${rows
          .map((row) => `<tr>${cells('td', row)}</tr>`)
          .join('\n')}</tbody></table>`;
  const cut = rows.length < MOST_ROWS ? '' : `<p class="small">The first ${MOST_ROWS} are listed.</p>`;
  return `<h2>${escapeHtml(title)}</h2>${body}${cut}`;
}

/** Renders the operator's page: counts, states and ids, without message texts. */
export function adminPage({ feeds, deliveries, feedback, questions, tokens }: AdminPageParts): string {
  const parts = [
    table(
      'Questions since the start',
      ['Surface', 'Verdict', 'Count'],
      questions.map(({ surface, verdict, count }) => [surface, verdict, count]),
    ),
    table(
      'Sources, failing ones first',
      ['Address', 'State', 'Failures', 'Last read (UTC)', 'Last error'],
      feeds.map(({ url, failures, paused, last_read, last_error }) => [
        url,
        paused ? 'paused' : failures > 0 ? 'failing' : last_read ? 'well' : 'unread',
        failures,
        atMinute(last_read),
        inWords(last_error),
      ]),
    ),
    table(
      'Deliveries, newest first',
      ['Tenant', 'Channel', 'Date', 'State', 'Attempts', 'Error'],
      deliveries.map(({ tenant, channel, local_date, state, attempts, error }) => [
        tenant,
        channel,
        local_date,
        state,
        attempts,
        inWords(error),
      ]),
    ),
    table(
      'Feedback',
      ['Tenant', 'Verdict', 'Reason', 'Count'],
      feedback.map(({ tenant, verdict, reason, count }) => [tenant, verdict, reason, count]),
    ),
    table(
      'Tokens',
      ['Tenant', 'Id', 'Name', 'Made (UTC)', 'Last used (UTC)'],
      tokens.map(({ tenant, id, name, created, lastUsed }) => [
        tenant,
        id,
        name,
        atMinute(created),
        atMinute(lastUsed),
      ]),
    ),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Readout: admin</title><link rel="stylesheet" href="/page.css"></head>
<body class="reading admin"><main><h1>Readout</h1>
${parts.join('\n')}
</main></body></html>`;
}
