import { describe, expect, it } from 'vitest';
import { readout } from '../helpers/cli.ts';
import { ADA, twoLibraries } from '../helpers/two-libraries.ts';

const START = {
  id: 'start',
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const READY = { method: 'notifications/initialized' };
const ASK = {
  id: 'ask',
  method: 'tools/call',
  params: { name: 'ask', arguments: { question: 'what did Lindqvist say about the harbour?' } },
};

/** Pipes messages into readout mcp, with an immediate end of input. Returns the ids that it answered. */
async function answersTo(messages: readonly object[], last = '') {
  const { path, store } = await twoLibraries();
  await store.close();
  const input = messages.map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join('');
  const env = { READOUT_DB: path, READOUT_INDEX: 'off' };
  const { code, stdout, stderr } = await readout(['mcp', '--tenant', ADA], input + last, env);
  const answers = stdout.split('\n').filter(Boolean);
  return { code, stderr, stdout, ids: answers.map((line) => JSON.parse(line).id) };
}

describe('readout mcp, at the end of input', () => {
  it('answers what it was asked, then ends with 0', async () => {
    const { code, stderr, stdout, ids } = await answersTo([START, READY, ASK, { ...ASK, id: 2 }]);
    expect([code, stderr, new Set(ids)]).toEqual([0, '', new Set(['start', 'ask', 2])]);
    expect(stdout).toContain('three weeks');
  });

  it.each<[string, object[], unknown[]]>([
    ['nothing was asked', [], []],
    ['a method is unknown', [START, READY, { id: 3, method: 'nothing/such' }], ['start', 3]],
    ['a tool is unknown', [START, READY, { ...ASK, params: { name: 'nothing' } }], ['start', 'ask']],
  ])('ends, too, if %s', async (_, messages, answered) => {
    const { code, ids } = await answersTo(messages);
    expect([code, new Set(ids)]).toEqual([0, new Set(answered)]);
  });

  it('does not wait for a request that was cancelled, nor for half a message', async () => {
    const cancel = { method: 'notifications/cancelled', params: { requestId: 'ask' } };
    const { code, ids } = await answersTo([START, READY, ASK, cancel], '{"jsonrpc":"2.0","id":9,');
    expect([code, ids]).toEqual([0, ['start']]);
  });
});
