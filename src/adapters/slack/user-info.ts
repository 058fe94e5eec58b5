import { insistently, type Wait } from './post-outcome.ts';
import { tenantOf, type Workspace, type Workspaces } from './workspace.ts';

/** What a workspace tells of people and channels; each is asked only where a command needs it. */
export interface Lookups {
  /** The person's IANA zone; undefined where Slack does not tell it. */
  zoneOf(tenant: string, person: string): Promise<string | undefined>;
  /** Whether the person may manage the channel: its creator, the workspace's admins and owners; in a direct message, always. */
  mayManage(tenant: string, channel: string, person: string): Promise<boolean>;
  /** Whether the person may change what the whole workspace reads, in whichever channel: as READOUT_SOURCES says; guests never. */
  mayManageSources(tenant: string, person: string): Promise<boolean>;
  /** Who may do that, as a person reads it. */
  readonly sourceManagers: string;
  /** What keeps the bot from posting in the channel; null where nothing does, or where Slack does not tell. */
  outOfReach(tenant: string, channel: string): Promise<string | null>;
}

/** Whom to ask, where one may not. */
export const MANAGERS = 'the channel’s creator or a workspace admin';

const INVITE = 'I am not in this channel yet, so nothing can be posted here. Invite me: /invite @Readout';

const isUnknownChannel = (error: unknown): boolean =>
  (error as { data?: { error?: string } }).data?.error === 'channel_not_found';

interface Person {
  readonly tz?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
  /** A guest of several channels, and with `is_ultra_restricted` of one. */
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  /** Somebody of another workspace, in a shared channel. */
  readonly is_stranger?: boolean;
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
  readonly team_id?: string;
}

/** Who may change what a workspace reads. */
export type SourceRights = 'admins' | 'members';

const SOURCE_MANAGERS: Readonly<Record<SourceRights, string>> = {
  admins: 'a workspace admin',
  members: 'a full member of this workspace',
};

/** Whether somebody belongs to the workspace itself: no guest, and nobody of another workspace. */
const isMember = (tenant: string, person: Person): boolean =>
  ![person.is_restricted, person.is_ultra_restricted, person.is_stranger, person.is_bot, person.deleted].some(
    Boolean,
  ) &&
  (person.team_id === undefined || tenantOf(person.team_id) === tenant);

const isAdmin = (tenant: string, person: Person): boolean =>
  isMember(tenant, person) && [person.is_admin, person.is_owner, person.is_primary_owner].some(Boolean);

/** How long an answer is good, in milliseconds, and how many are kept. */
const FRESH = 60_000;
const MOST_KEPT = 2000;

interface LookupParts {
  readonly workspaces: Workspaces;
  readonly now: () => number;
  readonly wait: Wait;
  /** Whom sources belong to; admins by default. */
  readonly sources?: SourceRights | undefined;
  /** Hears of a look-up that failed: it then counts as "not told" and "may not". */
  readonly onFault: (error: unknown) => void;
}

/** Looks people and channels up, and keeps what it heard for a minute. */
export function slackLookups({ workspaces, now, wait, onFault, sources = 'admins' }: LookupParts): Lookups {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<unknown> }>();

  const fresh = <T>(key: string, look: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known && now() - known.at < FRESH) return known.value as Promise<T>;
    kept.delete(key);
    const value = look();
    kept.set(key, { at: now(), value });
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    value.catch(() => kept.delete(key));
    return value;
  };

  const ask = async <T>(tenant: string, call: (workspace: Workspace) => Promise<T>): Promise<T | null> => {
    const workspace = await workspaces.of(tenant);
    return workspace && insistently(() => call(workspace), wait);
  };

  const personOf = (tenant: string, person: string) =>
    fresh(`${tenant} ${person}`, () =>
      ask(
        tenant,
        async ({ client }) => (await client.users.info({ user: person })).user as Person | undefined,
      ),
    );

  /** What Slack tells of a channel; null where it is none that the bot may know of. */
  const channelOf = (tenant: string, channel: string) =>
    fresh(`${tenant} ${channel}`, () =>
      ask(tenant, async ({ client }) => (await client.conversations.info({ channel })).channel ?? null).catch(
        (error: unknown) => {
          if (isUnknownChannel(error)) return null;
          throw error;
        },
      ),
    );

  const heard = <T>(error: unknown, instead: T): T => {
    onFault(error);
    return instead;
  };

  return {
    zoneOf: (tenant, person) =>
      personOf(tenant, person).then(
        (found) => found?.tz,
        (error: unknown) => heard(error, undefined),
      ),
    async mayManage(tenant, channel, person) {
      if (channel.startsWith('D')) return true;
      const found = await personOf(tenant, person).catch((error: unknown) => heard(error, null));
      if (found && isAdmin(tenant, found)) return true;
      const known = await channelOf(tenant, channel).catch((error: unknown) => heard(error, null));
      return known?.creator === person;
    },
    async mayManageSources(tenant, person) {
      const found = await personOf(tenant, person).catch((error: unknown) => heard(error, null));
      if (!found) return false;
      return sources === 'members' ? isMember(tenant, found) : isAdmin(tenant, found);
    },
    sourceManagers: SOURCE_MANAGERS[sources],
    async outOfReach(tenant, channel) {
      // Direct messages and group messages are told of by no scope that is asked for.
      if (channel.startsWith('D')) return null;
      const known = await channelOf(tenant, channel).catch((error: unknown) => heard(error, undefined));
      return known === undefined || known?.is_member ? null : INVITE;
    },
  };
}
