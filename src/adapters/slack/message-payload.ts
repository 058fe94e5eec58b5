import { type Card, withoutPicture } from '../../domain/card.ts';
import { renderSlack } from './render.ts';

/**
 * Renders a card for Slack's client. The cast is safe: the client's types ask for mutable blocks, but it changes none.
 */
export const payloadOf = (card: Card) => renderSlack(card) as unknown as { text: string; blocks: [] };

/**
 * Sends a card by `send`. Slack refuses a whole message if it cannot load a picture in it, as `invalid_blocks`
 * ("downloading image failed"). Nothing was posted then, so the card is sent again without its picture.
 * https://github.com/slackapi/python-slack-sdk/issues/1782
 */
export async function sendCard<T>(
  card: Card,
  send: (payload: ReturnType<typeof payloadOf>) => Promise<T>,
): Promise<T> {
  try {
    return await send(payloadOf(card));
  } catch (error) {
    const refusal = (error as { readonly data?: { readonly error?: unknown } }).data?.error;
    if (card.picture === undefined || refusal !== 'invalid_blocks') throw error;
    return send(payloadOf(withoutPicture(card)));
  }
}

/** Options that keep Slack from adding link previews to a post. */
export const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;
