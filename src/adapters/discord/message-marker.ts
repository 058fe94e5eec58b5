import { createHash } from 'node:crypto';
import { parseActionToken } from '../../domain/action.ts';
import type { Post } from '../../domain/publisher.ts';
import { COMPONENT, type DiscordMessage } from './render.ts';

/** The fields of a message in a channel's history that are read. */
export interface HistoryMessage {
  readonly id: string;
  readonly author: { readonly id: string };
  readonly nonce?: string | number;
  readonly components?: readonly unknown[];
}

/**
 * Hashes a post's id to the component id of its container, which Discord stores with the message and does not show. A
 * nonce would identify a post only for minutes, and the history does not return it. The hash has 31 bits and avoids the
 * small ids that Discord assigns by itself;
 * https://docs.discord.com/developers/components/reference#anatomy-of-a-component
 */
function componentIdOf(id: string): number {
  const hash = createHash('sha256').update(id).digest().readUInt32BE(0);
  return (hash & 0x7fff_ffff) | 0x4000_0000;
}

/** Adds the post's marker to a rendered message. */
export function withMarker({ components: [container], ...rest }: DiscordMessage, id: string): DiscordMessage {
  return { ...rest, components: [{ ...container, id: componentIdOf(id) }] };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether a message from the history is this post. */
export function isPost({ nonce, components = [] }: HistoryMessage, { id, card }: Post): boolean {
  const mark = componentIdOf(id);
  const bears = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(bears);
    if (!isObject(value)) return false;
    const { type, id: number, custom_id: token } = value;
    if (type === COMPONENT.container && number === mark) return true;
    if (typeof token === 'string' && parseActionToken(token)?.cardId === card.id) return true;
    return bears(value.components);
  };
  return nonce === id || bears(components);
}
