import type { Place } from '../../chat/commands/command-spec.ts';
import { commonKey, type PrivateKey, privateKey } from '../../domain/conversation-key.ts';
import { type Lookups, managers } from './user-info.ts';
import { tenantOf } from './workspace.ts';

/** Builds the place of a message or interaction: tenant, channel, person and conversation. */
export interface PlaceOf {
  /** A private conversation: slash commands, buttons, the shortcut and direct messages. */
  own(team: string, channel: string, person: string, thread?: string): OwnPlace;
  /** A conversation shared by all readers of the thread. In a direct message it is private. */
  inThread(team: string, channel: string, person: string, thread: string): Place;
}

type OwnPlace = Place & { readonly thread: PrivateKey };

/** Whether a channel is a direct message. Ids of group messages begin with G or C. */
const isDirect = (channel: string): boolean => channel.startsWith('D');

/** Creates the functions that build places from the ids in Slack's deliveries. */
export function createPlaceOf(lookups: Lookups): PlaceOf {
  const placeAt = (team: string, channel: string, person: string): Omit<Place, 'thread'> => {
    const tenant = tenantOf(team);
    return {
      isDirect: isDirect(channel),
      tenant,
      channel,
      person,
      managers,
      sourceManagers: lookups.sourceManagers,
      mayManage: () => lookups.mayManage(tenant, channel, person),
      mayManageSources: () => lookups.mayManageSources(tenant, person),
      outOfReach: (words) => lookups.outOfReach(tenant, channel, words),
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
