import { PermissionFlagsBits as Permission, type PermissionsBitField } from 'discord.js';
import { EN, type Words } from '../../domain/words/en.ts';

/**
 * Describes the permissions that the bot lacks to post in a channel and to find its posts again. Returns null if it
 * lacks none or if that is unknown.
 */
export function outOfReach(
  may: Readonly<PermissionsBitField> | null,
  isThread: boolean,
  { and, platform }: Words = EN,
): string | null {
  if (!may) return null;
  const sending = isThread
    ? ([Permission.SendMessagesInThreads, platform.sendInThreads] as const)
    : ([Permission.SendMessages, platform.sendMessages] as const);
  const lacking = [
    [Permission.ViewChannel, platform.viewChannel] as const,
    sending,
    [Permission.ReadMessageHistory, platform.readHistory] as const,
  ].filter(([permission]) => !may.has(permission));
  if (lacking.length === 0) return null;
  const names = and(lacking.map(([, name]) => name));
  const isSilent = lacking.some(([permission]) => permission !== Permission.ReadMessageHistory);
  return isSilent ? platform.cannotPost(names) : platform.cannotCheck(names);
}
