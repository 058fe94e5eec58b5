import type { RequestedArticles } from '../ingest/requested/requested-articles.ts';

/**
 * Reads documents named on the command line and keeps them until the process ends. The reader is loaded on first use;
 * `close` ends its processes.
 */
export function requestedHere(env: NodeJS.ProcessEnv) {
  let opening: ReturnType<typeof open> | null = null;
  const open = async () => {
    const [reading, keeping, session, pool, hosts, net] = await Promise.all([
      import('../ingest/requested/requested-articles.ts'),
      import('../ingest/keep-in-turn.ts'),
      import('../ingest/requested/session-articles.ts'),
      import('../ingest/article/page-pool.ts'),
      import('../ingest/fetch/allowed-hosts.ts'),
      import('../ingest/fetch/safe-fetch.ts'),
    ]);
    const pages = pool.createPageReader();
    const allow = hosts.parseAllowHosts(env.READOUT_ALLOW_HOSTS);
    const keeper = keeping.createKeeper({ articles: session.sessionArticles(), now: () => new Date() });
    const deps = { fetch: net.safeFetch, allowFor: () => allow, pages, keeper };
    return { requested: reading.requestedArticles(deps), pages };
  };
  const opened = async () => {
    opening ??= open();
    return (await opening).requested;
  };
  const requested: RequestedArticles = {
    link: async (...asked) => (await opened()).link(...asked),
    text: async (...asked) => (await opened()).text(...asked),
    file: async (...asked) => (await opened()).file(...asked),
    copy: async (...asked) => (await opened()).copy(...asked),
  };
  return { requested, close: async () => void (await (await opening)?.pages.close()) };
}
