import type { Card } from '../../core/card.ts';
import { renderSlack } from '../../render/slack.ts';

/** The card as Slack's client takes it: it wants mutable blocks, ours are never changed. */
export const payloadOf = (card: Card) => structuredClone(renderSlack(card)) as { text: string; blocks: [] };

/** Nothing in a post unfolds into a preview. */
export const PLAIN = { unfurl_links: false, unfurl_media: false } as const;
