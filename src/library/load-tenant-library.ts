import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Store } from '../storage/database.ts';
import { LOG_REACHES, type LoadedLibrary } from './loaded-library.ts';
import { deleteSavedLibrary, openSavedLibrary } from './saved-library.ts';
import { changesBetween, logPositionOf } from './store/library-log.ts';
import { applyChanges, inTurns, storedReadings } from './stored-articles.ts';
import { createTenantLibrary, type TenantLibrary } from './tenant-library.ts';

/** The sources that a library is loaded from. */
interface LoadParts {
  readonly store: Pick<Store, 'db' | 'now'>;
  /** The folder of saved indexes; null if they are not saved. */
  readonly folder: string | null;
  /** The shipped articles. */
  readonly demo: readonly Reading[];
  /** Opens the shared library, which is part of every tenant's. */
  readonly openShared: () => Promise<LoadedLibrary>;
}

/** Adds the demonstration article if the library is empty. */
export async function showDemo(
  { library, sharedArticles: all }: LoadedLibrary,
  demo: readonly Reading[],
): Promise<void> {
  const [first] = demo;
  const isWanted = all.size === 0;
  const isShown = first !== undefined && library.article(first.article.id) !== undefined;
  if (isShown === isWanted) return;
  await inTurns(demo, (reading) =>
    isWanted ? library.putInSteps(reading) : library.removeInSteps(reading.article.id),
  );
}

/** Whether an index entry is a fact that is not withdrawn. */
const isStanding = (library: TenantLibrary, id: string): boolean => {
  const fact = library.fact(id);
  return fact !== undefined && !fact.withdrawn;
};

/** Loads a tenant's articles, and the shared ones, into a library. A saved index is updated with the changes since. */
export async function loadTenantLibrary(
  tenant: TenantId,
  signalCount: number,
  { store: { db, now }, folder, demo, openShared }: LoadParts,
): Promise<LoadedLibrary> {
  const before = { signalCount, at: now().getTime() };
  const end = await logPositionOf(db, tenant);
  const shared = tenant === null ? null : await openShared();
  const pages = storedReadings(db, tenant);
  // The files and the database are read concurrently.
  const [saved, first] = await Promise.all([
    folder === null ? null : openSavedLibrary(folder, tenant),
    pages.next(),
  ]);
  const base = {
    tenant,
    signalCount: before.signalCount,
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
      sharedArticles: new Map(),
      saved: null,
      isShared: true,
      isDirty: false,
    };
  }
  const isFresh =
    saved?.position?.epoch === end.epoch && before.at - saved.savedAt < LOG_REACHES && saved.index.size > 0;
  const library = createTenantLibrary(saved?.index);
  const one: LoadedLibrary = {
    ...base,
    library,
    position,
    saved,
    own: new Set(),
    isShared: tenant === null,
    isDirty: !isFresh,
    sharedArticles: new Map(shared?.sharedArticles),
  };
  const put = function* (reading: Reading): Generator<void> {
    if (isFresh) library.addIndexed(reading);
    else yield* library.putInSteps(reading);
  };
  await inTurns(one.sharedArticles.values(), put);
  const rest = async function* () {
    if (!first.done) yield first.value;
    yield* pages;
  };
  for await (const page of rest()) {
    for (const reading of page)
      if (tenant === null) one.sharedArticles.set(reading.article.id, reading);
      else one.own.add(reading.article.id);
    await inTurns(page, put);
  }
  if (isFresh) {
    const changes = await changesBetween(db, tenant, saved.position!, position);
    await applyChanges(db, tenant, one, changes);
    one.isDirty = changes.articles.size > 0 || changes.isAnyGone;
  }
  library.index.retain((id) => isStanding(library, id));
  if (tenant === null) await showDemo(one, demo);
  return one;
}
