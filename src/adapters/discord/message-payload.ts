import { errorDraft } from '../../answer/cards/notice-card.ts';
import { newId } from '../../chat/ids.ts';
import type { Card, Reply } from '../../domain/card.ts';
import { discordFault } from './errors.ts';
import { renderDiscord } from './render.ts';

/** Where faults are written: ids and kinds, never what somebody wrote. */
export interface DiscordLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** A card as discord.js takes it. Nobody is ever pinged. */
export function payloadOf(card: Card) {
  const { flags, components } = renderDiscord(card);
  return {
    components: structuredClone(components) as unknown as never[],
    flags,
    allowedMentions: { parse: [], repliedUser: false },
  };
}

/** Discord's code of a failed request; 0 where there is none. */
export const codeOf = (error: unknown): number => Number((error as { code?: unknown }).code) || 0;

/** What the asker is told where Discord did not take an answer; the log has the same id. */
export function untaken(error: unknown, log: DiscordLog, surface: string): Reply {
  const id = newId();
  log.warn({ id, surface, error: (error as Error).name, code: codeOf(error) }, discordFault(error));
  const lede = `${discordFault(error)} If it stays, tell your operator this id: ${id}`;
  return { card: errorDraft({ id }, 'Your answer could not be shown here', lede).card, visibility: 'asker' };
}
