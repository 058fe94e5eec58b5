import type { AutocompleteInteraction } from 'discord.js';
import type { Chat } from '../../chat/call-types.ts';
import { withTimeout } from '../../domain/with-timeout.ts';
import { LIMITS } from '../../render/limits.ts';
import type { DiscordLog } from './message-payload.ts';
import { placeOfInteraction } from './place.ts';

const { choices: MOST, choiceName: NAME, choiceValue: VALUE } = LIMITS.discord;

/** The time limit for computing choices, in milliseconds. Discord's is 3 seconds, network time included. */
const CHOICES_TIMEOUT_MS = 1500;

const cut = (text: string): string => (text.length <= NAME.max ? text : `${text.slice(0, NAME.max - 1)}…`);

/**
 * Sends the choices for a partly typed option. Sends none if computing them fails or is too slow, so that the person
 * can type on.
 */
export async function offerChoices(
  interaction: AutocompleteInteraction,
  chat: Chat,
  log: DiscordLog,
): Promise<void> {
  const { name: option, value } = interaction.options.getFocused(true);
  const subcommand = interaction.options.getSubcommand(false);
  const half = {
    ...placeOfInteraction(interaction),
    command: interaction.commandName,
    option,
    prefix: String(value),
    ...(subcommand ? { subcommand } : {}),
  };
  const making = chat.complete(half).catch((error: Error) => {
    log.warn({ surface: 'autocomplete', error: error.name }, 'offering choices failed');
    return [];
  });
  const made = await withTimeout(making, CHOICES_TIMEOUT_MS);
  const found = made === 'late' ? [] : made;
  const fitting = found.filter(
    (one) => one.name.trim() !== '' && one.value !== '' && one.value.length <= VALUE.max,
  );
  await interaction.respond(
    fitting.slice(0, MOST.max).map((one) => ({ name: cut(one.name), value: one.value })),
  );
}
