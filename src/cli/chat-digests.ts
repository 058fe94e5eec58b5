import type { ReadoutAccess } from '../answer/query-core.ts';
import type { DigestService } from '../digest/service.ts';
import type { Store } from '../storage/database.ts';
import { hasStore } from '../storage/database-location.ts';

interface Opened {
  readonly store: Store;
  readonly service: DigestService;
}

/** The library that the terminal was opened with. */
export interface TerminalLibrary {
  readonly readout: ReadoutAccess;
  /** Ids of the articles that came with it, not by a store. */
  readonly shipped: () => Promise<ReadonlySet<string>>;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Digests as a terminal has them: previews and catching up, with nowhere to post. They open the bot's store where there is
 * one, and only once they are asked for; else what was read is forgotten at the end.
 */
export function digestsHere({ readout, shipped, env }: TerminalLibrary) {
  let opening: Promise<Opened> | null = null;
  const open = async (): Promise<Opened> => {
    const [{ openStoreOf }, { openStore }, { digestService }] = await Promise.all([
      import('../storage/open-from-env.ts'),
      import('../storage/open.ts'),
      import('../digest/service.ts'),
    ]);
    const now = () => new Date();
    const store = hasStore(env) ? await openStoreOf(env) : await openStore({ path: ':memory:', now });
    const parts = { readout, shipped: await shipped(), db: store.db, now, platforms: () => [] };
    return { store, service: digestService(parts) };
  };
  const opened = async (): Promise<DigestService> => {
    opening ??= open();
    return (await opening).service;
  };
  const service: DigestService = {
    canPost: () => false,
    status: async (...asked) => (await opened()).status(...asked),
    switchOn: async (...asked) => (await opened()).switchOn(...asked),
    freeNumber: async (...asked) => (await opened()).freeNumber(...asked),
    pause: async (...asked) => (await opened()).pause(...asked),
    resume: async (...asked) => (await opened()).resume(...asked),
    announce: async (...asked) => (await opened()).announce(...asked),
    switchOff: async (...asked) => (await opened()).switchOff(...asked),
    preview: async (...asked) => (await opened()).preview(...asked),
    watch: async (...asked) => (await opened()).watch(...asked),
    unwatch: async (...asked) => (await opened()).unwatch(...asked),
    setUpBy: async (...asked) => (await opened()).setUpBy(...asked),
    catchUp: async (...asked) => (await opened()).catchUp(...asked),
  };
  return { service, close: async () => void (await (await opening)?.store.close()) };
}
