import { errorDraft } from '../../answer/cards/notice-card.ts';
import { newId } from '../../chat/ids.ts';
import type { Card, Reply } from '../../domain/card.ts';
import { reasonWords, storedReason } from '../../domain/words/reason-words.ts';
import { localeOf, wordsForLocale } from '../../domain/words/words-for-locale.ts';
import { discordReason } from './errors.ts';
import { renderDiscord } from './render.ts';

/** A logger for ids and kinds of faults. It never receives message text. */
export interface DiscordLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * Renders a card for discord.js. Mentions in it never ping anybody. The cast is safe: discord.js sends components that
 * are plain objects as they are.
 */
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
export function refusedReply(error: unknown, log: DiscordLog, surface: string, locale?: string): Reply {
  const id = newId();
  const words = wordsForLocale(locale);
  const { platform } = words;
  const reason = discordReason(error);
  log.warn({ id, surface, error: (error as Error).name, code: errorCode(error) }, reason.why);
  const lede = platform.ifItStays(reasonWords(storedReason(reason), words), id);
  const { card } = errorDraft({ id }, platform.notShown, lede);
  return { card: { ...card, ...localeOf(words) }, visibility: 'asker' };
}
