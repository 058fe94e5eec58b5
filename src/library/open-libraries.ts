import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import { withTimeout } from '../domain/with-timeout.ts';
import { EVERY_TENANT, type Store } from '../storage/database.ts';
import { DAY, RETENTION } from '../storage/retention.ts';
import { allTenants } from '../storage/tenants.ts';
import type { LibraryDoor, OpenLibraries } from './libraries.ts';
import { applyChanges, type Contents, inTurns, storedReadings } from './load-library.ts';
import {
  deleteSavedLibrary,
  openSavedLibrary,
  type SavedLibrary,
  sweepSavedLibraries,
} from './saved-library.ts';
import { changesBetween, isSamePosition, type LogPosition, logPositionOf } from './store/library-log.ts';
import { createTenantLibrary, type TenantLibrary } from './tenant-library.ts';

/** What was read longer ago (ms) may have missed changes that the log no longer holds. */
const LOG_REACHES = RETENTION.changes - DAY;
/** How long changes may wait until they are written to files, in milliseconds: they can be had from the database again. */
const SAVE_EVERY = 10_000;
/** Libraries that are read from the database or from files at a time. */
const OPENING = 4;

/** The longest that a question waits for a comparison with the database, in milliseconds. */
const WAITS_MS = 1_000;

/** Memory of a library, in bytes, as measured: of each fact with its postings, and of each library. */
const FACT_BYTES = 5_600;
const LIBRARY_BYTES = 60_000;

export interface OnDemandOptions {
  readonly store: Store;
  /** The articles that ship with the project, as a demonstration. */
  readonly demo: readonly Reading[];
  /** Where indexes are kept; null keeps them in memory alone. */
  readonly folder: string | null;
  /** Libraries that were not asked for the longest are closed beyond this many bytes. */
  readonly budget: number;
}

interface LibrariesState {
  readonly open: number;
  /** Articles in everybody's library; null while it is not open. */
  readonly articles: number | null;
  /** Estimated memory of those that are open, in bytes. */
  readonly bytes: number;
  readonly budget: number;
  /** Times that a library was asked for, and was open or not. */
  readonly hits: number;
  readonly misses: number;
}

/** Libraries that are opened when they are asked for, and closed when memory is short. */
export interface LibrariesOnDemand extends LibraryDoor {
  state(): LibrariesState;
  /** Deletes saved indexes of tenants that were forgotten. */
  sweep(): Promise<void>;
  /** Saves what changed, and stops. */
  stop(): Promise<void>;
}

/** A library in memory. */
interface Held extends Contents {
  readonly tenant: TenantId;
  library: TenantLibrary;
  /** True for a tenant without articles of its own: the library is everybody's. */
  isShared: boolean;
  position: LogPosition;
  /** The ring of the change log at which it was last compared with the database. */
  ring: number;
  /** When that was, in milliseconds. */
  checkedAt: number;
  bytes: number;
  readonly saved: SavedLibrary | null;
  isDirty: boolean;
  /** True while a comparison takes too long to wait for. */
  isLate: boolean;
  /** The comparison under way. */
  work: Promise<void>;
}

const bytesOf = ({ library, isShared, tenant }: Held): number => {
  if (isShared && tenant !== null) return 1_000;
  const texts = library.articles().reduce((sum, { text }) => sum + text.length, 0);
  return LIBRARY_BYTES + library.index.size * FACT_BYTES + texts;
};

