import { errorDraft } from '../../answer/cards/notice-card.ts';
import { newId } from '../../chat/ids.ts';
import type { Card, Reply } from '../../domain/card.ts';
import { discordFault } from './errors.ts';
import { renderDiscord } from './render.ts';

/** A logger for ids and kinds of faults. It never receives message text. */
export interface DiscordLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Renders a card for discord.js. Mentions in it never ping anybody. */
export function payloadOf(card: Card) {
  const { flags, components } = renderDiscord(card);
  return {
    components: structuredClone(components) as unknown as never[],
    flags,
    allowedMentions: { parse: [], repliedUser: false },
  };
}

/** Returns Discord's error code of a failed request, or 0. */
export const errorCode = (error: unknown): number => Number((error as { code?: unknown }).code) || 0;

/** Builds the reply after Discord refused an answer, and logs the fault under the id that the reply shows. */
export function refusedReply(error: unknown, log: DiscordLog, surface: string): Reply {
  const id = newId();
  log.warn({ id, surface, error: (error as Error).name, code: errorCode(error) }, discordFault(error));
  const lede = `${discordFault(error)} If it stays, tell your operator this id: ${id}`;
  return { card: errorDraft({ id }, 'Your answer could not be shown here', lede).card, visibility: 'asker' };
}
