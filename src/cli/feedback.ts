import { type FeedbackRow, feedbackOf, tenantsWithFeedback } from '../chat/store/feedback-rows.ts';
import type { Reason } from '../domain/action.ts';
import { EVERY_TENANT } from '../storage/database.ts';
import { openStoreOf } from '../storage/open-from-env.ts';
import { readArguments, wholeNumber } from './arguments.ts';
import type { Verb } from './verb.ts';

const HELP = `readout feedback

Lists what people thought of answers (👍 and 👎) and what they said was wrong, newest first.

  --tenant ID    only one workspace or server, e.g. slack:T0123
  --limit N      the most of each (50)
  --json         print only JSON, a line each
  -h, --help     this text
`;

const REASON_WORDS: Readonly<Record<Reason, string>> = {
  wrong: 'wrong',
  missing: 'something is missing',
  other: 'not what was asked',
};

function lineOf({ verdict, reason, made, question, facts }: FeedbackRow): string {
  const why = reason ? ` (${REASON_WORDS[reason as Reason] ?? reason})` : '';
  const thumb = verdict === 'up' ? '👍' : '👎';
  return `${thumb}${why} ${made.slice(0, 16)}  ${question ?? '(no question)'}  [${facts.join(', ')}]`;
}

export const feedbackVerb: Verb = {
  name: 'feedback',
  summary: 'list what people thought of answers',
  help: HELP,
  async run(args, io) {
    const { values } = readArguments(
      args,
      { tenant: { type: 'string' }, limit: { type: 'string' } } as const,
      'feedback',
    );
    const limit = wholeNumber(values.limit, '--limit', 1, 10_000) ?? 50;
    const store = await openStoreOf(io.env);
    try {
      const tenants = values.tenant ? [values.tenant] : await tenantsWithFeedback(store.db, EVERY_TENANT);
      let told = 0;
      for (const tenant of tenants)
        for (const row of await feedbackOf(store.db, tenant, limit)) {
          told++;
          const line = values.json ? JSON.stringify({ tenant, ...row }) : lineOf(row);
          io.stdout.write(`${line}\n`);
        }
      if (told === 0 && !values.json) io.stdout.write('Nobody has pressed 👍 or 👎 yet.\n');
      return 0;
    } finally {
      await store.close();
    }
  },
};
