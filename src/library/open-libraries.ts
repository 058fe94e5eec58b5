import { setImmediate as nextTurn } from 'node:timers/promises';
import { limited } from '../domain/limited.ts';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import { withTimeout } from '../domain/with-timeout.ts';
import { EVERY_TENANT, type Store } from '../storage/database.ts';
import { allTenants } from '../storage/tenants.ts';
import type { LibraryOpener } from './libraries.ts';
import { viewOf } from './library-view.ts';
import { loadTenantLibrary, showDemo } from './load-tenant-library.ts';
import { bytesOf, LOG_REACHES, type LoadedLibrary, ownArticles } from './loaded-library.ts';
import { sweepSavedLibraries } from './saved-library.ts';
import { changesBetween, isSamePosition, logPositionOf } from './store/library-log.ts';
import { applyChanges } from './stored-articles.ts';

/** How long changes may wait to be written to files, in milliseconds. They can be read from the database again. */
const SAVE_EVERY = 10_000;
/**
 * Closed libraries that wait to be saved may take this share of the budget, or these bytes. Others are closed unsaved,
 * and their index is built again.
 */
const WAITING_SHARE = 1 / 8;
const LEAST_WAITING = 64_000_000;
/** The most libraries loaded at once. */
const OPENING = 4;

/** The longest that a question waits for synchronisation with the database, in milliseconds. */
const WAITS_MS = 1_000;

export interface OnDemandOptions {
  readonly store: Store;
  /** The shipped articles, used as a demonstration. */
  readonly demo: readonly Reading[];
  /** The folder of saved indexes; null keeps indexes in memory only. */
  readonly folder: string | null;
  /** The memory budget in bytes. Beyond it, the least recently used libraries are closed. */
  readonly budget: number;
}

interface LibrariesState {
  readonly open: number;
  /** The articles in the shared library; null while it is not open. */
  readonly articles: number | null;
  /** The estimated memory of open libraries, in bytes. */
  readonly bytes: number;
  readonly budget: number;
  /** How often a requested library was open, and how often it was not. */
  readonly hits: number;
  readonly misses: number;
}

/** Libraries that are opened on demand, and closed when memory is short. */
export interface LibrariesOnDemand extends LibraryOpener {
  state(): LibrariesState;
  /** Deletes the saved indexes of deleted tenants. */
  sweep(): Promise<void>;
  /** Saves changes and stops. */
  stop(): Promise<void>;
}

/**
 * Opens a tenant's library on first use, from its saved index and the database. An open library is synchronised with
 * the change log if a signal of the database or this process has come since. Beyond the memory budget, the least
 * recently used libraries are closed; a request that uses one keeps it until it ends.
 */
