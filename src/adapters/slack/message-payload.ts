import type { Card } from '../../domain/card.ts';
import { renderSlack } from './render.ts';

/** The card as Slack's client takes it: its types want mutable blocks, and it changes none. */
export const payloadOf = (card: Card) => renderSlack(card) as unknown as { text: string; blocks: [] };

/** Nothing in a post unfolds into a preview. */
export const PLAIN = { unfurl_links: false, unfurl_media: false } as const;
