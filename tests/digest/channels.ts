import type { Card } from '../../src/domain/card.ts';
import type { Found, Post, Posted, Publisher } from '../../src/domain/publisher.ts';

/** A message in a channel. */
export interface Standing {
  readonly post: string;
  readonly messageId: string;
  readonly card: Card;
}

/** The platform's behaviour for the next post: its response, and whether the post appears. */
export type Mood = { readonly answer: Posted; readonly appears?: boolean } | { readonly breaks: Error };

/** Fake channels for a worker, which fail as requested. */
export function channels() {
  const standing = new Map<string, Standing[]>();
  const moods: Mood[] = [];
  const told: { readonly person: string; readonly card: Card }[] = [];
  let looks: Found | null = null;
  let posts = 0;
  let finds = 0;
  let whilePosting: ((post: Post) => Promise<void>) | null = null;

  const appear = ({ id, channel, card }: Post): string => {
    const messageId = `m${posts}`;
    standing.set(channel, [...(standing.get(channel) ?? []), { post: id, messageId, card }]);
    return messageId;
  };
  const publisher: Publisher = {
    typed: (command) => `/brief ${command}`,
    async post(post) {
      posts++;
      await whilePosting?.(post);
      const mood = moods.shift();
      if (!mood) return { kind: 'sent', messageId: appear(post) };
      if ('breaks' in mood) throw mood.breaks;
      if (mood.appears) appear(post);
      return mood.answer;
    },
    async find({ id, channel }) {
      finds++;
      if (looks) return looks;
      const found = standing.get(channel)?.find(({ post }) => post === id);
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
    in: (channel: string): readonly Standing[] => standing.get(channel) ?? [],
    posts: () => posts,
    finds: () => finds,
    /** Sets the behaviour of the next posts. Later ones succeed. */
    next: (...coming: readonly Mood[]) => void moods.push(...coming),
    /** Sets the result of every search in a channel; null for the real one. */
    look: (found: Found | null) => {
      looks = found;
    },
    /** Runs while a post is in flight. */
    during: (work: typeof whilePosting) => {
      whilePosting = work;
    },
  };
}
