import type { Verb } from './verb.ts';

/** A verb that is imported when it is used, so that `ask` does not load the page reader or the chats. */
export interface VerbEntry {
  readonly name: string;
  /** Its line in `readout --help`. */
  readonly summary: string;
  load(): Promise<Verb>;
}

const openArticles = async (env: NodeJS.ProcessEnv) => (await import('./articles.ts')).openArticles(env);

/** All verbs, in the order of `readout --help`. */
export const VERBS: readonly VerbEntry[] = [
  {
    name: 'init',
    summary: 'set Readout up: ask for tokens, write .env, check it',
    load: async () => (await import('./init.ts')).initVerb,
  },
  {
    name: 'start',
    summary: 'run the bot and the local page',
    load: async () => (await import('./start.ts')).startVerb,
  },
  {
    name: 'ask',
    summary: 'ask the library a question',
    load: async () => (await import('./ask.ts')).askVerb,
  },
  {
    name: 'topics',
    summary: 'list what can be asked about',
    load: async () => (await import('./lists.ts')).topicsVerb,
  },
  {
    name: 'sources',
    summary: 'list the articles, or the pages and feeds that are followed',
    load: async () => (await import('./lists.ts')).sourcesVerb,
  },
  {
    name: 'render',
    summary: 'print the payload that would be sent to a platform',
    load: async () => (await import('./render.ts')).renderVerb,
  },
  {
    name: 'digest',
    summary: 'print the daily digest that would be posted',
    load: async () => (await import('./digest.ts')).digestVerb,
  },
  {
    name: 'chat',
    summary: 'ask in the terminal, with follow-ups',
    load: async () => (await import('./chat.ts')).chatVerb,
  },
  {
    name: 'ingest',
    summary: 'read articles from files, URLs and feeds into the store',
    load: async () => (await import('./ingest.ts')).ingestVerb(openArticles),
  },
  {
    name: 'facts',
    summary: 'correct the facts of an ingested article in your editor',
    load: async () => (await import('./facts.ts')).factsVerb(openArticles),
  },
  {
    name: 'mcp',
    summary: 'serve the library to an assistant over MCP, on standard input and output',
    load: async () => (await import('./mcp.ts')).mcpVerb,
  },
  {
    name: 'token',
    summary: 'create, list and revoke the tokens of MCP and the HTTP API',
    load: async () => (await import('./token.ts')).tokenVerb,
  },
  {
    name: 'feed',
    summary: 'create, list and revoke the addresses of feeds for a feed reader',
    load: async () => (await import('./feed.ts')).feedVerb,
  },
  {
    name: 'webhook',
    summary: 'post digests and alerts to an address of your own',
    load: async () => (await import('./webhook.ts')).webhookVerb,
  },
  {
    name: 'opml',
    summary: 'print the followed feeds as OPML, or follow those of a file',
    load: async () => (await import('./opml.ts')).opmlVerb,
  },
  {
    name: 'manifest',
    summary: 'print the Slack app manifest, or Discord’s command registration',
    load: async () => (await import('./manifest.ts')).manifestVerb,
  },
  {
    name: 'doctor',
    summary: 'check settings, tokens, scopes and the database, and say what to fix',
    load: async () => (await import('./doctor.ts')).doctorVerb,
  },
  {
    name: 'feedback',
    summary: 'list what people thought of answers',
    load: async () => (await import('./feedback.ts')).feedbackVerb,
  },
  {
    name: 'backup',
    summary: 'copy the database to a file, even while the bot runs',
    load: async () => (await import('./backup.ts')).backupVerb,
  },
  {
    name: 'restore',
    summary: 'replace the database by a backup',
    load: async () => (await import('./backup.ts')).restoreVerb,
  },
  {
    name: 'export',
    summary: 'print everything of one workspace or server',
    load: async () => (await import('./export.ts')).exportVerb,
  },
  {
    name: 'forget',
    summary: 'delete everything of one workspace or server',
    load: async () => (await import('./forget.ts')).forgetVerb,
  },
  {
    name: 'rekey',
    summary: 'encrypt stored tokens with the new READOUT_KEY',
    load: async () => (await import('./rekey.ts')).rekeyVerb,
  },
];
