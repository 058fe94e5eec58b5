import { type Client, DiscordAPIError, Routes } from 'discord.js';
import type { Command } from '../../chat/commands/command-spec.ts';
import { OperatorError } from '../../domain/errors.ts';
import { isChanged, registrationJson } from './command-registration.ts';

/** Registers the commands globally or in one server, with one bulk request and only if they changed. */
export async function registerCommands(
  client: Client<true>,
  guildId: string | undefined,
  commands: readonly Command[],
): Promise<void> {
  const { id } = client.application;
  const route = guildId ? Routes.applicationGuildCommands(id, guildId) : Routes.applicationCommands(id);
  const wanted = registrationJson(commands);
  try {
    const registered = (await client.rest.get(route, {
      // Without this parameter Discord omits the localizations.
      query: new URLSearchParams({ with_localizations: 'true' }),
    })) as unknown[];
    if (isChanged(registered, wanted)) await client.rest.put(route, { body: wanted });
  } catch (cause) {
    const isAway = cause instanceof DiscordAPIError && (cause.status === 403 || cause.status === 404);
    if (!guildId || !isAway) throw cause;
    throw new OperatorError(
      'discord-guild',
      `The bot is not in the server that DISCORD_GUILD_ID names (${guildId}), or was added without applications.commands. Add it by its install link, or correct the id in .env.`,
      { cause },
    );
  }
}
