import type { Reply } from '../../domain/card.ts';
import { renderHtml } from '../../render/html.ts';
import { renderText } from '../../render/text.ts';
import { renderDiscord } from '../discord/render.ts';
import { renderSlack } from '../slack/render.ts';
import { discordHtml } from './discord-preview.ts';
import { slackHtml } from './slack-preview.ts';

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
