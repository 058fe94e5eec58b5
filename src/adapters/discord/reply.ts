import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Reply } from '../../domain/card.ts';
import { withTimeout } from '../../domain/with-timeout.ts';
import { codeOf, type DiscordLog, payloadOf, untaken } from './message-payload.ts';
import { persist } from './retry.ts';
import { tellAlone } from './send-direct.ts';

/** After so many milliseconds an answer is announced as coming: Discord waits for 3 seconds. */
export const PATIENCE = 1000;

/** The interaction's time is up, or its token's: nothing can be said by it any more. */
const TOO_LATE = new Set([10062, 10015, 50027]);
/** Already acknowledged: an earlier attempt of ours arrived, and only its answer was lost. */
const ACKNOWLEDGED = 40060;

type Repliable =
  | ChatInputCommandInteraction
  | MessageComponentInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction;

export interface Answering {
  readonly log: DiscordLog;
  /** Whether the answer, if it comes late, is announced to the channel: what is to be shared. */
  readonly publicly?: boolean;
  /** Whether the answer takes the place of the card that bears the button. */
  readonly inPlace?: boolean;
  /** Another patience than a second, for tests; milliseconds. */
  readonly patience?: number | undefined;
}

const EPHEMERAL = { flags: MessageFlags.Ephemeral } as const;

/** The first answer itself. */
async function reply(interaction: Repliable, { card, visibility }: Reply, inPlace: boolean): Promise<void> {
  const payload = payloadOf(card);
  if (inPlace && interaction.isMessageComponent()) {
    await persist(() => interaction.update(payload));
    return;
  }
  const flags = visibility === 'asker' ? payload.flags | MessageFlags.Ephemeral : payload.flags;
  await persist(() => interaction.reply({ ...payload, flags }));
}

/** Announces an answer that is not there yet. */
async function defer(interaction: Repliable, publicly: boolean, inPlace: boolean): Promise<void> {
  const announce = () =>
    inPlace && interaction.isMessageComponent()
      ? interaction.deferUpdate()
      : interaction.deferReply(publicly ? {} : EPHEMERAL);
  try {
    await persist<unknown>(announce);
  } catch (error) {
    if (codeOf(error) !== ACKNOWLEDGED) throw error;
    // It is deferred all the same; discord.js edits only what it knows to be.
    interaction.deferred = true;
  }
}

/**
 * Fills a deferral. It is edited, never followed up, so that an attempt that is made twice shows nothing twice; only
 * what is for the asker alone cannot take the place of a public deferral, which then goes.
 */
async function fill(interaction: Repliable, { card, visibility }: Reply, publicly: boolean): Promise<void> {
  const payload = payloadOf(card);
  if (!publicly || visibility === 'channel') {
    await persist(() => interaction.editReply(payload));
    return;
  }
  await interaction.deleteReply();
  await interaction.followUp({ ...payload, flags: payload.flags | MessageFlags.Ephemeral });
}

/**
 * Answers an interaction in time: at once where the answer is there, else deferred and then filled in. What Discord
 * does not take is told to the asker in the same place, and, where the token's time is up, directly.
 */
export async function answerInteraction(
  interaction: Repliable,
  work: Promise<Reply | null>,
  { log, publicly = false, inPlace = false, patience = PATIENCE }: Answering,
): Promise<void> {
  const first = await withTimeout(work, patience);
  const isLate = first === 'late';
  if (isLate) await defer(interaction, publicly, inPlace);
  const answer = isLate ? await work : first;
  if (!answer) return;
  const send = (one: Reply) => (isLate ? fill(interaction, one, publicly) : reply(interaction, one, inPlace));
  try {
    await send(answer);
  } catch (error) {
    if (codeOf(error) === ACKNOWLEDGED) return;
    const told = untaken(error, log, 'interaction');
    const directly = () => tellAlone(interaction.user, told.card, interaction.id);
    if (TOO_LATE.has(codeOf(error))) {
      if (isLate) await directly();
      return;
    }
    // Taken all the same: then the person sees it.
    await send(told).catch((again) => (codeOf(again) === ACKNOWLEDGED ? null : directly()));
  }
}
