import { setTimeout } from 'node:timers/promises';
import { type ReadoutAccess, readoutsOnDemand } from './answer/query-core.ts';
import { storeMemory } from './chat/store/chat-state-rows.ts';
import type { Config } from './config.ts';
import type { Memory } from './domain/chat-state.ts';
import { DAY, MINUTE } from './domain/time.ts';
import { articleKeysOf } from './ingest/duplicate-index.ts';
import { indexFolder } from './library/index-path.ts';
import { type Library, readingsIn } from './library/library.ts';
import { memoryBudget } from './library/memory-budget.ts';
import { type LibrariesOnDemand, openLibraries } from './library/open-libraries.ts';
import { shareFeedArticles } from './library/store/share-stored.ts';
import { EVERY_TENANT, type Store } from './storage/database.ts';
import { openStoreWhenThere } from './storage/open-from-env.ts';
import { prune, RETENTION, type Retention } from './storage/retention.ts';

/** The interval between deletions of old rows, in milliseconds. */
const PRUNE_EVERY = 10 * MINUTE;
/** The pause between two steps of sharing stored articles (ms), in which other work runs. */
const SHARE_PAUSE = 50;

/** Reads the retention settings. */
function retentionOf(config: Config): Retention {
  const articles = config.READOUT_KEEP_ARTICLES_DAYS;
  return {
    ...RETENTION,
    cards: config.READOUT_KEEP_CARDS_DAYS * DAY,
    conversations: config.READOUT_KEEP_CONVERSATIONS_DAYS * DAY,
    feedback: config.READOUT_KEEP_FEEDBACK_DAYS * DAY,
    deliveries: config.READOUT_KEEP_DELIVERIES_DAYS * DAY,
    articles: articles === undefined ? null : articles * DAY,
  };
}

/** The store of a running bot: the chat state, the libraries, and the deletion of old rows. */
export interface StoreLifecycle {
  readonly store: Store;
  readonly memory: Memory;
  readonly libraries: LibrariesOnDemand;
  readonly readout: ReadoutAccess;
  /** Stops deletions, saves the open libraries, and closes the store. */
  stop(): Promise<void>;
}

/** Opens the configured store, waits for a database server that is not up yet, and starts the deletion of old rows. */
export async function startStoreLifecycle(
  demo: Library,
  config: Config,
  env: NodeJS.ProcessEnv,
  onNotice: (message: string) => void,
): Promise<StoreLifecycle> {
  const keep = retentionOf(config);
  const store = await openStoreWhenThere(env, onNotice);
  const libraries = openLibraries({
    store,
    demo: readingsIn(demo),
    folder: indexFolder(env),
    budget: memoryBudget(config.READOUT_MEMORY),
  });
  let pruning: Promise<void> = Promise.resolve();
  let isStopped = false;
  /** Shares articles that earlier versions stored for each follower of a feed. Ends at once if that is done. */
  const shareAll = async (): Promise<void> => {
    while (!isStopped && (await shareFeedArticles(store, EVERY_TENANT, articleKeysOf)) > 0)
      await setTimeout(SHARE_PAUSE);
  };
  const pruneNow = (): void => {
    pruning = pruning
      .then(() => prune(store, keep))
      .then(shareAll)
      .then(() => libraries.sweep())
      .catch((error: Error) => onNotice(error.message));
  };
  const timer = setInterval(pruneNow, PRUNE_EVERY).unref();
  // Delete old rows at the start, too, for a bot that is restarted often.
  pruneNow();
  return {
    store,
    memory: storeMemory(store, keep, onNotice),
    libraries,
    readout: readoutsOnDemand(libraries),
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await pruning;
      await libraries.stop();
      await store.close();
    },
  };
}
