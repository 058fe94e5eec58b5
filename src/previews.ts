import { discordHtml } from './adapters/discord/preview.ts';
import { renderDiscord } from './adapters/discord/render.ts';
import { slackHtml } from './adapters/slack/preview.ts';
import { renderSlack } from './adapters/slack/render.ts';
import type { Previews } from './adapters/web/card-views.ts';
import { wordsForLocale } from './domain/words/words-for-locale.ts';

/** Renders a card as the chats show it, from the payloads that they would get, for the local page. */
export const PREVIEWS: Previews = {
  slack: (card) => slackHtml(renderSlack(card), wordsForLocale(card.locale).platform.moreMenu),
  discord: (card) => discordHtml(renderDiscord(card)),
};
