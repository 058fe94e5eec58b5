import { PermissionFlagsBits as Permission, type PermissionsBitField } from 'discord.js';
import { listed } from '../../digest/cards/schedule-words.ts';

/**
 * What the bot lacks for posting in a channel by itself, and for finding there what it posted, as a person reads it; null
 * where it lacks nothing, or where that is not known.
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
  const names = listed(
    lacking.map(([, name]) => name),
    '',
  );
  const what = lacking.some(([permission]) => permission !== Permission.ReadMessageHistory)
    ? 'Nothing can be posted here yet'
    : 'Here it cannot be checked whether something was posted';
  return `${what}: give Readout ${names} in this channel.`;
}
