import type { Place } from '../../chat/commands/command-spec.ts';
import { type Lookups, MANAGERS } from './user-info.ts';
import { tenantOf } from './workspace.ts';

export type PlaceOf = (team: string, channel: string, person: string, thread: string | undefined) => Place;

/** Where something was said, as Slack names it. Follow-ups refer to each other within a thread, or for one person in a channel. */
export function placesBy(lookups: Lookups): PlaceOf {
  return (team, channel, person, thread) => {
    const tenant = tenantOf(team);
    return {
      ...{ tenant, channel, person, thread: `${channel}/${thread ?? person}`, managers: MANAGERS },
      mayManage: () => lookups.mayManage(tenant, channel, person),
      outOfReach: () => lookups.outOfReach(tenant, channel),
      zone: () => lookups.zoneOf(tenant, person),
    };
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** What a person wrote, out of Slack's markup: the bot's own mention cut, links and channels by their label, entities undone. */
export function wordsOf(text: string): string {
  return text
    .replace(/<@[UW][A-Z0-9]+(?:\|[^>]*)?>/g, ' ')
    .replace(/<(?:[#!][^>|]*|https?:[^>|]*|mailto:[^>|]*)\|([^>]*)>/g, '$1')
    .replace(/<(https?:[^>|]*)>/g, '$1')
    .replace(/<[#!][^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]!)
    .trim();
}
