import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Reply } from '../../domain/card.ts';
import { withTimeout } from '../../domain/with-timeout.ts';
import { type DiscordLog, errorCode, payloadOf, refusedReply } from './message-payload.ts';
import { retryIdempotent } from './retry.ts';
import { sendDirect } from './send-direct.ts';

/** The delay in milliseconds before a slow answer is deferred. Discord's deadline is 3 seconds. */
export const DEFER_AFTER_MS = 1000;

/** Error codes that mean the interaction or its token has expired. */
const EXPIRED_CODES = new Set([10062, 10015, 50027]);
/**
 * The error code for an interaction that is already acknowledged: an earlier attempt arrived and only its response was
 * lost.
 */
const ACKNOWLEDGED = 40060;

type Repliable =
  | ChatInputCommandInteraction
  | MessageComponentInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction;

export interface Answering {
  readonly log: DiscordLog;
  /** Whether a deferral is visible to the channel, for a card that will be shared. */
  readonly isPublic?: boolean;
  /** Whether the answer replaces the card with the pressed button. */
  readonly inPlace?: boolean;
  /** Overrides the delay before deferring, in milliseconds; for tests. */
  readonly deferAfter?: number | undefined;
}

const EPHEMERAL = { flags: MessageFlags.Ephemeral } as const;

/** Sends the answer as the first response. */
async function reply(interaction: Repliable, { card, visibility }: Reply, inPlace: boolean): Promise<void> {
  const payload = payloadOf(card);
  if (inPlace && interaction.isMessageComponent()) {
    await retryIdempotent(() => interaction.update(payload));
    return;
  }
  const flags = visibility === 'asker' ? payload.flags | MessageFlags.Ephemeral : payload.flags;
  await retryIdempotent(() => interaction.reply({ ...payload, flags }));
}

/** Defers the answer: Discord shows that the bot is thinking. */
async function defer(interaction: Repliable, publicly: boolean, inPlace: boolean): Promise<void> {
  const announce = () =>
    inPlace && interaction.isMessageComponent()
      ? interaction.deferUpdate()
      : interaction.deferReply(publicly ? {} : EPHEMERAL);
  try {
    await retryIdempotent<unknown>(announce);
  } catch (error) {
    if (errorCode(error) !== ACKNOWLEDGED) throw error;
    // Discord has deferred it. discord.js edits only replies that it knows to be deferred.
    interaction.deferred = true;
  }
}

/**
 * Replaces a deferral with the answer. Editing instead of following up keeps a repeated attempt from showing twice.
 * Only a private answer to a public deferral is a follow-up, and the deferral is deleted.
 */
async function fillDeferral(
  interaction: Repliable,
  { card, visibility }: Reply,
  publicly: boolean,
): Promise<void> {
  const payload = payloadOf(card);
  if (!publicly || visibility === 'channel') {
    await retryIdempotent(() => interaction.editReply(payload));
    return;
  }
  await interaction.deleteReply();
  await interaction.followUp({ ...payload, flags: payload.flags | MessageFlags.Ephemeral });
}

/**
 * Answers an interaction within Discord's deadline: at once, or deferred and filled in later. If Discord refuses the
 * answer, the asker is told in the same place or, after the token expired, by direct message.
 */
export async function answerInteraction(
  interaction: Repliable,
  work: Promise<Reply | null>,
  { log, isPublic = false, inPlace = false, deferAfter = DEFER_AFTER_MS }: Answering,
): Promise<void> {
  const first = await withTimeout(work, deferAfter);
  const isLate = first === 'late';
  if (isLate) await defer(interaction, isPublic, inPlace);
  const answer = isLate ? await work : first;
  if (!answer) return;
  const send = (one: Reply) =>
    isLate ? fillDeferral(interaction, one, isPublic) : reply(interaction, one, inPlace);
  try {
    await send(answer);
  } catch (error) {
    if (errorCode(error) === ACKNOWLEDGED) return;
    const told = refusedReply(error, log, 'interaction', answer.card.locale);
    const directly = () => sendDirect(interaction.user, told.card, interaction.id);
    if (EXPIRED_CODES.has(errorCode(error))) {
      if (isLate) await directly();
      return;
    }
    // If it is already acknowledged, the person sees it.
    await send(told).catch((again) => (errorCode(again) === ACKNOWLEDGED ? null : directly()));
  }
}
