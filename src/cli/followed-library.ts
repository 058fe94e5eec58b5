import { createReadout, type ReadoutAccess, readoutsOnDemand } from '../answer/query-core.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { ListedSource } from '../ingest/ports.ts';
import { indexFolder } from '../library/index-path.ts';
import { readingsIn } from '../library/library.ts';
import { loadDemo } from '../library/library-files.ts';
import { memoryBudget } from '../library/memory-budget.ts';
import { hasStore } from '../storage/database-location.ts';
import { DATA_FOLDER } from './library.ts';
import { refuseUnknown } from './tenant-argument.ts';

/** A library that is updated while other processes ingest. */
export interface FollowedLibrary {
  readonly readout: ReadoutAccess;
  readonly followed: (tenant: TenantId) => Promise<readonly ListedSource[]>;
  close(): Promise<void>;
}

/** Opens the shipped and stored articles for a long-running verb. Throws a UsageError for an unknown tenant. */
export async function openFollowedLibrary(
  env: NodeJS.ProcessEnv,
  tenant: string | undefined,
  onNotice: (message: string) => void,
): Promise<FollowedLibrary> {
  const library = await loadDemo(DATA_FOLDER, env);
  if (!hasStore(env)) return { readout: createReadout(library), followed: async () => [], async close() {} };
  const [{ openStoreOf }, { openLibraries }, { sourceStore }] = await Promise.all([
    import('../storage/open-from-env.ts'),
    import('../library/open-libraries.ts'),
    import('../ingest/sources/source-store.ts'),
  ]);
  const store = await openStoreOf(env, onNotice);
  try {
    if (tenant !== undefined && tenant !== 'local') await refuseUnknown(store, tenant);
    const libraries = openLibraries({
      store,
      demo: readingsIn(library),
      folder: indexFolder(env),
      budget: memoryBudget(env.READOUT_MEMORY),
    });
    return {
      readout: readoutsOnDemand(libraries),
      followed: sourceStore(store).list,
      async close() {
        await libraries.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
