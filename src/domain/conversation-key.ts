declare const audience: unique symbol;

/** The key of a conversation with one person: slash commands, direct messages, the local page. */
export type PrivateKey = string & { readonly [audience]: 'person' };
/** The key of a conversation that everybody in a place reads: a thread, a reply chain, follow-ups to a shared card. */
export type CommonKey = string & { readonly [audience]: 'place' };
/**
 * Follow-ups under one key refer to each other. A key is one person's or a place's and never changes from one to the
 * other.
 */
export type ConversationKey = PrivateKey | CommonKey;

/** Separates the channel and the person in a private key. No platform's id contains it. */
const PERSON = '/@';

/** The key of a person's own conversation in a channel, or in one of its threads. */
export const privateKey = (channel: string, person: string, thread?: string): PrivateKey =>
  `${channel}${PERSON}${person}${thread === undefined ? '' : `/${thread}`}` as PrivateKey;

/** The key of a thread, named by its first message. */
export const commonKey = (channel: string, message: string): CommonKey =>
  `${channel}/${message}` as CommonKey;

/** The key of the follow-ups to a card that was shown to the channel. */
export const cardKey = (cardId: string): CommonKey => `card/${cardId}` as CommonKey;

/** Whether a key is one person's. */
export const isPrivate = (key: ConversationKey): key is PrivateKey => key.includes(PERSON);
