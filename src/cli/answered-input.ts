import { Readable, type Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { withTimeout } from '../domain/with-timeout.ts';

/** The longest message that is read, in bytes. */
const LONGEST_MESSAGE = 256 * 1024;
/** How long requests may take after the end of input, in milliseconds: a link that is read is given up sooner. */
const FINISHES_MS = 60_000;
/** A request without an answer: it lasts as long as its client listens. */
const LISTEN = 'subscriptions/listen';

type RequestId = string | number;

/** Returns the id that a notification cancels. A cancelled request gets no answer. */
function cancelledBy(message: JSONRPCMessage): RequestId | undefined {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return undefined;
  return (message.params as { requestId?: RequestId } | undefined)?.requestId;
}

/**
 * A transport over standard input and output, and when it is closed. The SDK's transport drops the requests in hand at
 * the end of input; this one answers them first, so that requests can be piped in.
 */
export function answeredInput(
  stdin: AsyncIterable<Uint8Array | string>,
  stdout: Writable,
): { readonly transport: Transport; readonly closed: Promise<void> } {
  const waiting = new Set<RequestId>();
  const { promise: answered, resolve: onAnswered } = Promise.withResolvers<void>();
  const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>();
  let hasEnded = false;

  const settle = (id: RequestId | undefined): void => {
    if (id !== undefined) waiting.delete(id);
    if (hasEnded && waiting.size === 0) onAnswered();
  };

  async function* input(): AsyncGenerator<Uint8Array | string> {
    yield* stdin;
    // What was read last is delivered in this turn.
    await nextTurn();
    hasEnded = true;
    settle(undefined);
    await withTimeout(answered, FINISHES_MS);
  }

  const wire = new StdioServerTransport(Readable.from(input(), { objectMode: false }), stdout, {
    maxBufferSize: LONGEST_MESSAGE,
  });
  const transport: Transport = {
    async start() {
      wire.onmessage = (message) => {
        if ('method' in message && 'id' in message && message.method !== LISTEN) waiting.add(message.id);
        settle(cancelledBy(message));
        transport.onmessage?.(message);
      };
      wire.onerror = (error) => transport.onerror?.(error);
      wire.onclose = () => {
        onClosed();
        transport.onclose?.();
      };
      await wire.start();
    },
    async send(message) {
      await wire.send(message);
      if (!('method' in message)) settle(message.id);
    },
    close: () => wire.close(),
  };
  return { transport, closed };
}
