import { type BaseInteraction, type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { replacesCard } from '../../chat/actions.ts';
import type { Chat, FileCall } from '../../chat/call-types.ts';
import type { Command, Values } from '../../chat/commands/command-spec.ts';
import { parseActionToken } from '../../domain/action.ts';
import { offerChoices } from './autocomplete.ts';
import { BRIEF_MESSAGE } from './command-registration.ts';
import type { Locales } from './locales.ts';
import { contentOf, filesOf } from './message-content.ts';
import { formIn, modalOf, uploadsIn, valuesIn } from './modal.ts';
import { placeOfInteraction, type SourceRights } from './place.ts';
import { type Answering, answerInteraction } from './reply.ts';

export interface InteractionParts extends Omit<Answering, 'publicly' | 'inPlace'> {
  readonly chat: Chat;
  readonly commands: readonly Command[];
  readonly locales: Locales;
  /** Who may change a server's sources; admins by default. */
  readonly sources?: SourceRights | undefined;
}

/** Reads the options and the subcommand of an interaction as values by name. */
function valuesOf(
  { commandName, options }: ChatInputCommandInteraction,
  commands: readonly Command[],
): Values {
  const known = commands.find(({ name }) => name === commandName);
  const subcommand = options.getSubcommand(false);
  const wanted = known?.subcommands?.find(({ name }) => name === subcommand)?.options ?? known?.options ?? [];
  const filled = wanted.flatMap(({ name, isFile }) => {
    const value = isFile ? null : options.getString(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(filled), ...(subcommand ? { subcommand } : {}) };
}

/** Lists the files given as options. */
const filesIn = ({ options, client }: ChatInputCommandInteraction): FileCall[] =>
  filesOf(
    options.data.flatMap(({ attachment }) => attachment ?? []),
    client,
  );

/** Handles one interaction: a command, a message menu entry, a button, a select or autocompletion. */
export async function interact(
  interaction: BaseInteraction,
  { chat, commands, sources, locales, ...answering }: InteractionParts,
): Promise<void> {
  locales.heard(interaction.user.id, interaction.locale);
  if (interaction.isAutocomplete()) return offerChoices(interaction, chat, answering.log);
  const call = { ...placeOfInteraction(interaction, sources), eventId: interaction.id };
  if (interaction.isChatInputCommand()) {
    const values = valuesOf(interaction, commands);
    const files = filesIn(interaction);
    const work = chat.command({ ...call, command: interaction.commandName, values, files });
    return answerInteraction(interaction, work, answering);
  }
  if (interaction.isMessageContextMenuCommand() && interaction.commandName === BRIEF_MESSAGE) {
    const { text, quoted, files } = contentOf(interaction.targetMessage);
    const question = [text, quoted ?? ''].filter(Boolean).join('\n');
    const asked = { ...call, command: 'brief', ofMessage: true, files } as const;
    const work = chat.command({ ...asked, values: { question } });
    return answerInteraction(interaction, work, answering);
  }
  const form = interaction.isModalSubmit() ? formIn(interaction.customId) : null;
  if (interaction.isModalSubmit() && form !== null) {
    const files = filesOf(uploadsIn(interaction), interaction.client);
    const work = chat.submit({ ...call, form, values: valuesIn(interaction), files });
    return answerInteraction(interaction, work, answering);
  }
  if (interaction.isButton() || interaction.isStringSelectMenu()) {
    const token = interaction.isButton() ? interaction.customId : (interaction.values[0] ?? '');
    const pressed = parseActionToken(token);
    if (pressed?.verb === 'form') {
      // A modal must be the first response, so this interaction cannot be deferred.
      const form = await chat.form({ ...call, form: pressed.arg ?? '' });
      if (form) await interaction.showModal(modalOf(form));
      return;
    }
    const isPublic = pressed?.verb === 'share';
    const inPlace = replacesCard(token) && interaction.message.flags.has(MessageFlags.Ephemeral);
    const work = chat.press({ ...call, token, inPlace });
    return answerInteraction(interaction, work, { ...answering, isPublic, inPlace });
  }
}