export function openLibraries({ store, demo, folder, budget }: OnDemandOptions): LibrariesOnDemand {
  const { db, now } = store;
  /** The open libraries without the shared one, the least recently used first. */
  const held = new Map<string, Promise<LoadedLibrary>>();
  const settled = new Map<string, LoadedLibrary>();
  let sharedLibrary: Promise<LoadedLibrary> | null = null;
  let common: LoadedLibrary | null = null;
  const opening = limited(OPENING);
  let signalCount = 0;
  let bytes = 0;
  /** Bytes of closed libraries that wait to be saved. */
  let waiting = 0;
  const counts = { hits: 0, misses: 0 };
  const stopping = new AbortController();
  let isTold = false;
  const parts = { store, folder, demo, openShared: () => currentShared() };

  /** Synchronises a library with the log. Returns false if it must be loaded again. */
  const catchUp = async (one: LoadedLibrary): Promise<boolean> => {
    const before = { signalCount, at: now().getTime() };
    const { tenant } = one;
    const end = await logPositionOf(db, tenant);
    if (end.epoch !== one.position.epoch || before.at - one.checkedAt > LOG_REACHES) return false;
    if (!isSamePosition(end, one.position)) {
      const changes = await changesBetween(db, tenant, one.position, end);
      if (one.isShared && tenant !== null) {
        if (end.own > one.position.own) return false;
      } else {
        await applyChanges(db, tenant, one, changes);
        if (tenant === null) await showDemo(one, demo);
        else if (one.own.size === 0) return false;
        one.isDirty ||= changes.articles.size > 0 || changes.isAnyGone;
        account(one);
      }
      one.position = end;
    }
    one.signalCount = before.signalCount;
    one.checkedAt = before.at;
    return true;
  };

  /** Updates a library's estimated memory. */
  const account = (one: LoadedLibrary): void => {
    const former = one.bytes;
    one.bytes = bytesOf(one);
    if (one === common || settled.get(one.tenant ?? '') === one) bytes += one.bytes - former;
  };

  const openOne = async (tenant: TenantId): Promise<LoadedLibrary> => {
    // The shared library is opened within the opening of a tenant's, so it does not queue.
    const one = await (tenant === null
      ? loadTenantLibrary(null, signalCount, parts)
      : opening(() => loadTenantLibrary(tenant, signalCount, parts)));
    one.bytes = bytesOf(one);
    return one;
  };

  /** Whether a library is up to date, or the database cannot be read in time. */
  const isCurrent = async (one: LoadedLibrary): Promise<boolean> => {
    if (one.signalCount === signalCount || one.isLate) return true;
    let isSame = true;
    one.work = one.work.then(async () => {
      if (one.signalCount === signalCount) return;
      try {
        isSame = await catchUp(one);
        isTold = false;
      } catch (error) {
        // The question is answered from memory. Logged once an outage.
        if (!isTold)
          store.onNotice(`Reading what changed failed and is tried again: ${(error as Error).message}`);
        isTold = true;
      }
    });
    const { work } = one;
    if ((await withTimeout(work, WAITS_MS)) !== 'late') return isSame;
    one.isLate = true;
    void work.finally(() => {
      one.isLate = false;
    });
    return true;
  };

  const currentShared = async (): Promise<LoadedLibrary> => {
    for (;;) {
      const known = sharedLibrary ?? openOne(null);
      sharedLibrary = known;
      try {
        const one = await known;
        if (common !== one) {
          bytes += one.bytes - (common?.bytes ?? 0);
          common = one;
        }
        if (await isCurrent(one)) return one;
      } catch (error) {
        if (sharedLibrary === known) sharedLibrary = null;
        throw error;
      }
      if (sharedLibrary === known) sharedLibrary = null;
    }
  };

  const forget = (tenant: string, known: Promise<LoadedLibrary>): void => {
    if (held.get(tenant) !== known) return;
    held.delete(tenant);
    bytes -= settled.get(tenant)?.bytes ?? 0;
    settled.delete(tenant);
  };

  const current = async (tenant: string): Promise<LoadedLibrary> => {
    for (let isFirst = true; ; isFirst = false) {
      const cached = held.get(tenant);
      const known = cached ?? openOne(tenant);
      if (isFirst) counts[cached ? 'hits' : 'misses']++;
      held.delete(tenant);
      held.set(tenant, known);
      try {
        const one = await known;
        if (held.get(tenant) === known && settled.get(tenant) !== one) {
          settled.set(tenant, one);
          bytes += one.bytes;
          closeSome(tenant);
        }
        if (await isCurrent(one)) return one;
      } catch (error) {
        forget(tenant, known);
        throw error;
      }
      forget(tenant, known);
    }
  };

  /** Closes least recently used libraries until the others fit the budget. */
  const closeSome = (except: string): void => {
    for (const [tenant, known] of held) {
      if (bytes <= budget) return;
      const one = settled.get(tenant);
      if (!one || tenant === except) continue;
      forget(tenant, known);
      saveClosed(one);
    }
  };

  /** Saves a library that was closed, unless so many wait for the disk that they would outgrow the budget. */
  const saveClosed = (one: LoadedLibrary): void => {
    const size = one.bytes;
    if (!one.isDirty || waiting + size > Math.max(LEAST_WAITING, budget * WAITING_SHARE)) return;
    waiting += size;
    void save(one).finally(() => {
      waiting -= size;
    });
  };

  let saving: Promise<void> = Promise.resolve();
  const save = (one: LoadedLibrary): Promise<void> => {
    if (!one.isDirty || !one.saved) return saving;
    one.isDirty = false;
    const { saved, position } = one;
    saving = saving.then(async () => {
      try {
        await saved.save(position, new Date(one.checkedAt), ownArticles(one));
      } catch (error) {
        one.isDirty = true;
        store.onNotice(
          `The search index cannot be saved in ${folder}: ${(error as Error).message}. The next start builds it again; free the disk or set READOUT_INDEX.`,
        );
      }
    });
    return saving;
  };
  const saveAll = async (): Promise<void> => {
    if (common) await save(common);
    // By name: a list of the libraries would keep those that are closed meanwhile.
    for (const tenant of [...settled.keys()]) {
      const one = settled.get(tenant);
      if (one) await save(one);
      await nextTurn();
    }
  };

  let isSavingAll = false;
  const timer = setInterval(() => {
    // On a slow disk one round takes longer than the time between two.
    if (isSavingAll) return;
    isSavingAll = true;
    void saveAll().finally(() => {
      isSavingAll = false;
    });
  }, SAVE_EVERY).unref();
  const unsubscribe = store.onArticlesChanged(() => void signalCount++);
  const watching = store.signals.watch(() => void signalCount++, stopping.signal);
  watching.catch((error: unknown) => store.onNotice((error as Error).message));

  return {
    async open(tenants) {
      const shared = await currentShared();
      const wanted = [...new Set(tenants)].filter((tenant) => tenant !== null);
      const opened = await Promise.all(wanted.map(current));
      return viewOf(shared, new Map(opened.map((one) => [one.tenant!, one])));
    },
    state: () => ({
      open: settled.size,
      articles: common?.library.articles().length ?? null,
      bytes,
      budget,
      ...counts,
    }),
    async sweep() {
      if (folder === null) return;
      const tenants = await allTenants(db, EVERY_TENANT);
      await sweepSavedLibraries(
        folder,
        tenants.map(({ id }) => id),
      );
    },
    async stop() {
      stopping.abort();
      clearInterval(timer);
      unsubscribe();
      await watching.catch(() => {});
      await saveAll();
      await saving;
    },
  };
}
