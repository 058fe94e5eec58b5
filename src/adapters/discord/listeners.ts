import { type BaseInteraction, type Client, Events, type Message, PermissionFlagsBits } from 'discord.js';
import type { Command, Place, Values } from '../../../commands/spec.ts';
import type { Chat } from '../chat/call.ts';
import { answerInteraction, payloadOf } from './answer.ts';
import { discordFault } from './fault.ts';
import { BRIEF_MESSAGE } from './registration.ts';
import { createThreads } from './threads.ts';

export interface DiscordParts {
  readonly chat: Chat;
  readonly commands: readonly Command[];
  readonly log: {
    warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  };
  readonly track: (work: () => Promise<void>) => Promise<void>;
}

/** Either of these lets a member change what a channel gets; administrators have all. */
const MANAGERS = [PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageGuild];

const tenantOf = (guild: string | null, person: string): string => `discord:${guild ?? `@me:${person}`}`;

function placeOf(interaction: BaseInteraction): Place {
  const { guildId, user } = interaction;
  const channel = interaction.channelId ?? '';
  const mayManage = async () => guildId === null || (interaction.memberPermissions?.any(MANAGERS) ?? false);
  return {
    tenant: tenantOf(guildId, user.id),
    channel,
    person: user.id,
    thread: `${channel}/${user.id}`,
    mayManage,
    managers: 'somebody with Manage Channels or Manage Server',
  };
}

/** Connects every surface of Discord to the chat. */
export function listen(client: Client, { chat, commands, log, track }: DiscordParts): void {
  const threads = createThreads();
  const guarded = (surface: string, work: () => Promise<void>) =>
    track(async () => {
      try {
        await work();
      } catch (error) {
        log.warn({ surface, error: (error as Error).name }, discordFault(error));
      }
    });

  const interact = async (interaction: BaseInteraction): Promise<void> => {
    const call = { ...placeOf(interaction), eventId: interaction.id };
    if (interaction.isAutocomplete()) {
      const { name: option, value: prefix } = interaction.options.getFocused(true);
      const subcommand = interaction.options.getSubcommand(false);
      const half = {
        ...call,
        command: interaction.commandName,
        option,
        prefix: String(prefix),
        ...(subcommand ? { subcommand } : {}),
      };
      await interaction.respond([...(await chat.complete(half))]);
    } else if (interaction.isChatInputCommand()) {
      const known = commands.find(({ name }) => name === interaction.commandName);
      const subcommand = interaction.options.getSubcommand(false);
      const options =
        known?.subcommands?.find(({ name }) => name === subcommand)?.options ?? known?.options ?? [];
      const filled = options.flatMap(({ name }) => {
        const value = interaction.options.getString(name);
        return value === null ? [] : [[name, value] as const];
      });
      const values: Values = { ...Object.fromEntries(filled), ...(subcommand ? { subcommand } : {}) };
      await answerInteraction(
        interaction,
        chat.command({ ...call, command: interaction.commandName, values }),
      );
    } else if (interaction.isMessageContextMenuCommand() && interaction.commandName === BRIEF_MESSAGE) {
      const values = { question: interaction.targetMessage.cleanContent };
      await answerInteraction(interaction, chat.command({ ...call, command: 'brief', values }));
    } else if (interaction.isButton())
      await answerInteraction(interaction, chat.press({ ...call, token: interaction.customId }));
  };

  /** Where a message belongs: a reply goes on with the bot's message it replies to, a mention begins anew. */
  const threadOf = (message: Message): string => {
    const replied = message.reference?.messageId;
    if (replied) return threads.of(replied) ?? `${message.channelId}/${replied}`;
    return message.guildId === null ? message.channelId : `${message.channelId}/${message.id}`;
  };

  const hear = async (message: Message): Promise<void> => {
    const { author, guildId, channelId, id } = message;
    const me = client.user?.id ?? '';
    if (author.bot || message.webhookId || message.system) return;
    if (guildId !== null && !message.mentions.users.has(me)) return;
    const text = message.content.replaceAll(`<@${me}>`, ' ').replaceAll(`<@!${me}>`, ' ').trim();
    const thread = threadOf(message);
    const place = {
      tenant: tenantOf(guildId, author.id),
      channel: channelId,
      person: author.id,
      thread,
      mayManage: async () => guildId === null || (message.member?.permissions.any(MANAGERS) ?? false),
      managers: 'somebody with Manage Channels or Manage Server',
    };
    const reply = await chat.message({ ...place, eventId: id, text });
    if (!reply) return;
    // The nonce makes Discord give back the message that exists, should discord.js have to send it again.
    const sent = await message.reply({
      ...payloadOf(reply),
      failIfNotExists: false,
      nonce: id,
      enforceNonce: true,
    });
    threads.remember(sent.id, thread);
  };

  client.on(
    Events.InteractionCreate,
    (interaction) => void guarded('interaction', () => interact(interaction)),
  );
  client.on(Events.MessageCreate, (message) => void guarded('message', () => hear(message)));
}
