import { PermissionFlagsBits as Permission, type PermissionsBitField } from 'discord.js';
import { joinNames } from '../../digest/cards/schedule-words.ts';

/**
 * Describes the permissions that the bot lacks to post in a channel and to find its posts again. Returns null if it lacks
 * none or if that is unknown.
 */
export function outOfReach(may: Readonly<PermissionsBitField> | null, isThread: boolean): string | null {
  if (!may) return null;
  const sending = isThread
    ? ([Permission.SendMessagesInThreads, 'Send Messages in Threads'] as const)
    : ([Permission.SendMessages, 'Send Messages'] as const);
  const lacking = [
    [Permission.ViewChannel, 'View Channel'] as const,
    sending,
    [Permission.ReadMessageHistory, 'Read Message History'] as const,
  ].filter(([permission]) => !may.has(permission));
  if (lacking.length === 0) return null;
  const names = joinNames(
    lacking.map(([, name]) => name),
    '',
  );
  const what = lacking.some(([permission]) => permission !== Permission.ReadMessageHistory)
    ? 'Nothing can be posted here yet'
    : 'Here it cannot be checked whether something was posted';
  return `${what}: give Readout ${names} in this channel.`;
}
