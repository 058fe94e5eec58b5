import { OperatorError } from '../domain/errors.ts';
import { EVERY_TENANT, EVERYBODY, type Store } from '../storage/database.ts';
import { hasStore, storePlace } from '../storage/database-location.ts';
import { openStoreOf } from '../storage/open-from-env.ts';
import { allTenants, tenantOf } from '../storage/tenants.ts';
import { UsageError } from './verb.ts';

/** The most tenants listed, to fit a terminal. */
const MOST_NAMED = 20;

/** Opens an existing store. Throws if there is none, so that reading does not create one. */
export function openExistingStore(env: NodeJS.ProcessEnv): Promise<Store> {
  if (hasStore(env)) return openStoreOf(env);
  const place = storePlace(env);
  const where = 'path' in place ? place.path : 'DATABASE_URL';
  throw new OperatorError(
    'store-missing',
    `There is no database ${where} yet: nothing is kept. READOUT_DB names another file.`,
  );
}

/** Lists the workspaces and servers to choose from. */
export async function knownTenants(store: Store): Promise<string> {
  const tenants = (await allTenants(store.db, EVERY_TENANT)).filter(({ id }) => id !== EVERYBODY);
  if (tenants.length === 0) return 'The database holds no workspace or server yet.';
  const named = tenants.slice(0, MOST_NAMED).map(({ id, name }) => (name ? `${id} (${name})` : id));
  const more = tenants.length - named.length;
  return `It holds ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** Throws a UsageError for a tenant that the store does not know, so that a typing error does not look like success. */
export async function refuseUnknown(store: Store, tenant: string): Promise<void> {
  if (await tenantOf(store.db, tenant)) return;
  throw new UsageError(`Nothing is kept of "${tenant.slice(0, 80)}". ${await knownTenants(store)}`);
}
