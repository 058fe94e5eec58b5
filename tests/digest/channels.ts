import type { Card } from '../../src/domain/card.ts';
import type { Found, Outlet, Post, Posted } from '../../src/domain/publisher.ts';

/** What stands in a channel. */
export interface Standing {
  readonly post: string;
  readonly messageId: string;
  readonly card: Card;
}

/** What the platform does with the next post: its answer, and whether the post appears all the same. */
export type Mood = { readonly answer: Posted; readonly appears?: boolean } | { readonly breaks: Error };

/** Channels that a worker posts to, and that fail as they are told to. */
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
  const outlet: Outlet = {
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
    outlet,
    told,
    in: (channel: string): readonly Standing[] => standing.get(channel) ?? [],
    posts: () => posts,
    finds: () => finds,
    /** The next posts go so, one after the other; then all go well again. */
    next: (...coming: readonly Mood[]) => void moods.push(...coming),
    /** What every look into a channel gives; null for the truth. */
    look: (found: Found | null) => {
      looks = found;
    },
    /** Happens while a post is on its way. */
    during: (work: typeof whilePosting) => {
      whilePosting = work;
    },
  };
}
