import type { Card, Reply } from '../../domain/card.ts';
import { renderHtml } from '../../render/html.ts';
import { renderMarkdown } from '../../render/markdown.ts';
import { renderText } from '../../render/text.ts';

/** Draws a card as HTML the way a chat shows it. */
type Preview = (card: Card) => string;

/** How each chat shows a card. The caller passes it, since no adapter knows another. */
export interface Previews {
  readonly slack: Preview;
  readonly discord: Preview;
}

/** A reply in every form that the page can switch to, each from the very payload that a chat would get. */
export interface Views {
  readonly slack: string;
  readonly discord: string;
  readonly plain: string;
  /** To be copied. */
  readonly markdown: string;
  /** The card's id, by which /card shows it again; null for one that nothing can be pressed on. */
  readonly id: string | null;
  /** The whole answer in plain words, for a screen reader's announcement. */
  readonly text: string;
  readonly visibility: Reply['visibility'];
  readonly title: string;
  /** Facts whose sentence the card shows: the page links to the whole article. */
  readonly passages: readonly string[];
}

export function viewsOf({ card, visibility }: Reply, previews: Previews): Views {
  return {
    slack: previews.slack(card),
    discord: previews.discord(card),
    plain: renderHtml(card),
    markdown: renderMarkdown(card),
    id: card.actions.length > 0 ? card.id : null,
    text: renderText(card, { width: 1000, colour: false }),
    visibility,
    title: card.title,
    passages: (card.passages ?? []).map(({ factId }) => factId),
  };
}
