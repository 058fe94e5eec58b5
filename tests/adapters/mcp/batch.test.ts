import { expect, it } from 'vitest';
import { mcpOverHttp } from '../../../src/adapters/mcp/server.ts';
import { failed } from '../../../src/ingest/ingest-outcome.ts';
import type { Queries } from '../../../src/queries/queries.ts';

const CALLS = 30;

it('runs each call of a batch in a turn of the event loop of its own', async () => {
  let turn = 0;
  let isDone = false;
  const count = (): void => {
    turn++;
    if (!isDone) setImmediate(count);
  };
  const turns: number[] = [];
  const ask = async () => {
    turns.push(turn);
    return failed('question_empty', 'Ask something.');
  };
  const mcp = mcpOverHttp({ queries: { ask } as unknown as Queries, version: '1', onFault: () => {} });
  const calls = Array.from({ length: CALLS }, (_, id) => ({
    ...{ jsonrpc: '2.0', id, method: 'tools/call' },
    params: { name: 'ask', arguments: { question: 'what about Kalmar?' } },
  }));
  const request = new Request('http://localhost/mcp', {
    method: 'POST',
    body: JSON.stringify(calls),
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  });
  count();
  const answer = await mcp.answer(request, { tenant: 'slack:T1', person: 'token' });
  isDone = true;
  expect(await answer.json()).toHaveLength(CALLS);
  expect(new Set(turns).size).toBe(CALLS);
  await mcp.close();
});