/** Runs at most so many pieces of work at a time. */
function limited(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/**
 * Opens a tenant's library at its first use, from its saved index and the database. A library that is open is compared with
 * the change log when it is used after the log may have grown: at a signal of the database or of this process. Those that
 * were not used the longest are closed when all take more than the budget; what still uses one keeps it until it is done.
 */
export function openLibraries({ store, demo, folder, budget }: OnDemandOptions): LibrariesOnDemand {
  const { db, now } = store;
  /** Everybody's is not among them. The least recently used comes first. */
  const held = new Map<string, Promise<Held>>();
  const settled = new Map<string, Held>();
  let everybodys: Promise<Held> | null = null;
  let common: Held | null = null;
  const opening = limited(OPENING);
  let ring = 0;
  let bytes = 0;
  const counts = { hits: 0, misses: 0 };
  const stopping = new AbortController();
  let isTold = false;

  /** Shows the demonstration where there is nothing else. */
  const setDemo = async ({ library, everybodys: all }: Held): Promise<void> => {
    const [first] = demo;
    const isWanted = all.size === 0;
    const isShown = first !== undefined && library.article(first.article.id) !== undefined;
    if (isShown === isWanted) return;
    await inTurns(demo, (reading) =>
      isWanted ? library.putInSteps(reading) : library.removeInSteps(reading.article.id),
    );
  };

  const savedFor = (tenant: TenantId) => (folder === null ? null : openSavedLibrary(folder, tenant));

  /** Reads a tenant's articles, and everybody's, into a library; a saved index is brought up to what changed since. */
  const load = async (tenant: TenantId): Promise<Held> => {
    const before = { ring, at: now().getTime() };
    const end = await logPositionOf(db, tenant);
    const shared = tenant === null ? null : await currentEverybodys();
    const pages = storedReadings(db, tenant);
    const first = await pages.next();
    const base = {
      tenant,
      ring: before.ring,
      checkedAt: before.at,
      bytes: 0,
      isLate: false,
      work: Promise.resolve(),
    };
    const everybody = Math.min(end.everybody, shared?.position.everybody ?? end.everybody);
    const position = { ...end, everybody };
    if (first.done && shared) {
      if (folder !== null) await deleteSavedLibrary(folder, tenant!);
      const { library } = shared;
      return {
        ...base,
        library,
        position,
        own: new Set(),
        everybodys: new Map(),
        saved: null,
        isShared: true,
        isDirty: false,
      };
    }
    const saved = await savedFor(tenant);
    const isFresh =
      saved?.position?.epoch === end.epoch && before.at - saved.savedAt < LOG_REACHES && saved.index.size > 0;
    const library = createTenantLibrary(saved?.index);
    const one: Held = {
      ...base,
      library,
      position,
      saved,
      own: new Set(),
      isShared: tenant === null,
      isDirty: !isFresh,
      everybodys: new Map(shared?.everybodys),
    };
    const put = function* (reading: Reading): Generator<void> {
      if (isFresh) library.addIndexed(reading);
      else yield* library.putInSteps(reading);
    };
    await inTurns(one.everybodys.values(), put);
    const rest = async function* () {
      if (!first.done) yield first.value;
      yield* pages;
    };
    for await (const page of rest()) {
      for (const reading of page)
        if (tenant === null) one.everybodys.set(reading.article.id, reading);
        else one.own.add(reading.article.id);
      await inTurns(page, put);
    }
    if (isFresh) {
      const changes = await changesBetween(db, tenant, saved.position!, position);
      await applyChanges(db, tenant, one, changes);
      one.isDirty = changes.articles.size > 0 || changes.isAnyGone;
    }
    library.index.retain((id) => isStanding(library, id));
    if (tenant === null) await setDemo(one);
    return one;
  };

  /** Compares a library with the log; false if it has to be loaded anew. */
  const catchUp = async (one: Held): Promise<boolean> => {
    const before = { ring, at: now().getTime() };
    const { tenant } = one;
    const end = await logPositionOf(db, tenant);
    if (end.epoch !== one.position.epoch || before.at - one.checkedAt > LOG_REACHES) return false;
    if (!isSamePosition(end, one.position)) {
      const changes = await changesBetween(db, tenant, one.position, end);
      if (one.isShared && tenant !== null) {
        if (end.own > one.position.own) return false;
      } else {
        await applyChanges(db, tenant, one, changes);
        if (tenant === null) await setDemo(one);
        else if (one.own.size === 0) return false;
        one.isDirty ||= changes.articles.size > 0 || changes.isAnyGone;
        account(one);
      }
      one.position = end;
    }
    one.ring = before.ring;
    one.checkedAt = before.at;
    return true;
  };

  /** Notes what a library takes by now. */
  const account = (one: Held): void => {
    const former = one.bytes;
    one.bytes = bytesOf(one);
    if (one === common || settled.get(one.tenant ?? '') === one) bytes += one.bytes - former;
  };

  const openOne = async (tenant: TenantId): Promise<Held> => {
    // Everybody's is opened within the opening of a tenant's: it waits for no turn.
    const one = await (tenant === null ? load(null) : opening(() => load(tenant)));
    one.bytes = bytesOf(one);
    return one;
  };

  /** True if a library is as the database has it, or the database cannot be read in time. */
  const isCurrent = async (one: Held): Promise<boolean> => {
    if (one.ring === ring || one.isLate) return true;
    let isSame = true;
    one.work = one.work.then(async () => {
      if (one.ring === ring) return;
      try {
        isSame = await catchUp(one);
        isTold = false;
      } catch (error) {
        // A question is answered from what is known. Told once an outage, not once a question.
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

  const currentEverybodys = async (): Promise<Held> => {
    for (;;) {
      const known = everybodys ?? openOne(null);
      everybodys = known;
      try {
        const one = await known;
        if (common !== one) {
          bytes += one.bytes - (common?.bytes ?? 0);
          common = one;
        }
        if (await isCurrent(one)) return one;
      } catch (error) {
        if (everybodys === known) everybodys = null;
        throw error;
      }
      if (everybodys === known) everybodys = null;
    }
  };

  const forget = (tenant: string, known: Promise<Held>): void => {
    if (held.get(tenant) !== known) return;
    held.delete(tenant);
    bytes -= settled.get(tenant)?.bytes ?? 0;
    settled.delete(tenant);
  };

  const current = async (tenant: string): Promise<Held> => {
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

  /** Closes the libraries that were not used the longest until the others fit the budget. */
  const closeSome = (except: string): void => {
    for (const [tenant, known] of held) {
      if (bytes <= budget) return;
      const one = settled.get(tenant);
      if (!one || tenant === except) continue;
      forget(tenant, known);
      void save(one);
    }
  };

  let saving: Promise<void> = Promise.resolve();
  const save = (one: Held): Promise<void> => {
    if (!one.isDirty || !one.saved) return saving;
    one.isDirty = false;
    const { saved, position } = one;
    saving = saving.then(async () => {
      try {
        await saved.save(position, new Date(one.checkedAt));
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
    for (const one of [...settled.values(), ...(common ? [common] : [])]) {
      await save(one);
      await nextTurn();
    }
  };

  const timer = setInterval(() => void saveAll(), SAVE_EVERY).unref();
  const unsubscribe = store.onArticlesChanged(() => void ring++);
  const watching = store.signals.watch(() => void ring++, stopping.signal);
  watching.catch((error: unknown) => store.onNotice((error as Error).message));

  return {
    async open(tenants) {
      const shared = await currentEverybodys();
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

/** Whether an index entry is a fact that still stands. */
const isStanding = (library: TenantLibrary, id: string): boolean => {
  const fact = library.fact(id);
  return fact !== undefined && !fact.withdrawn;
};

/** Some libraries as one that asks sees them. */
function viewOf(common: Held, opened: ReadonlyMap<string, Held>): OpenLibraries {
  const heldOf = (tenant: TenantId): Held => {
    const one = tenant === null ? common : opened.get(tenant);
    if (!one) throw new Error('a library was asked that was not opened');
    return one;
  };
  return {
    of: (tenant) => {
      const one = heldOf(tenant);
      return one.isShared ? common.library : one.library;
    },
    has: (tenant) => !heldOf(tenant).isShared,
    *putInSteps(reading, tenant) {
      const one = heldOf(tenant);
      if (one.isShared && tenant !== null) {
        const library = createTenantLibrary();
        for (const shared of common.everybodys.values()) {
          yield* library.putInSteps(shared);
          one.everybodys.set(shared.article.id, shared);
        }
        Object.assign(one, { library, isShared: false });
      }
      if (tenant === null) one.everybodys.set(reading.article.id, reading);
      else one.own.add(reading.article.id);
      yield* one.library.putInSteps(reading);
    },
  };
}
