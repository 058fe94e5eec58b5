import type { Reply } from '../../core/card.ts';
import { renderDiscord } from '../../render/discord.ts';
import { discordHtml } from '../../render/discord-html.ts';
import { renderHtml } from '../../render/html.ts';
import { renderSlack } from '../../render/slack.ts';
import { slackHtml } from '../../render/slack-html.ts';
import { renderText } from '../../render/text.ts';

/** A reply in every form that the page can switch to, each from the very payload that a chat would get. */
export interface Views {
  readonly slack: string;
  readonly discord: string;
  readonly plain: string;
  /** The whole answer in plain words, for a screen reader's announcement. */
  readonly text: string;
  readonly visibility: Reply['visibility'];
  readonly title: string;
  /** Facts whose sentence the card shows: the page links to the whole article. */
  readonly passages: readonly string[];
}

export function viewsOf({ card, visibility }: Reply): Views {
  return {
    slack: slackHtml(renderSlack(card)),
    discord: discordHtml(renderDiscord(card)),
    plain: renderHtml(card),
    text: renderText(card, { width: 1000, colour: false }),
    visibility,
    title: card.title,
    passages: (card.passages ?? []).map(({ factId }) => factId),
  };
}
