import type { Channels } from './channels.ts';
import type { Interactions } from './interactions.ts';
import { type Answer, APP, type Json, refusal, user } from './seen.ts';

export interface RouteParts {
  readonly channels: Channels;
  readonly interactions: Interactions;
  readonly guilds: readonly string[];
  readonly nextId: () => string;
  readonly gatewayUrl: () => string;
  readonly gatewayBot: () => Json;
}

const NOT_FOUND = refusal(0, 0, '404: Not Found');

/** Answers REST's routes. `registered` contains the commands by scope: "global" or a server's id. */
export function routesOf(realm: RouteParts, registered: Map<string, unknown[]>) {
  const { channels, interactions, guilds, nextId } = realm;
  const commands = (method: string, guild: string | undefined, body: unknown): Answer => {
    if (guild && !guilds.includes(guild)) return refusal(403, 50001, 'Missing Access');
    const where = guild ?? 'global';
    if (method === 'PUT') {
      const made = (body as Json[]).map((one) => ({
        description: '',
        name_localizations: null,
        description_localizations: null,
        dm_permission: true,
        ...one,
        id: nextId(),
        application_id: APP,
        version: '1',
        default_member_permissions: null,
        nsfw: false,
      }));
      registered.set(where, made);
    }
    return [200, registered.get(where) ?? []];
  };
  const ofChannel = (method: string, rest: readonly string[], query: URLSearchParams, body: Json): Answer => {
    const [channel = '', what, message, part, emoji] = rest;
    if (what === undefined) return channels.channel(channel);
    if (what === 'typing') return [204, null];
    if (message && part === 'reactions')
      return channels.react(channel, message, decodeURIComponent(emoji ?? ''));
    if (message)
      return method === 'DELETE' ? channels.remove(channel, message) : channels.message(channel, message);
    return method === 'POST' ? channels.create(channel, body) : channels.history(channel, query);
  };

  return (method: string, path: string, query: URLSearchParams, body: Json): Answer => {
    const [first = '', ...rest] = path.slice(1).split('/');
    switch (first) {
      case 'gateway':
        return [200, rest[0] === 'bot' ? realm.gatewayBot() : { url: realm.gatewayUrl() }];
      case 'users': {
        if (rest[1] !== 'channels')
          return [200, { ...user(APP, true), flags: 0, mfa_enabled: true, locale: 'en-US' }];
        const person = String(body.recipient_id);
        const id = channels.direct(person);
        return [200, { id, type: 1, flags: 0, last_message_id: null, recipients: [user(person)] }];
      }
      case 'guilds':
        return guilds.includes(rest[0] ?? '')
          ? [200, { id: rest[0], name: 'Acme' }]
          : refusal(404, 10004, 'Unknown Guild');
      case 'applications':
        if (rest.at(-1) === 'commands')
          return commands(method, rest[1] === 'guilds' ? rest[2] : undefined, body);
        return [200, { id: APP, name: 'Readout', flags: 0, bot: user(APP, true) }];
      case 'interactions':
        return interactions.callback(rest[1] ?? '', body);
      case 'webhooks': {
        const key = rest[1] ?? '';
        if (method === 'PATCH') return interactions.edit(key, body);
        return method === 'DELETE' ? interactions.remove(key) : interactions.followUp(key, body);
      }
      case 'channels':
        return ofChannel(method, rest, query, body);
      default:
        return [404, NOT_FOUND[1]];
    }
  };
}
