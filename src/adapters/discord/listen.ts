import { type Client, Events } from 'discord.js';
import { discordFault } from './errors.ts';
import { createInteractionQueue } from './interaction-queue.ts';
import { type InteractionParts, interact } from './interactions.ts';
import { answerMessage, type MessageParts } from './messages.ts';

export interface DiscordParts extends InteractionParts, MessageParts {
  readonly track: (work: () => Promise<void>) => Promise<void>;
}

/** Registers the listeners for interactions and messages. Edits, reactions and joins are ignored. */
export function listen(client: Client, parts: DiscordParts): void {
  const { log, track } = parts;
  const guarded = (surface: string, id: string, work: () => Promise<void>): void =>
    void track(() =>
      work().catch((error: Error) => {
        log.warn({ surface, event: id, error: error.name }, discordFault(error));
      }),
    );
  const turns = createInteractionQueue();
  client.on(Events.InteractionCreate, (interaction) =>
    guarded('interaction', interaction.id, async () => {
      if (await turns.waitForTurn()) return interact(interaction, parts);
      log.warn(
        { surface: 'interaction', event: interaction.id },
        'left out: it waited too long for its turn',
      );
    }),
  );
  client.on(Events.MessageCreate, (message) =>
    guarded('message', message.id, () => answerMessage(message, parts)),
  );
}
