import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from 'discord.js';
import type { Reply } from '../../core/card.ts';
import { renderDiscord } from '../../render/discord.ts';

/** After so many milliseconds an answer is announced as coming: Discord waits for 3 seconds. */
const PATIENCE = 1500;

type Repliable = ChatInputCommandInteraction | ButtonInteraction | MessageContextMenuCommandInteraction;

/** A reply as discord.js takes it. Nobody is ever pinged. */
export function payloadOf(reply: Reply) {
  const { flags, components, content } = renderDiscord(reply.card);
  return {
    ...(content === undefined ? {} : { content }),
    components: structuredClone(components) as never[],
    flags,
    allowedMentions: { parse: [], repliedUser: false },
  };
}

/** Answers an interaction in time: at once where the answer is there, else deferred and then edited in. */
export async function answerInteraction(interaction: Repliable, work: Promise<Reply | null>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), PATIENCE);
  });
  const first = await Promise.race([work, late]);
  clearTimeout(timer);
  if (first === 'late') {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const reply = await work;
    if (!reply) return;
    const payload = payloadOf(reply);
    if (reply.visibility === 'asker') await interaction.editReply(payload);
    else {
      await interaction.editReply({ content: 'Shared.' });
      await interaction.followUp(payload);
    }
    return;
  }
  if (!first) return;
  const payload = payloadOf(first);
  const flags = first.visibility === 'asker' ? payload.flags | MessageFlags.Ephemeral : payload.flags;
  await interaction.reply({ ...payload, flags });
}
