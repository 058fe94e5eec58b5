import { LRUCache } from 'lru-cache';
import type { Memory } from '../domain/chat-state.ts';
import { OperatorError } from '../domain/errors.ts';
import { withTimeout } from '../domain/with-timeout.ts';
import { createOutage, isStoreFault, type Work } from './outage.ts';

/** How long an answer waits for the chat state (ms) before it goes on without. Each chat is acknowledged earlier. */
const WITHIN_MS = 3_000;
/** During an outage the database is tried this often (ms) and left alone in between, so that nobody waits for it. */
const TRY_EVERY_MS = 5_000;
/** Event ids that this process remembers for as long as a platform may repeat an event. */
const MOST_SEEN = 10_000;
const SEEN_FOR_MS = 10 * 60_000;

export interface BestEffortParts {
  readonly tell: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  /** How long to wait for the memory; for tests. In milliseconds. */
  readonly withinMs?: number | undefined;
}

/** Memory as answers use it: an answer never fails because it cannot be remembered. */
export interface BestEffortMemory extends Memory {
  /** Saves; false if that failed or took too long, so that nothing may rely on it. */
  saved(save: (memory: Memory) => Promise<void>): Promise<boolean>;
  /** Reports a database fault from elsewhere as part of the same outage. */
  noteFault(error: unknown): void;
}

/**
 * Replaces the chat state during an outage: repeated events are recognised by this process, conversations start over,
 * and writes are lost. An outage is one log line. Reads that nothing can replace (a card, feedback) reject with the
 * database's fault.
 */
export function bestEffort(
  memory: Memory,
  { tell, withinMs = WITHIN_MS }: BestEffortParts,
): BestEffortMemory {
  const outage = createOutage(tell);
  const seenHere = new LRUCache<string, true>({ max: MOST_SEEN, ttl: SEEN_FOR_MS });
  const triedAt: Record<Work, number> = { reading: 0, writing: 0 };

  /** Runs on the chat state, or returns `instead` if it is out. Other faults than the database's reject. */
  const attempt = async <T, I>(work: Work, run: () => Promise<T>, instead: I): Promise<T | I> => {
    if (outage.isOut(work) && performance.now() - triedAt[work] < TRY_EVERY_MS) return instead;
    triedAt[work] = performance.now();
    const running = run();
    try {
      const result = await withTimeout(running, withinMs);
      if (result === 'late') throw new OperatorError('store-slow', 'The database does not answer in time.');
      outage.worked(work);
      return result;
    } catch (error) {
      running.catch(() => {});
      if (!isStoreFault(error)) throw error;
      outage.failed(work, error);
      return instead;
    }
  };
  const saved: BestEffortMemory['saved'] = (save) =>
    attempt('writing', () => save(memory).then(() => true), false);
  return {
    ...memory,
    saved,
    noteFault: (error) => outage.failed('writing', error),
    conversation: (tenant, thread) => attempt('reading', () => memory.conversation(tenant, thread), null),
    async firstSeen(id) {
      const isFirstHere = !seenHere.has(id);
      seenHere.set(id, true);
      return (await attempt('writing', () => memory.firstSeen(id), true)) && isFirstHere;
    },
    saveCard: async (card) => void (await saved((store) => store.saveCard(card))),
    saveConversation: async (tenant, thread, conversation) =>
      void (await saved((store) => store.saveConversation(tenant, thread, conversation))),
  };
}
