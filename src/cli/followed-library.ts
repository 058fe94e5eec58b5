import { createReadout, type Readouts } from '../answer/query-core.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { ListedSource } from '../ingest/ports.ts';
import { openFollowedIndex } from '../library/autosave.ts';
import { indexFolder } from '../library/index-path.ts';
import { loadDemo } from '../library/library-files.ts';
import { hasStore } from '../storage/database-location.ts';
import { DATA_FOLDER } from './library.ts';
import { refuseUnknown } from './tenant-argument.ts';

/** A library that stays current while other processes ingest. */
export interface FollowedLibrary {
  readonly readout: Readouts;
  readonly followed: (tenant: TenantId) => Promise<readonly ListedSource[]>;
  close(): Promise<void>;
}

/** Opens what ships and what is stored, for a verb that runs for long. Wrong use for a tenant of which nothing is kept. */
export async function openFollowedLibrary(
  env: NodeJS.ProcessEnv,
  tenant: string | undefined,
  onNotice: (message: string) => void,
): Promise<FollowedLibrary> {
  const library = await loadDemo(DATA_FOLDER, env);
  if (!hasStore(env)) return { readout: createReadout(library), followed: async () => [], async close() {} };
  const [{ openStoreOf }, { keepReadoutCurrent }, { sourceStore }] = await Promise.all([
    import('../storage/open-from-env.ts'),
    import('../library/index-sync.ts'),
    import('../ingest/sources/source-store.ts'),
  ]);
  const store = await openStoreOf(env, onNotice);
  try {
    if (tenant !== undefined && tenant !== 'local') await refuseUnknown(store, tenant);
    const saved = await openFollowedIndex(indexFolder(env));
    const readout = createReadout(library, undefined, saved.index);
    const stop = await keepReadoutCurrent(readout, store);
    readout.sweep();
    return {
      readout,
      followed: sourceStore(store).list,
      async close() {
        await stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
