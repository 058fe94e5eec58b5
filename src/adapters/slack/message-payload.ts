import type { Card } from '../../domain/card.ts';
import { renderSlack } from './render.ts';

/**
 * Renders a card for Slack's client. The cast is safe: the client's types ask for mutable blocks, but it changes none.
 */
export const payloadOf = (card: Card) => renderSlack(card) as unknown as { text: string; blocks: [] };

/** Options that keep Slack from adding link previews to a post. */
export const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;
