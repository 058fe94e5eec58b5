import { OperatorError } from '../domain/errors.ts';
import { EVERY_TENANT, type Store } from '../storage/database.ts';
import { hasStore, storePlace } from '../storage/database-location.ts';
import { openStoreOf } from '../storage/open-from-env.ts';
import { allTenants, tenantOf } from '../storage/tenants.ts';
import { UsageError } from './verb.ts';

/** As many as a terminal shows without scrolling. */
const MOST_NAMED = 20;

/** Opens the store that is there: looking into it must not make one. */
export function openKept(env: NodeJS.ProcessEnv): Promise<Store> {
  if (hasStore(env)) return openStoreOf(env);
  const place = storePlace(env);
  const where = 'path' in place ? place.path : 'DATABASE_URL';
  throw new OperatorError(
    'store-missing',
    `There is no database ${where} yet: nothing is kept. READOUT_DB names another file.`,
  );
}

/** Says which workspaces and servers there are to choose from. */
export async function knownTenants(store: Store): Promise<string> {
  const tenants = await allTenants(store.db, EVERY_TENANT);
  if (tenants.length === 0) return 'The database holds nobody yet.';
  const named = tenants.slice(0, MOST_NAMED).map(({ id, name }) => (name ? `${id} (${name})` : id));
  const more = tenants.length - named.length;
  return `It holds ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** Wrong use where the store holds nothing of this id: a typing error must not look like a success. */
export async function refuseUnknown(store: Store, tenant: string): Promise<void> {
  if (await tenantOf(store.db, tenant)) return;
  throw new UsageError(`Nothing is kept of "${tenant.slice(0, 80)}". ${await knownTenants(store)}`);
}
