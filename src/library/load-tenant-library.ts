import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Db, Store } from '../storage/database.ts';
import { filesSecret } from '../storage/files-secret.ts';
import { KeptReading } from './kept-reading.ts';
import { LOG_REACHES, type LoadedLibrary } from './loaded-library.ts';
import { deleteSavedLibrary, openSavedLibrary, type SavedLibrary } from './saved-library.ts';
import { changesBetween, logPositionOf } from './store/library-log.ts';
import { applyChanges, inTurns, storedIds, storedReadings } from './stored-articles.ts';
import { createTenantLibrary } from './tenant-library.ts';

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

/** Opens a tenant's saved library; null without a folder, or if the database cannot store the files' secret now. */
async function savedLibraryOf(db: Db, folder: string | null, tenant: TenantId): Promise<SavedLibrary | null> {
  const secret = folder === null ? null : await filesSecret(db);
  return folder === null || secret === null ? null : openSavedLibrary(folder, tenant, secret);
}

/** Loads a tenant's articles, and the shared ones, into a library. A saved index is updated with the changes since. */
export async function loadTenantLibrary(
  tenant: TenantId,
  signalCount: number,
  { store: { db, now }, folder, demo, openShared }: LoadParts,
): Promise<LoadedLibrary> {
  const before = { signalCount, at: now().getTime() };
  const end = await logPositionOf(db, tenant);
  const shared = tenant === null ? null : await openShared();
  // The files and the database are read concurrently.
  const [saved, ids] = await Promise.all([savedLibraryOf(db, folder, tenant), storedIds(db, tenant)]);
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
  if (ids.length === 0 && shared) {
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
    isDirty: false,
    sharedArticles: new Map(shared?.sharedArticles),
  };
  const put = function* (reading: KeptReading): Generator<void> {
    if (isFresh) library.addIndexed(reading);
    else yield* library.putInSteps(reading);
  };
  const putOwn = function* (reading: KeptReading): Generator<void> {
    if (tenant === null) one.sharedArticles.set(reading.id, reading);
    else one.own.add(reading.id);
    yield* put(reading);
  };
  await inTurns(one.sharedArticles.values(), put);
  const known = isFresh ? saved.articles : null;
  const unsaved = new Set(known ? ids.filter((id) => !known.has(id)) : []);
  if (known)
    await inTurns(
      ids.flatMap((id) => known.get(id) ?? []),
      putOwn,
    );
  else for await (const page of storedReadings(db, tenant)) await inTurns(page.map(KeptReading.of), putOwn);
  const changes = isFresh
    ? await changesBetween(db, tenant, saved.position!, position)
    : { articles: new Set<string>(), isAnyGone: false };
  const articles = changes.articles.union(unsaved);
  await applyChanges(db, tenant, one, { ...changes, articles });
  one.isDirty = known === null || articles.size > 0 || changes.isAnyGone;
  // An index that is unchanged since it was saved with these articles has no other documents to remove.
  if (one.isDirty || known?.size !== ids.length) library.index.retain(library.isStanding);
  if (tenant === null) await showDemo(one, demo);
  return one;
}
