import type { Card, Reply } from '../../domain/card.ts';
import { renderHtml } from '../../render/html.ts';
import { renderMarkdown } from '../../render/markdown.ts';
import { renderText } from '../../render/text.ts';

/** Renders a card as HTML that looks like a chat. */
type Preview = (card: Card) => string;

/** The preview of each chat. Passed in, because adapters do not import each other. */
export interface Previews {
  readonly slack: Preview;
  readonly discord: Preview;
}

/** A reply in each form that the page can show, rendered from the payload that each chat would get. */
export interface Views {
  readonly slack: string;
  readonly discord: string;
  readonly plain: string;
  /** Markdown for copying. */
  readonly markdown: string;
  /** The card's id, by which /card shows it again; null for a card without buttons. */
  readonly id: string | null;
  /** The whole answer as plain text, for screen readers. */
  readonly text: string;
  readonly visibility: Reply['visibility'];
  readonly title: string;
  /** The ids of facts whose passages are shown. The page links them to the whole article. */
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
