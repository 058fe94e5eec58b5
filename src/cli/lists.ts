import { listedArticles } from '../answer/briefs/articles.ts';
import { sourceOf } from '../answer/cards/footer.ts';
import type { Readout } from '../answer/query-core.ts';
import { readFault } from '../domain/fault.ts';
import { LOCAL } from '../domain/tenant.ts';
import { EN } from '../domain/words/en.ts';
import type { ListedSource } from '../ingest/ports.ts';
import { readArguments, wholeNumber } from './arguments.ts';
import { openFollowedLibrary } from './followed-library.ts';
import { type Io, UsageError, type Verb } from './verb.ts';

const TENANT = '  --tenant ID    what one workspace or server can ask, e.g. slack:T0123';
const END = `  --limit N      the first N (all)
  --json         print only JSON, a line each
  -h, --help     this text
`;

const TOPICS_HELP = `readout topics

Lists what can be asked about, the most reported first, with the number of lines on each, like /topics in a chat.

${TENANT}
${END}`;

const SOURCES_HELP = `readout sources

Lists the articles that answers come from, the newest first and the undated last, like /sources in a chat.

${TENANT}
  --followed     the pages and feeds that are followed, and their state
${END}`;

const MAX_LISTED = 100_000;
const OPTIONS = { tenant: { type: 'string' }, limit: { type: 'string' } } as const;

/** One entry of a list: as a line of text, and as JSON. */
interface Row {
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const topicRows = (readout: Readout): Row[] =>
  readout.topics().map(({ topic, count }) => ({
    text: `${topic.label} · ${EN.lines(count)}`,
    json: { id: topic.id, label: topic.label, lines: count },
  }));

const articleRows = (readout: Readout): Row[] =>
  listedArticles(readout).map((article) => {
    const { title, url, site, date } = sourceOf(article);
    const lines = readout.factsOf(article.id).length;
    const parts = [title, site, date, EN.lines(lines)].filter((part) => part !== null);
    return {
      text: parts.join(' · '),
      json: { id: article.id, title, url, site, published: article.published, lines },
    };
  });

function followedRow({ url, title, kind, state }: ListedSource): Row {
  const { failures, pausedAt, lastReadAt, lastError } = state;
  const read = lastReadAt === null ? EN.chat.notReadYet : EN.chat.readOn(lastReadAt.slice(0, 16));
  const how = pausedAt ? EN.chat.keptFailing : failures > 0 ? EN.chat.failing : read;
  const error = lastError === null ? null : (readFault(lastError)?.code ?? lastError);
  return {
    text: `${title ? `${title} · ` : ''}${url} · ${how}`,
    json: { url, title, kind, failures, paused: pausedAt, read: lastReadAt, error },
  };
}

interface ListedArguments {
  readonly tenant?: string | undefined;
  readonly limit?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Prints the rows of a tenant's library, or of what everybody can ask. */
async function printRows(
  io: Io,
  { tenant, limit: asked, json }: ListedArguments,
  nothing: string,
  rowsOf: (readout: Readout, followed: () => Promise<readonly ListedSource[]>) => Promise<readonly Row[]>,
): Promise<0> {
  const limit = wholeNumber(asked, '--limit', 1, MAX_LISTED) ?? MAX_LISTED;
  const library = await openFollowedLibrary(io.env, tenant, (line) => void io.stderr.write(`${line}\n`));
  try {
    const own = tenant ?? null;
    // The terminal asks what this machine's page asks.
    const asking = tenant ?? LOCAL;
    const readout = (await library.readout.open(asking)).of(asking);
    const rows = (await rowsOf(readout, () => library.followed(own))).slice(0, limit);
    for (const row of rows) io.stdout.write(`${json ? JSON.stringify(row.json) : row.text}\n`);
    if (rows.length === 0 && !json) io.stdout.write(`${nothing}\n`);
    return 0;
  } finally {
    await library.close();
  }
}

function refuseWords(positionals: readonly string[], verb: string): void {
  if (positionals.length > 0) throw new UsageError(`${verb} takes no words. See readout ${verb} --help.`);
}

export const topicsVerb: Verb = {
  name: 'topics',
  summary: 'list what can be asked about',
  help: TOPICS_HELP,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS, 'topics');
    refuseWords(positionals, 'topics');
    return printRows(io, values, EN.answers.topicsNone, async (readout) => topicRows(readout));
  },
};

export const sourcesVerb: Verb = {
  name: 'sources',
  summary: 'list the articles, or the pages and feeds that are followed',
  help: SOURCES_HELP,
  async run(args, io) {
    const options = { ...OPTIONS, followed: { type: 'boolean' } } as const;
    const { values, positionals } = readArguments(args, options, 'sources');
    refuseWords(positionals, 'sources');
    if (values.followed)
      return printRows(io, values, EN.chat.noneFollowed, async (_readout, followed) =>
        (await followed()).map(followedRow),
      );
    return printRows(io, values, EN.answers.articlesNone, async (readout) => articleRows(readout));
  },
};
