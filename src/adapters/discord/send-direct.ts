import type { User } from 'discord.js';
import type { Card } from '../../domain/card.ts';
import { payloadOf } from './message-payload.ts';
import { retryIdempotent } from './retry.ts';

/**
 * Sends a card as a direct message, once even if the request is retried. Returns false if the person accepts no
 * messages.
 * `about` is the id of the message or interaction that it answers. Buttons are removed, because they act in the card's
 * original place.
 */
export async function sendDirect(user: User, card: Card, about: string): Promise<boolean> {
  try {
    const payload = payloadOf({ ...card, actions: [] });
    await retryIdempotent(() => user.send({ ...payload, nonce: `a${about}`, enforceNonce: true }));
    return true;
  } catch {
    return false;
  }
}
