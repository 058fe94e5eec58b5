import type { Place } from '../../chat/commands/command-spec.ts';
import { commonKey, type PrivateKey, privateKey } from '../../domain/conversation-key.ts';
import { type Lookups, MANAGERS } from './user-info.ts';
import { tenantOf } from './workspace.ts';

/** Where something was said; `thread` is the first message of the thread that it stands in. */
export interface PlaceOf {
  /** Answered for the person alone: slash commands, buttons, the shortcut, direct messages. */
  own(team: string, channel: string, person: string, thread?: string): OwnPlace;
  /** Answered for all who read the thread. In a direct message that is the person. */
  inThread(team: string, channel: string, person: string, thread: string): Place;
}

type OwnPlace = Place & { readonly thread: PrivateKey };

/** Direct messages; the ids of group messages begin with G or C. */
const isDirect = (channel: string): boolean => channel.startsWith('D');

/** Makes places of what Slack's deliveries name. */
export function placesBy(lookups: Lookups): PlaceOf {
  const placeAt = (team: string, channel: string, person: string): Omit<Place, 'thread'> => {
    const tenant = tenantOf(team);
    return {
      isDirect: isDirect(channel),
      tenant,
      channel,
      person,
      managers: MANAGERS,
      sourceManagers: lookups.sourceManagers,
      mayManage: () => lookups.mayManage(tenant, channel, person),
      mayManageSources: () => lookups.mayManageSources(tenant, person),
      outOfReach: () => lookups.outOfReach(tenant, channel),
      zone: () => lookups.zoneOf(tenant, person),
      localeOf: () => lookups.localeOf(tenant, person),
    };
  };
  const own: PlaceOf['own'] = (team, channel, person, thread) => ({
    ...placeAt(team, channel, person),
    thread: privateKey(channel, person, thread),
  });
  return {
    own,
    inThread: (team, channel, person, thread) =>
      isDirect(channel)
        ? own(team, channel, person, thread)
        : { ...placeAt(team, channel, person), thread: commonKey(channel, thread) },
  };
}
