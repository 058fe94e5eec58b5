import { LRUCache } from 'lru-cache';
import type { Memory } from '../domain/chat-state.ts';
import { OperatorError } from '../domain/errors.ts';
import { withTimeout } from '../domain/with-timeout.ts';
import { createOutage, isStoreFault, type Work } from './outage.ts';

/**
 * How long an answer waits for the chat state before it continues without, in milliseconds. Chats are acknowledged
 * earlier.
 */
const TIMEOUT_MS = 3_000;
/** The interval between database attempts during an outage, in milliseconds. In between nobody waits for it. */
const RETRY_INTERVAL_MS = 5_000;
/** The number of event ids that this process remembers to recognise repeated events. */
const MAX_SEEN_EVENTS = 10_000;
const SEEN_TTL_MS = 10 * 60_000;

export interface BestEffortParts {
  readonly tell: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  /** Overrides the time limit for the chat state, in milliseconds; for tests. */
  readonly withinMs?: number | undefined;
}

/** Chat state that never makes an answer fail: a failed read or write is replaced by a default. */
export interface BestEffortMemory extends Memory {
  /** Saves. Returns false if that failed or took too long, so that callers do not rely on it. */
  saved(save: (memory: Memory) => Promise<void>): Promise<boolean>;
  /** Reports a database fault from elsewhere as part of the same outage. */
  noteFault(error: unknown): void;
}

/**
 * Wraps the chat state for outages of the database: this process then recognises repeated events itself, conversations
 * start over, and writes are lost. An outage is logged once. Reads without a default (a card, feedback) reject with the
 * database's fault.
 */
export function bestEffort(
  memory: Memory,
  { tell, withinMs = TIMEOUT_MS }: BestEffortParts,
): BestEffortMemory {
  const outage = createOutage(tell);
  const seenHere = new LRUCache<string, true>({ max: MAX_SEEN_EVENTS, ttl: SEEN_TTL_MS });
  const triedAt: Record<Work, number> = { reading: 0, writing: 0 };

  /** Runs `run` on the chat state. Returns `instead` if the database fails; other faults reject. */
  const attempt = async <T, I>(work: Work, run: () => Promise<T>, instead: I): Promise<T | I> => {
    if (outage.isOut(work) && performance.now() - triedAt[work] < RETRY_INTERVAL_MS) return instead;
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
