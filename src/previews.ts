import { discordHtml } from './adapters/discord/preview.ts';
import { renderDiscord } from './adapters/discord/render.ts';
import { slackHtml } from './adapters/slack/preview.ts';
import { renderSlack } from './adapters/slack/render.ts';
import type { Previews } from './adapters/web/card-views.ts';

/** How the local page shows a card as the chats do, from the very payloads that they would get. */
export const PREVIEWS: Previews = {
  slack: (card) => slackHtml(renderSlack(card)),
  discord: (card) => discordHtml(renderDiscord(card)),
};
