import type { Card } from '../../src/domain/card.ts';
import type { Found, Post, Posted, Publisher } from '../../src/domain/publisher.ts';

/** A message in a channel. */
export interface ChannelMessage {
  readonly post: string;
  readonly messageId: string;
  readonly card: Card;
}

/** The platform's behaviour for the next post: its response, and whether the post appears. */
export type PostBehaviour =
  | { readonly answer: Posted; readonly appears?: boolean }
  | { readonly breaks: Error };

/** Fake channels for a worker, which fail as requested. */
export function channels() {
  const messages = new Map<string, ChannelMessage[]>();
  const behaviours: PostBehaviour[] = [];
  const told: { readonly person: string; readonly card: Card }[] = [];
  let searchResult: Found | null = null;
  let posts = 0;
  let finds = 0;
  let whilePosting: ((post: Post) => Promise<void>) | null = null;

  const appear = ({ id, channel, card }: Post): string => {
    const messageId = `m${posts}`;
    messages.set(channel, [...(messages.get(channel) ?? []), { post: id, messageId, card }]);
    return messageId;
  };
  const publisher: Publisher = {
    typed: (command) => `/brief ${command}`,
    async post(post) {
      posts++;
      await whilePosting?.(post);
      const behaviour = behaviours.shift();
      if (!behaviour) return { kind: 'sent', messageId: appear(post) };
      if ('breaks' in behaviour) throw behaviour.breaks;
      if (behaviour.appears) appear(post);
      return behaviour.answer;
    },
    async find({ id, channel }) {
      finds++;
      if (searchResult) return searchResult;
      const found = messages.get(channel)?.find(({ post }) => post === id);
      return found ? { kind: 'found', messageId: found.messageId } : { kind: 'absent' };
    },
    async tell(_tenant, person, card) {
      told.push({ person, card });
      return true;
    },
  };
  return {
    publisher,
    told,
    in: (channel: string): readonly ChannelMessage[] => messages.get(channel) ?? [],
    posts: () => posts,
    finds: () => finds,
    /** Sets the behaviour of the next posts. Later ones succeed. */
    next: (...coming: readonly PostBehaviour[]) => void behaviours.push(...coming),
    /** Sets the result of every search in a channel; null for the real one. */
    look: (found: Found | null) => {
      searchResult = found;
    },
    /** Runs while a post is in flight. */
    during: (work: typeof whilePosting) => {
      whilePosting = work;
    },
  };
}
