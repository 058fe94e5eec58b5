import type { Chat } from '../chat/call-types.ts';
import type { Card } from '../domain/card.ts';
import { platformOf } from '../domain/publisher.ts';
import type { Outcome } from '../ingest/ingest-outcome.ts';
import type { Queries } from '../queries/queries.ts';

/** Where a question came from. */
type Surface = 'slack' | 'discord' | 'page' | 'mcp' | 'api';

/** Is told of what happens, without a word of what is said. */
export interface Observer {
  /** A question that was answered: its verdict, and how long that took (seconds). */
  answered(surface: Surface, verdict: string, seconds: number): void;
  /** A source that was read, or could not be. */
  polled(outcome: 'read' | 'failed'): void;
}

/** The verdict that a card shows; `other` for lists, help and briefs on demand. */
const VERDICTS: ReadonlyMap<Card['kind'], string> = new Map([
  ['brief', 'answered'],
  ['conflict', 'answered'],
  ['article', 'answered'],
  ['nearest', 'maybe'],
  ['ambiguous', 'ambiguous'],
  ['abstained', 'abstained'],
  ['error', 'error'],
]);

async function timed<T>(run: () => Promise<T>, done: (result: T, seconds: number) => void): Promise<T> {
  const started = performance.now();
  const result = await run();
  done(result, (performance.now() - started) / 1000);
  return result;
}

const surfaceOf = (tenant: string): Surface => {
  const platform = platformOf(tenant);
  return platform === 'slack' || platform === 'discord' ? platform : 'page';
};

/** A chat whose answers are counted. What was not for the bot is not. */
export function observedChat(chat: Chat, observers: readonly Observer[]): Chat {
  const count =
    <Call extends { readonly tenant: string }, Reply extends { readonly card: Card } | null>(
      method: (call: Call) => Promise<Reply>,
    ) =>
    (call: Call): Promise<Reply> =>
      timed(
        () => method(call),
        (reply, seconds) => {
          if (!reply) return;
          const verdict = VERDICTS.get(reply.card.kind) ?? 'other';
          for (const observer of observers) observer.answered(surfaceOf(call.tenant), verdict, seconds);
        },
      );
  return { ...chat, command: count(chat.command), message: count(chat.message) };
}

/** Queries whose questions and briefs are counted. */
export function observedQueries(
  queries: Queries,
  surface: 'mcp' | 'api',
  observers: readonly Observer[],
): Queries {
  const count =
    <Args extends readonly unknown[], Value extends object>(
      query: (...args: Args) => Promise<Outcome<Value>>,
    ) =>
    (...args: Args): Promise<Outcome<Value>> =>
      timed(
        () => query(...args),
        (outcome, seconds) => {
          const verdict = !outcome.ok
            ? 'error'
            : 'status' in outcome.value
              ? String(outcome.value.status)
              : 'answered';
          for (const observer of observers) observer.answered(surface, verdict, seconds);
        },
      );
  return { ...queries, ask: count(queries.ask), brief: count(queries.brief) };
}
