const MOST_KEPT = 5000;

/** Which conversation each of the bot's own messages belongs to, so that a reply to it goes on there. Bounded. */
export interface Threads {
  remember(messageId: string, thread: string): void;
  of(messageId: string): string | undefined;
}

export function createThreads(): Threads {
  const kept = new Map<string, string>();
  return {
    remember(messageId, thread) {
      kept.set(messageId, thread);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    },
    of: (messageId) => kept.get(messageId),
  };
}
