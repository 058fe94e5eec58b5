import { hkdfSync } from 'node:crypto';
import { type Installation, type InstallationStore, webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { OperatorError } from '../../../domain/errors.ts';
import type { Db } from '../../../storage/database.ts';
import { installationOf, removeInstallation, saveInstallation } from '../../../storage/installations.ts';
import type { Keys } from '../../../storage/secrets.ts';
import { saveTenant } from '../../../storage/tenants.ts';
import { clientOptions, tenantOf, type Workspace, type Workspaces } from '../workspace.ts';

export interface InstallationParts {
  readonly db: Db;
  readonly keys: Keys;
  readonly now: () => Date;
}

/** Bolt's authorize function: returns an installation's token, refreshed if necessary. */
type Authorize = (source: {
  teamId: string;
  enterpriseId: undefined;
  isEnterpriseInstall: false;
}) => Promise<{ botToken?: string; botId?: string; botUserId?: string }>;

/** How long a cached installation is used, in milliseconds. Another process may have removed it. */
const CACHE_TTL_MS = 30_000;

/** The most workspaces whose installation and client this process keeps. */
const MAX_CACHED = 2_000;

/** Derives the secret that signs installation states from READOUT_KEY, so that operators need no extra setting. */
export const stateSecretOf = (keys: Keys): Buffer =>
  Buffer.from(hkdfSync('sha256', keys.current.bytes, '', 'readout slack install state', 32));

/** Stores the encrypted tokens of many workspaces, in the form that Bolt's installer reads. */
export function slackInstallations({ db, keys, now }: InstallationParts) {
  const kept = new LRUCache<string, { readonly at: number; readonly value: Promise<Installation | null> }>({
    max: MAX_CACHED,
  });
  /** Clients contain their workspace's token, so they are removed with the installation. */
  const clients = new LRUCache<string, { readonly token: string; readonly workspace: Workspace }>({
    max: MAX_CACHED,
  });

  const read = (teamId: string): Promise<Installation | null> => {
    const known = kept.get(teamId);
    const at = now().getTime();
    if (known && at - known.at < CACHE_TTL_MS) return known.value;
    const value = installationOf(db, tenantOf(teamId), keys).then(
      (found) => (found?.secret as Installation | undefined) ?? null,
    );
    kept.set(teamId, { at, value });
    value.catch(() => kept.delete(teamId));
    return value;
  };

  const remove = async (teamId: string): Promise<boolean> => {
    const removed = await removeInstallation(db, tenantOf(teamId));
    kept.delete(teamId);
    clients.delete(teamId);
    return removed;
  };

  const store: InstallationStore = {
    async storeInstallation(installation) {
      const { team, isEnterpriseInstall } = installation;
      if (isEnterpriseInstall || !team)
        throw Object.assign(new Error('a whole organisation'), { code: 'readout_enterprise' });
      const tenant = tenantOf(team.id);
      const at = now();
      await saveInstallation(db, tenant, keys, { platform: 'slack', secret: installation }, at);
      await saveTenant(db, { id: tenant, platform: 'slack', name: team.name ?? null }, at);
      kept.delete(team.id);
    },
    async fetchInstallation({ teamId }) {
      const found = teamId ? await read(teamId) : null;
      if (found) return found;
      throw new OperatorError(
        'slack-not-installed',
        'Slack delivered something of a workspace that has not installed the app.',
      );
    },
    async deleteInstallation({ teamId }) {
      if (teamId) await remove(teamId);
    },
  };

  /** Lists the installed workspaces, each with its own client. */
  const workspaces = (authorize: Authorize, apiUrl: string | undefined): Workspaces => {
    return {
      knowsAll: true,
      async of(tenant) {
        const teamId = tenant.replace(/^slack:/, '');
        if (!(await read(teamId))) {
          clients.delete(teamId);
          return null;
        }
        const source = { teamId, enterpriseId: undefined, isEnterpriseInstall: false } as const;
        const { botToken: token = '', botId = '', botUserId = '' } = await authorize(source);
        const known = clients.get(teamId);
        if (known?.token === token) return known.workspace;
        const client = new webApi.WebClient(token, clientOptions(apiUrl));
        const workspace = { client, teamId, botId, botUserId };
        clients.set(teamId, { token, workspace });
        return workspace;
      },
    };
  };
  return { store, remove, workspaces };
}
