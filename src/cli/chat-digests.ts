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
  /** The ids of the articles that ship with the project. */
  readonly shipped: () => Promise<ReadonlySet<string>>;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Creates the terminal's digest service: previews and catching up, without channels to post in. It opens the bot's
 * store, if there is one, on first use. Without a store, read markers are lost at the end.
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
