import { LRUCache } from 'lru-cache';
import { withTimeout } from '../../domain/with-timeout.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import { retryIdempotent, type Wait } from './post-outcome.ts';
import { tenantOf, type Workspace, type Workspaces } from './workspace.ts';

/** Looks up people and channels of a workspace. Commands call these only when needed. */
export interface Lookups {
  /** The person's IANA time zone, or undefined if Slack does not tell it. */
  zoneOf(tenant: string, person: string): Promise<string | undefined>;
  /** The person's language tag, such as "de-DE", or undefined if Slack does not answer in time. */
  localeOf(tenant: string, person: string): Promise<string | undefined>;
  /** Whether the person may manage the channel: its creator, admins and owners; anybody in a direct message. */
  mayManage(tenant: string, channel: string, person: string): Promise<boolean>;
  /** Whether the person may change the workspace's sources, as READOUT_SOURCES says. Guests may not. */
  mayManageSources(tenant: string, person: string): Promise<boolean>;
  /** A description of who may change sources, for messages to people. */
  readonly sourceManagers: (words: Words) => string;
  /** The reason why the bot cannot post in the channel, or null if it can or Slack does not tell. */
  outOfReach(tenant: string, channel: string, words?: Words): Promise<string | null>;
}

/** A description of who may manage a channel, for messages to people. */
export const managers = ({ platform }: Words): string => platform.slackManagers;

const isUnknownChannel = (error: unknown): boolean =>
  (error as { data?: { error?: string } }).data?.error === 'channel_not_found';

interface Person {
  readonly tz?: string;
  readonly locale?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
  /** A guest. With `is_ultra_restricted` the guest is limited to one channel. */
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  /** A person of another workspace, in a shared channel. */
  readonly is_stranger?: boolean;
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
  readonly team_id?: string;
}

/** The people who may change a workspace's sources. */
export type SourceRights = 'admins' | 'members';

const sourceManagers =
  (rights: SourceRights) =>
  ({ platform }: Words): string =>
    rights === 'admins' ? platform.slackAdmins : platform.slackMembers;

/** Whether a person is a full member of the workspace: neither a guest nor from another workspace. */
const isMember = (tenant: string, person: Person): boolean =>
  ![person.is_restricted, person.is_ultra_restricted, person.is_stranger, person.is_bot, person.deleted].some(
    Boolean,
  ) &&
  (person.team_id === undefined || tenantOf(person.team_id) === tenant);

const isAdmin = (tenant: string, person: Person): boolean =>
  isMember(tenant, person) && [person.is_admin, person.is_owner, person.is_primary_owner].some(Boolean);

/** How long a lookup is cached, in milliseconds. */
const CACHE_TTL_MS = 60_000;
const MOST_CACHED = 2000;

/** The time limit for looking up a person's language, in milliseconds. After it, the answer is in English. */
const LOCALE_TIMEOUT_MS = 400;

interface LookupParts {
  readonly workspaces: Workspaces;
  readonly now: () => number;
  readonly wait: Wait;
  /** Who may change sources; admins by default. */
  readonly sources?: SourceRights | undefined;
  /** Called with the fault of a failed lookup, whose result is then "unknown" or "may not". */
  readonly onFault: (error: unknown) => void;
}

/** Creates lookups of people and channels, cached for a minute. */
export function slackLookups({ workspaces, now, wait, onFault, sources = 'admins' }: LookupParts): Lookups {
  const cache = new LRUCache<string, { readonly at: number; readonly value: Promise<unknown> }>({
    max: MOST_CACHED,
  });

  const cached = <T>(key: string, look: () => Promise<T>): Promise<T> => {
    const entry = cache.get(key);
    if (entry && now() - entry.at < CACHE_TTL_MS) return entry.value as Promise<T>;
    const value = look();
    cache.set(key, { at: now(), value });
    value.catch(() => cache.delete(key));
    return value;
  };

  const ask = async <T>(tenant: string, call: (workspace: Workspace) => Promise<T>): Promise<T | null> => {
    const workspace = await workspaces.of(tenant);
    return workspace && retryIdempotent(() => call(workspace), wait);
  };

  const personOf = (tenant: string, person: string) =>
    cached(`${tenant} ${person}`, () =>
      ask(
        tenant,
        async ({ client }) =>
          (await client.users.info({ user: person, include_locale: true })).user as Person | undefined,
      ),
    );

  /** Loads a channel's details, or null if the bot cannot see it. */
  const channelOf = (tenant: string, channel: string) =>
    cached(`${tenant} ${channel}`, () =>
      ask(tenant, async ({ client }) => (await client.conversations.info({ channel })).channel ?? null).catch(
        (error: unknown) => {
          if (isUnknownChannel(error)) return null;
          throw error;
        },
      ),
    );

  const orElse = <T>(error: unknown, instead: T): T => {
    onFault(error);
    return instead;
  };

  return {
    zoneOf: (tenant, person) =>
      personOf(tenant, person).then(
        (found) => found?.tz,
        (error: unknown) => orElse(error, undefined),
      ),
    async localeOf(tenant, person) {
      const asked = personOf(tenant, person).then(
        (found) => found?.locale,
        () => undefined,
      );
      const told = await withTimeout(asked, LOCALE_TIMEOUT_MS);
      return told === 'late' ? undefined : told;
    },
    async mayManage(tenant, channel, person) {
      if (channel.startsWith('D')) return true;
      const found = await personOf(tenant, person).catch((error: unknown) => orElse(error, null));
      if (found && isAdmin(tenant, found)) return true;
      const info = await channelOf(tenant, channel).catch((error: unknown) => orElse(error, null));
      return info?.creator === person;
    },
    async mayManageSources(tenant, person) {
      const found = await personOf(tenant, person).catch((error: unknown) => orElse(error, null));
      if (!found) return false;
      return sources === 'members' ? isMember(tenant, found) : isAdmin(tenant, found);
    },
    sourceManagers: sourceManagers(sources),
    async outOfReach(tenant, channel, words = EN) {
      // Direct messages need no check, and no scope of the app covers them.
      if (channel.startsWith('D')) return null;
      const info = await channelOf(tenant, channel).catch((error: unknown) => orElse(error, undefined));
      return info === undefined || info?.is_member ? null : words.platform.invite;
    },
  };
}
