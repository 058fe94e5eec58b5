import type { Message } from 'discord.js';
import { LRUCache } from 'lru-cache';

/** The most people whose language is remembered. */
const MOST_KEPT = 10_000;

/** The languages that people use Discord in. Interactions name them; messages do not. */
export interface Locales {
  /** Remembers the language of somebody's interaction. */
  heard(person: string, locale: string): void;
  /**
   * The language of a message's writer: that of their last interaction, else their server's; undefined if neither is
   * known.
   */
  of(message: Message): string | undefined;
}

export function createLocales(): Locales {
  const known = new LRUCache<string, string>({ max: MOST_KEPT });
  return {
    heard: (person, locale) => void known.set(person, locale),
    of: ({ author, guild }) => known.get(author.id) ?? guild?.preferredLocale,
  };
}
