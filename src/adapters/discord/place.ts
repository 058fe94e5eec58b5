import {
  ApplicationIntegrationType,
  type BaseInteraction,
  type Message,
  PermissionFlagsBits,
} from 'discord.js';
import type { Place } from '../../chat/commands/command-spec.ts';
import { type PrivateKey, privateKey } from '../../domain/conversation-key.ts';
import type { Words } from '../../domain/words/en.ts';
import { outOfReach } from './permissions.ts';

/** Permissions of which either lets a member change a channel's digest. Administrators have all. */
const MAY_MANAGE = [PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageGuild];
const managers = ({ platform }: Words): string => platform.discordManagers;
const notHere = ({ platform }: Words): string => platform.discordNotHere;

/** The people who may change a server's sources. */
export type SourceRights = 'admins' | 'members';

const sourceManagers =
  (rights: SourceRights) =>
  ({ platform }: Words): string =>
    rights === 'admins' ? platform.discordAdmins : platform.discordMembers;

/** Builds the tenant id: a server is a tenant, and so are a person's direct messages with the bot. */
const tenantOf = (guild: string | null, person: string): string => `discord:${guild ?? `@me:${person}`}`;

/**
 * Builds the place of an interaction. In a server that has not added the app (a person brought their own installation)
 * the bot can answer but not post by itself, so nobody may manage digests there.
 */
export function placeOfInteraction(
  interaction: BaseInteraction,
  sources: SourceRights = 'admins',
): Place & { readonly thread: PrivateKey } {
  const { guildId, user, authorizingIntegrationOwners: owners } = interaction;
  const channel = interaction.channelId ?? '';
  const isHere = guildId === null || owners?.[ApplicationIntegrationType.GuildInstall] !== undefined;
  const mayManage = async () =>
    guildId === null || (isHere && (interaction.memberPermissions?.any(MAY_MANAGE) ?? false));
  const mayManageSources = async () => {
    if (guildId === null) return true;
    const isManager = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
    return isHere && (isManager || sources === 'members');
  };
  return {
    tenant: tenantOf(guildId, user.id),
    channel,
    person: user.id,
    personName: user.displayName,
    isDirect: guildId === null,
    locale: interaction.locale,
    thread: privateKey(channel, user.id),
    mayManage,
    mayManageSources,
    sourceManagers: isHere ? sourceManagers(sources) : notHere,
    managers: isHere ? managers : notHere,
    outOfReach: async (words) =>
      guildId === null
        ? null
        : outOfReach(interaction.appPermissions, interaction.channel?.isThread() ?? false, words),
  };
}

/** Builds the place of a message, without its conversation. */
export function placeOfMessage(message: Message, sources: SourceRights = 'admins'): Omit<Place, 'thread'> {
  const { author, channelId, guildId, member } = message;
  const may = () =>
    message.inGuild() && member !== null
      ? (message.channel.permissionsFor(member)?.any(MAY_MANAGE) ?? false)
      : false;
  return {
    tenant: tenantOf(guildId, author.id),
    channel: channelId,
    person: author.id,
    personName: member?.displayName ?? author.displayName,
    isDirect: guildId === null,
    mayManage: async () => guildId === null || may(),
    mayManageSources: async () =>
      guildId === null ||
      (member !== null && (sources === 'members' || member.permissions.has(PermissionFlagsBits.ManageGuild))),
    sourceManagers: sourceManagers(sources),
    managers,
    outOfReach: async (words) => {
      const { channel, client } = message;
      return channel.isDMBased()
        ? null
        : outOfReach(channel.permissionsFor(client.user), channel.isThread(), words);
    },
  };
}
