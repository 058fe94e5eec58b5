import type { Chat } from '../chat/call-types.ts';
import type { Card } from '../domain/card.ts';
import { platformOf } from '../domain/publisher.ts';
import type { Outcome } from '../ingest/ingest-outcome.ts';
import type { Queries } from '../queries/queries.ts';

/** The surface on which a question was asked. */
type Surface = 'slack' | 'discord' | 'page' | 'mcp' | 'api';

/** Receives events for metrics and traces. They contain no text. */
export interface Observer {
  /** Called for each answered question with its verdict and duration in seconds. */
  answered(surface: Surface, verdict: string, seconds: number): void;
  /** Called for each poll of a source with its outcome and duration in seconds. */
  polled(outcome: 'read' | 'failed', seconds: number): void;
}

/** The verdict of each card kind; `other` for lists, help and briefs on demand. */
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

/** Wraps a chat so that its answers are counted. Messages that are not for the bot are not counted. */
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

/** Wraps the queries so that questions and briefs are counted. */
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
