import type { User } from 'discord.js';
import type { Card } from '../../domain/card.ts';
import { payloadOf } from './message-payload.ts';
import { persist } from './retry.ts';

/**
 * Sends a card to one person directly, once whatever is retried; false where they take no messages from the bot.
 * `about` is the id of what it answers. A card's buttons act in the place for which it was made, so they stay behind.
 */
export async function tellAlone(user: User, card: Card, about: string): Promise<boolean> {
  try {
    const payload = payloadOf({ ...card, actions: [] });
    await persist(() => user.send({ ...payload, nonce: `a${about}`, enforceNonce: true }));
    return true;
  } catch {
    return false;
  }
}
