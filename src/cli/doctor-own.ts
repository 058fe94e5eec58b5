import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { counted } from '../answer/cards/wording.ts';
import { settingFaults, unknownSettings } from '../config.ts';
import { activeSubscriptions } from '../digest/store/subscriptions.ts';
import { type Check, checking, type Finding, fault, off, ok } from '../domain/doctor-finding.ts';
import { loadLibrary } from '../library/library-files.ts';
import { localCounts } from '../library/local-counts.ts';
import { EVERY_TENANT, type Store } from '../storage/database.ts';
import { hasStore, storePlace } from '../storage/database-location.ts';
import { installationOf, installedTenants } from '../storage/installations.ts';
import { schemaVersion } from '../storage/migrate.ts';
import { openStoreOf } from '../storage/open-from-env.ts';
import { readKeys } from '../storage/secrets.ts';
import { ensureTenant } from '../storage/tenants.ts';
import { DATA_FOLDER } from './library.ts';

const settings: Check = async (env) => {
  const faults = settingFaults(env);
  const strange = unknownSettings(env);
  return [
    ...(faults.length > 0
      ? faults.map((line) => fault('settings', line))
      : [ok('settings', 'every value is well-formed')]),
    ...strange.map((name) => off('settings', `${name} is no setting of Readout's; .env.example lists them`)),
  ];
};

/** Matches a host with an optional port. An address with a scheme or path would never match a request's host. */
const HOST = /^(?:[\p{L}\p{N}._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/iu;
/** Matches the tenant of a per-tenant host: slack:T0123=intranet.example. */
const TENANT = /^[a-z]+(?::[\w@:.-]+)?=/i;

const hosts: Check = async ({ READOUT_ALLOW_HOSTS: list = '' }) => {
  const all = list.split(/[\s,]+/).filter(Boolean);
  const wrong = all.filter((entry) => !HOST.test(entry.replace(TENANT, '')));
  if (wrong.length > 0)
    return [
      fault(
        'hosts',
        `READOUT_ALLOW_HOSTS holds ${wrong.join(', ')}, which is no host. Write intranet.example or localhost:8000 for the command line, slack:T0123=intranet.example for a workspace, by commas.`,
      ),
    ];
  return all.length > 0 ? [ok('hosts', `articles may also be read from ${all.join(', ')}`)] : [];
};

/** Counts the articles and facts that hide the shipped ones. Null if there are none, or if the store cannot be read. */
async function storedCounts(env: NodeJS.ProcessEnv) {
  if (!hasStore(env)) return null;
  try {
    const store = await openStoreOf(env);
    const counts = await localCounts(store.db).finally(() => store.close());
    return counts.articles > 0 ? counts : null;
  } catch {
    // The check of the database says why.
    return null;
  }
}

const library: Check = checking('library', async (env) => {
  const shipped = await loadLibrary(DATA_FOLDER);
  const stored = await storedCounts(env);
  const { articles, facts } = stored ?? { articles: shipped.articles.size, facts: shipped.facts.length };
  const says = `${counted(articles, 'article')}, ${counted(facts, 'fact')}`;
  return [ok('library', stored ? `${says} of your own` : `${says}, every quote verbatim`)];
});

/** Writes and rolls back, because a readable file may be in a full or read-only folder. */
async function tryWriting({ db, now }: Store): Promise<void> {
  const undone = new Error('undone');
  await db
    .transaction()
    .execute(async (trx) => {
      await ensureTenant(trx, 'local:doctor', now());
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
}

/** Checks that the stored tokens can be decrypted with the configured key. */
async function keyFindings({ db }: Store, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const tenants = await installedTenants(db, EVERY_TENANT, 'slack');
  if (tenants.length === 0 && !env.READOUT_KEY?.trim())
    return [off('key', 'READOUT_KEY is not set, and no workspace’s token is kept that would need it')];
  const keys = readKeys(env);
  for (const tenant of tenants) await installationOf(db, tenant, keys);
  const opens =
    tenants.length === 1 ? 'the token of 1 workspace' : `the tokens of ${tenants.length} workspaces`;
  return [ok('key', tenants.length > 0 ? `READOUT_KEY opens ${opens}` : 'READOUT_KEY is well-formed')];
}

const PAGE = 500;

/**
 * Checks that subscribed digests can be posted: their chat is configured, and this machine's zone data has their zone.
 */
async function digestFindings({ db }: Store, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const connected: Readonly<Record<string, readonly [boolean, string]>> = {
    slack: [Boolean(env.SLACK_BOT_TOKEN?.trim() || env.SLACK_CLIENT_ID?.trim()), 'SLACK_BOT_TOKEN'],
    discord: [Boolean(env.DISCORD_TOKEN?.trim()), 'DISCORD_TOKEN'],
  };
  const lost = new Map<string, number>();
  const zones = new Set<string>();
  let all = 0;
  for (let after = '', page = PAGE; page === PAGE; ) {
    const found = await activeSubscriptions(db, EVERY_TENANT, after, PAGE);
    for (const { tenant, zone } of found) {
      const platform = tenant.split(':')[0]!;
      if (connected[platform]?.[0] === false) lost.set(platform, (lost.get(platform) ?? 0) + 1);
      zones.add(zone);
    }
    all += found.length;
    after = found.at(-1)?.id ?? after;
    page = found.length;
  }
  const unknown = [...zones].filter((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return false;
    } catch {
      return true;
    }
  });
  const faults = [
    ...[...lost].map(([platform, count]) =>
      fault(
        'digests',
        `${count} cannot be posted: ${platform} is not connected. Set ${connected[platform]![1]}.`,
      ),
    ),
    ...unknown.map((zone) =>
      fault(
        'digests',
        `This Node does not know the time zone ${zone}. Use a Node with full ICU data, or change the digest.`,
      ),
    ),
  ];
  if (faults.length > 0) return faults;
  return [
    all > 0
      ? ok('digests', `${all} subscribed, each can be posted`)
      : off('digests', 'nobody has subscribed'),
  ];
}

const database: Check = checking('database', async (env) => {
  const place = storePlace(env);
  if (!hasStore(env) && 'path' in place) {
    try {
      accessSync(dirname(place.path), constants.W_OK);
      return [off('database', `${place.path} is made at the first start`)];
    } catch {
      const folder = dirname(place.path);
      return [
        fault(
          'database',
          `READOUT_DB is to be in ${folder}, where nothing can be written. Make that folder, or name another file.`,
        ),
      ];
    }
  }
  const store = await openStoreOf(env);
  try {
    await tryWriting(store);
    const version = await schemaVersion(store.db);
    const told = ok('database', `${store.kind}, ${store.where}, schema ${version}, can be written`);
    const keys = await checking('key', () => keyFindings(store, env))(env);
    return [told, ...keys, ...(await digestFindings(store, env))];
  } finally {
    await store.close();
  }
});

/** The checks that need no other service, in the order in which to fix them. */
export const OWN_CHECKS: readonly Check[] = [settings, hosts, library, database];
